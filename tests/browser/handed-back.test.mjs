// What staff hand back: the link leads to that one thing, with its reason; everything else is folded and stays.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { needs } from './engine.mjs';
import { call, file, findings, fits, open, picture, visit } from './house.mjs';

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

/** Each state on a phone and on a screen. */
async function look(page, name) {
  for (const [way, size] of Object.entries({ phone: { width: 360, height: 740 }, screen: { width: 1280, height: 900 } })) {
    await page.setViewportSize(size);
    assert.ok(await fits(page), `${name}, ${way}`);
    await picture(page, `handed-back-${name}-${way}`);
  }
  assert.deepEqual(await findings(page), [], name);
}

const PAPERS = {
  title: 'Drawings of the port',
  tasks: [
    { id: 'papers', title: 'Papers', fields: [
      { id: 'drawing', label: 'Drawing', type: 'file', extensions: ['pdf'] },
      { id: 'number', label: 'Number of the drawing', type: 'short_text' }] },
    { id: 'plan', title: 'Plan', after: ['papers'], fields: [{ id: 'text', label: 'What comes next', type: 'long_text' }] },
  ],
};

/** A guest in the work of such a run. */
async function enter(run, permissions) {
  const { id, link } = await call(house, 'POST', '/v1/shares', {
    ...TERMS, scope: { type: 'tasks', run, tasks: ['papers', 'plan'] }, permissions,
  });
  const { page } = await visit(house);
  page.setDefaultTimeout(10_000);
  await page.goto(link);
  await page.getByLabel(/privacy notice/).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForURL(`**/p/${id}`);
  return { page, to: () => page.goto(`${house.api}/p/${id}`) };
}

test('a file that came back is not sent again, and who had gone on reads that what they wrote is kept', async () => {
  await call(house, 'PUT', '/v1/projects/procurement/runs/papers', PAPERS);
  const { page, to } = await enter('papers', TERMS.permissions);
  await page.locator('#task-papers input[type=file]').first().setInputFiles(file('drawing.pdf', 2_000));
  await page.getByText(/^Received/).first().waitFor();
  await page.getByLabel('Number of the drawing').fill('DWG-100');
  await send(page);
  await to();
  await page.getByLabel('What comes next').fill('The foundations.');
  await page.getByText(/^Saved/).first().waitFor();

  const back = { returned: [{ field: 'drawing', reason: 'Not to scale.' }], force: true };
  const { asked } = await call(house, 'POST', '/v1/projects/procurement/runs/papers/tasks/papers/hand-back', back);
  assert.deepEqual(asked[0].warnings, []);
  await to();
  await page.getByText(/has sent “Papers” back to be corrected, so this waits again/).waitFor();
  await look(page, 'begun');
  await page.getByRole('button', { name: /Check and send to Acme/ }).click();
  await page.getByText('Handed back, and not sent again: add the file once more, or send without it').waitFor();
  await page.getByText(/^A file that came back is not sent again by itself\./).waitFor();
  assert.equal(await page.getByText('you can send it again').count(), 0);
  await look(page, 'file');
});

test('a file of a type that was accepted when the page was made is refused with what helps', async () => {
  await call(house, 'PUT', '/v1/projects/procurement/runs/types', PAPERS);
  const { page } = await enter('types', TERMS.permissions);
  const olivia = { ...house, carla: house.olivia };
  const policy = '/v1/projects/procurement/policy';
  await call(olivia, 'PATCH', policy, { upload_extensions: ['png'] });
  const { outside } = await call(olivia, 'PATCH', `${policy}?dry_run=true`, {});
  await call(olivia, 'POST', `${policy}/apply`, { shares: outside.map(({ share }) => share) });
  await page.locator('#task-papers input[type=file]').first().setInputFiles(file('drawing.pdf', 2_000));
  await page.locator('.file-state', { hasText: 'This type of file is not accepted any more. Reload the page' }).waitFor();
  await call(olivia, 'PATCH', policy, { upload_extensions: null });
});

test('who may not add a file reads whom to ask, and staff are told', async () => {
  await call(house, 'PUT', '/v1/projects/procurement/runs/no-files', PAPERS);
  const { page, to } = await enter('no-files', ['fill_fields', 'complete_task']);
  await page.getByLabel('Number of the drawing').fill('DWG-100');
  await send(page);
  const back = { returned: [{ field: 'drawing', reason: 'Please add it.' }] };
  const { asked } = await call(house, 'POST', '/v1/projects/procurement/runs/no-files/tasks/papers/hand-back', back);
  assert.deepEqual(asked[0].warnings.map(({ pointer, code }) => [pointer, code]), [['/returned/0', 'cannot_fill_in']]);
  await to();
  await page.getByText(/^Your link does not let you add a file here\. Ask Carla Mendes/).waitFor();
  await look(page, 'no-files');
});
