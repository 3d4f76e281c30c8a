// A guest who has to show that they read the recipient's mail, and who says who they are.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { call, findings, fits, open, picture, visit } from './house.mjs';

let house;
before(async () => { house = await open(); });
after(async () => { await house.close(); });

const FLOW = { title: 'Supplier onboarding', tasks: [{ id: 'details', title: 'Company details', fields: [
  { id: 'legal_name', label: 'Legal name', type: 'short_text', required: true }] }] };

async function share(run, change) {
  await call(house, 'PUT', `/v1/projects/procurement/runs/${run}`, FLOW);
  return call(house, 'POST', '/v1/shares', {
    project: 'procurement',
    scope: { type: 'tasks', run, tasks: ['details'] },
    recipient: { name: 'Ana Souza', email: `ana@${run}.example`, locale: 'en' },
    permissions: ['fill_fields', 'complete_task'],
    delivery: 'link',
    ...change,
  });
}

/** The latest code that was mailed to an address. */
async function mailed(address, tries = 40) {
  const messages = await (await fetch(`${house.inbox}.json`)).json();
  const codes = messages.filter((mail) => mail.to.includes(address)).flatMap((mail) => mail.text.match(/^\d{6}$/m) ?? []);
  if (codes.length) return codes.at(-1);
  assert.ok(tries > 0, `no code came to ${address}`);
  await new Promise((resolve) => { setTimeout(resolve, 250); });
  return mailed(address, tries - 1);
}

/** On a phone and on a screen. */
async function both(page, name) {
  await picture(page, name);
  await page.setViewportSize({ width: 1280, height: 900 });
  await picture(page, `${name}-screen`);
  await page.setViewportSize({ width: 360, height: 740 });
}

const another = (code) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

test('a code is mailed first, a wrong one is told beside the field, and the right one opens', async () => {
  const { id, link } = await share('coded', { code: true, who_opens: true });
  const { page, complaints } = await visit(house, { width: 360, height: 740 });
  await page.goto(link);
  await page.getByText('We send a code of six digits to a…@coded.example').waitFor();
  assert.equal(await page.getByLabel(/privacy notice/).count(), 0, 'one thing after the other');
  assert.ok(await fits(page));
  assert.deepEqual(await findings(page), []);
  await both(page, 'code-send');

  await page.getByRole('button', { name: 'Send me the code' }).click();
  await page.getByLabel('Code from the mail').waitFor();
  const code = await mailed('ana@coded.example');
  await page.getByLabel(/privacy notice/).check();
  await page.getByLabel('Your name').fill('Rita Alves');
  await page.getByLabel('Your e-mail address').fill('rita@coded.example');
  assert.ok(await fits(page));
  assert.deepEqual(await findings(page), []);
  await both(page, 'code-type');
  await page.getByLabel('Code from the mail').fill(another(code));
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('alert').getByText('This is not the code.').waitFor();
  assert.ok(await page.getByLabel(/privacy notice/).isChecked());
  await both(page, 'code-wrong');

  await page.getByLabel('Code from the mail').fill(`${code.slice(0, 3)} ${code.slice(3)}`);
  assert.equal(await page.getByLabel('Your name').inputValue(), 'Rita Alves', 'what was typed is kept');
  assert.equal(await page.getByLabel('Your e-mail address').inputValue(), 'rita@coded.example');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForURL(`**/p/${id}`);
  const { records } = await call(house, 'GET', `/v1/shares/${id}/activity`);
  const identified = records.find((record) => record.kind === 'share.identified');
  assert.equal(identified.details.stated.name, 'Rita Alves');
  assert.equal(identified.actor.assurance, 'code');
  assert.deepEqual(complaints.filter((complaint) => !complaint.includes('422')), [], 'but for the wrong code');
});
