// A guest gets a mail, opens the link, works, sends, and has a receipt; a revoked link is dead at once.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { needs } from './engine.mjs';
import { call, file, fits, open, picture, visit } from './house.mjs';

let house;
before(async () => { house = await open(); });
after(async () => { await house.close(); });

const TASK = {
  title: 'Supplier onboarding: Souza Metais',
  tasks: [
    { id: 'documents', title: 'Company documents', fields: [
      { id: 'articles', label: 'Articles of association', type: 'file', required: true, extensions: ['pdf'], max: 3 },
      { id: 'remarks', label: 'Remarks', type: 'long_text' }] },
    { id: 'details', title: 'Company details', fields: [
      { id: 'legal_name', label: 'Legal name', type: 'short_text', required: true },
      { id: 'employees', label: 'Number of employees', type: 'number', min: 1 },
      { id: 'form', label: 'Legal form', type: 'single_choice', required: true, options: [
        { value: 'ltda', label: 'Limitada' }, { value: 'sa', label: 'Sociedade anônima' }] }] },
    { id: 'review', title: 'Internal review', after: ['documents', 'details'], fields: [] },
  ],
};

// Chromium complains about answers that are meant.
const ANSWERED = /^console: Failed to load resource: the server responded with a status of 4\d\d/;

const TERMS = {
  project: 'procurement',
  scope: { type: 'tasks', run: 'kyc-b', tasks: ['documents', 'details'] },
  recipient: { name: 'Ana Souza', email: 'ana@supplier.example', locale: 'en' },
  permissions: ['fill_fields', 'upload_files', 'read_files', 'download_files', 'comment', 'complete_task'],
  instructions: 'Please send us the papers.\nThank you <b>very</b> much.',
  delivery: 'email',
};

async function share(change = {}) {
  await call(house, 'PUT', '/v1/projects/procurement/runs/kyc-b', TASK);
  return call(house, 'POST', '/v1/shares', { ...TERMS, ...change });
}

async function consent(page, password) {
  await page.getByLabel(/privacy notice/).check();
  if (password) await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Continue' }).click();
}

async function send(page, task) {
  await task.getByRole('button', { name: /Check and send to Acme/ }).click();
  await page.getByText('This is what Acme').waitFor();
  await picture(page, 'to-send');
  await page.getByRole('button', { name: /^Send to Acme/ }).click();
  await page.waitForURL('**/receipt');
}

test('the whole story, from the mail to the receipt', async () => {
  const { id } = await share({ password: 'correct horse', expiry: { days: 5 } });
  const { page, complaints } = await visit(house);

  // The mail arrives in the inbox as it was sent.
  await page.goto(house.inbox);
  for (let tries = 0; tries < 40 && !(await page.getByText('ana@supplier.example').count()); tries += 1) {
    await page.waitForTimeout(250);
    await page.reload();
  }
  const messages = await (await fetch(`${house.inbox}.json`)).json();
  const mail = messages.find((m) => m.to.includes('ana@supplier.example'));
  const link = mail.text.split('\n').find((line) => line.startsWith('http'));
  await page.getByRole('link', { name: /Acme Engenharia needs/ }).first().click();
  await page.waitForURL('**/inbox/**');
  await picture(page, 'mail');

  // Looking at the link counts nothing, and the secret leaves the address bar.
  await page.goto(`${house.api}/i`);
  await picture(page, 'landing');
  await page.goto(link);
  await page.waitForURL(`**/i/${id}?came=true`);
  assert.ok(!(await page.url()).includes('vst1_'));
  await page.getByText('Carla Mendes of Acme Engenharia').waitFor();
  assert.equal(await page.locator('b', { hasText: 'very' }).count(), 0, 'instructions are text');
  await picture(page, 'invitation');
  assert.equal((await call(house, 'GET', `/v1/shares/${id}`)).accesses.used, 0);

  // A wrong password says so, and loses nothing.
  await consent(page, 'wrong password');
  await page.getByText('This is not the password').first().waitFor();
  await picture(page, 'wrong-password');
  await consent(page, 'correct horse');
  await page.waitForURL(`**/p/${id}`);
  assert.equal((await call(house, 'GET', `/v1/shares/${id}`)).accesses.used, 1);
  assert.equal(await page.getByText('Internal review').count(), 0, 'the rest of the run is invisible');
  await picture(page, 'work');

  // Sending too early names what is missing, beside the fields.
  const details = page.locator('#task-details');
  await details.getByRole('button', { name: /Check and send to Acme/ }).click();
  await details.getByRole('alert').waitFor();
  assert.ok(await details.getByRole('alert').getByRole('link').count() >= 2);
  await picture(page, 'missing');

  // Drafts keep themselves.
  await details.getByLabel('Legal name').fill('Souza Metais Ltda');
  await details.getByLabel('Number of employees').fill('12');
  await details.getByText('Limitada').click();
  await details.getByText(/^Saved/).waitFor();
  await page.waitForTimeout(1500);
  await page.reload();
  assert.equal(await details.getByLabel('Legal name').inputValue(), 'Souza Metais Ltda');
  assert.ok(await details.getByLabel('Limitada').isChecked());

  // Files of 1 kB and 7 MB arrive; an empty one is refused with words.
  const documents = page.locator('#task-documents');
  const chooser = documents.getByLabel('Articles of association').first();
  await chooser.setInputFiles([file('small.pdf', 1024), file('large.pdf', 7 * 1024 * 1024)]);
  await documents.locator('[data-state=clean]', { hasText: 'large.pdf' }).waitFor({ timeout: 60_000 });
  await documents.locator('[data-state=clean]', { hasText: 'small.pdf' }).waitFor();
  await chooser.setInputFiles([file('empty.pdf', 0)]);
  await documents.getByText('This file is empty').first().waitFor();
  await picture(page, 'uploaded');

  // Commenting.
  await documents.getByLabel('Write a comment').fill('The second file replaces last year’s.');
  await documents.getByRole('button', { name: 'Add comment' }).click();
  await documents.locator('ol').getByText('The second file replaces').waitFor();

  // Sending ends in a receipt, the same after a reload.
  await send(page, documents);
  const receipt = await page.locator('main').innerText();
  assert.match(receipt, /large\.pdf/);
  assert.match(receipt, /[0-9a-f]{64}/);
  await picture(page, 'receipt');
  await page.reload();
  assert.equal(await page.locator('main').innerText(), receipt);

  await page.goto(`${house.api}/p/${id}`);
  await send(page, page.locator('#task-details'));
  assert.equal((await call(house, 'GET', `/v1/shares/${id}`)).status, 'completed');
  const run = await call(house, 'GET', '/v1/projects/procurement/runs/kyc-b');
  assert.equal(run.tasks[2].state, 'open', 'the waiting task may start');
  assert.equal(run.tasks[0].files.length, 2);
  await page.goto(`${house.api}/p/${id}`);
  await picture(page, 'completed');

  const activity = await call(house, 'GET', `/v1/shares/${id}/activity`);
  assert.equal(activity.verified, true);
  assert.ok(!house.log().includes('vst1_') && !house.log().includes('correct horse'), 'no secret in the log');
  assert.deepEqual(complaints.filter((c) => !ANSWERED.test(c)), []);
});

