// What staff hand back: the link leads to that one thing, with its reason; everything else is folded and stays.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { needs } from './engine.mjs';
import { call, findings, fits, open, picture, visit } from './house.mjs';

let house;
before(async () => { house = await open(); });
after(async () => { await house.close(); });

const FLOW = {
  title: 'Supplier onboarding: Souza Metais',
  tasks: [
    { id: 'details', title: 'Company details', fields: [
      { id: 'legal_name', label: 'Legal name', type: 'short_text', required: true },
      { id: 'address', label: 'Address', type: 'long_text' },
      { id: 'form', label: 'Legal form', type: 'single_choice', options: [
        { value: 'ltda', label: 'Limitada' }, { value: 'sa', label: 'Sociedade anônima' }] }] },
  ],
};

const TERMS = {
  project: 'procurement',
  scope: { type: 'tasks', run: 'back', tasks: ['details'] },
  recipient: { name: 'Ana Souza', email: 'ana@supplier.example', locale: 'en' },
  permissions: ['fill_fields', 'upload_files', 'comment', 'complete_task'],
  delivery: 'link',
};

const REASON = 'The name in full, please: as the register has it.';

async function send(page) {
  await page.getByRole('button', { name: /Check and send to Acme/ }).click();
  await page.getByRole('button', { name: /^Send to Acme/ }).waitFor();
  await picture(page, 'handed-back-to-send');
  await page.getByRole('button', { name: /^Send to Acme/ }).click();
  await page.waitForURL('**/receipt');
}

for (const scripts of [true, false]) {
  const name = `a guest corrects what came back and sends it again, ${scripts ? 'with' : 'without'} scripts`;
  test(name, scripts ? {} : needs('javaScriptEnabled'), async () => {
    const run = `back-${scripts}`;
    await call(house, 'PUT', `/v1/projects/procurement/runs/${run}`, FLOW);
    const { id, link } = await call(house, 'POST', '/v1/shares', {
      ...TERMS, scope: { ...TERMS.scope, run },
    });
    const { page } = await visit(house, { width: 360, height: 740, script: scripts });
    if (scripts) {
      await page.goto(link);
    } else {
      await page.goto(`${house.api}/i`);
      await page.getByRole('textbox').fill(link);
      await page.getByRole('button').first().click();
    }
    await page.getByLabel(/privacy notice/).check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.waitForURL(`**/p/${id}`);
    await page.getByLabel('Legal name').fill('Souza');
    await page.getByLabel('Address').fill('Rua A, 1');
    await send(page);

    const back = { returned: [{ field: 'legal_name', reason: REASON }] };
    await call(house, 'POST', `/v1/projects/procurement/runs/${run}/tasks/details/hand-back`, back);
    await page.goto(`${house.api}/p/${id}`);
    await page.getByText('Acme Engenharia has sent one thing back').waitFor();
    assert.ok(await page.getByText(REASON).first().isVisible(), 'the reason stands at the field');
    assert.equal(await page.getByLabel('Address').count(), 0, 'what was sent cannot be typed over');
    assert.equal(await page.getByText('Rua A, 1').isVisible(), false, 'and is folded');
    assert.ok(await fits(page));
    if (scripts) assert.deepEqual(await findings(page), []);
    await picture(page, `handed-back-${scripts ? 'work' : 'without-scripts'}`);
    await page.getByRole('button', { name: /Check and send to Acme/ }).click();
    await page.getByText('Handed back, and not changed since').waitFor();
    await picture(page, 'handed-back-unchanged');
    await page.setViewportSize({ width: 1280, height: 900 });
    await picture(page, 'handed-back-unchanged-screen');
    await page.setViewportSize({ width: 360, height: 740 });
    await page.getByRole('link', { name: 'Back', exact: true }).click();

    await page.getByLabel('Legal name').fill('Souza Metais Ltda');
    await send(page);
    const receipt = await page.locator('main').innerText();
    assert.match(receipt, /Souza Metais Ltda/);
    assert.match(receipt, /Earlier rounds/);
    assert.ok(receipt.includes(REASON), 'what came back, and why');
    await picture(page, 'handed-back-receipt');
    assert.equal((await call(house, 'GET', `/v1/shares/${id}`)).status, 'completed');
  });
}