test('a link that is revoked is dead at the next request, and a new one can be asked for', async () => {
  await call(house, 'PUT', '/v1/projects/procurement/runs/kyc-c', TASK);
  const { id, link } = await call(house, 'POST', '/v1/shares', {
    ...TERMS, scope: { type: 'tasks', run: 'kyc-c', tasks: ['details'] }, delivery: 'link',
  });
  const { page } = await visit(house);
  await page.goto(link);
  await consent(page);
  await page.waitForURL(`**/p/${id}`);
  await call(house, 'POST', `/v1/shares/${id}/revoke`);
  await page.reload();
  await page.getByText('This link has been revoked').waitFor();
  await page.goto('about:blank');
  await page.goto(link);
  await page.getByText('This link has been revoked').waitFor();
  await picture(page, 'revoked');
  await page.getByRole('button', { name: /new link/i }).click();
  await page.getByText('You have asked for a new link').waitFor();
  await picture(page, 'requested');
  const activity = await call(house, 'GET', `/v1/shares/${id}/activity`);
  assert.equal(activity.records.at(-1).kind, 'share.new_link_requested');
});

test('every page can be read on a phone, light and dark', async () => {
  for (const scheme of ['light', 'dark']) {
    await call(house, 'PUT', `/v1/projects/procurement/runs/kyc-${scheme}`, TASK);
    const { id, link } = await call(house, 'POST', '/v1/shares', {
      ...TERMS, scope: { type: 'tasks', run: `kyc-${scheme}`, tasks: ['documents', 'details'] }, delivery: 'link',
      recipient: { name: 'Ana Souza', email: 'ana@supplier.example', locale: 'pt-BR' },
    });
    const { page, complaints } = await visit(house, { width: 360, height: 740, scheme });
    await page.goto(`${house.api}/i`);
    assert.ok(await fits(page));
    await picture(page, `phone-${scheme}-landing`);
    await page.goto(link);
    await page.waitForURL(`**/i/${id}?came=true`);
    assert.ok(await fits(page));
    await picture(page, `phone-${scheme}-invitation`);
    await page.getByRole('checkbox').first().check();
    await page.locator('main form button.primary').click();
    await page.waitForURL(`**/p/${id}`);
    assert.equal(await page.getAttribute('html', 'lang'), 'pt-BR');
    assert.ok(await fits(page));
    await picture(page, `phone-${scheme}-work`);
    const details = page.locator('#task-details');
    await details.getByLabel('Legal name').fill('Souza Metais Ltda');
    await details.getByText('Limitada').click();
    await details.getByRole('button', { name: /Conferir e enviar/ }).click();
    await page.waitForURL('**?check=details**');
    assert.ok(await fits(page));
    await picture(page, `phone-${scheme}-check`);
    await page.getByRole('button', { name: /^Enviar/ }).click();
    await page.waitForURL('**/receipt');
    assert.ok(await fits(page));
    await picture(page, `phone-${scheme}-receipt`);
    await call(house, 'POST', `/v1/shares/${id}/revoke`);
    await page.reload();
    assert.ok(await fits(page));
    await picture(page, `phone-${scheme}-revoked`);
    assert.deepEqual(complaints.filter((c) => !ANSWERED.test(c)), []);
  }
});

test('without scripts the page says what to do, and pasting the code works', needs('javaScriptEnabled'), async () => {
  await call(house, 'PUT', '/v1/projects/procurement/runs/kyc-e', TASK);
  const { id, link } = await call(house, 'POST', '/v1/shares', {
    ...TERMS, scope: { type: 'tasks', run: 'kyc-e', tasks: ['details'] }, delivery: 'link',
  });
  const { page } = await visit(house, { script: false });
  await page.goto(link);
  await picture(page, 'no-script-landing');
  await page.locator('[name=token]').fill(link.split('#')[1]);
  await page.getByRole('button').first().click();
  await consent(page);
  await page.waitForURL(`**/p/${id}`);
  await page.getByLabel('Legal name').fill('Typed without scripts');
  await page.getByText('Limitada').click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForLoadState();
  await page.goto(`${house.api}/p/${id}`);
  assert.equal(await page.getByLabel('Legal name').inputValue(), 'Typed without scripts');
  await send(page, page.locator('#task-details'));
});
