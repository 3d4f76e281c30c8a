// Every page and state, as different people see it: in three languages, on a phone, enlarged twice, with forced colours, on paper.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { can, needs } from './engine.mjs';
import { call, file, findings, fits, open, picture, visit } from './house.mjs';

let house;
before(async () => { if (can('media')) house = await open(); });
after(() => house?.close());

const FLOW = {
  title: 'Supplier onboarding: Souza Metais',
  tasks: [
    { id: 'details', title: 'Company details', description: 'As they stand in the register.', fields: [
      { id: 'legal_name', label: 'Legal name', type: 'short_text', required: true, max_length: 40 },
      { id: 'founded', label: 'Founded on', type: 'date' },
      { id: 'about', label: 'About', type: 'long_text' },
      { id: 'true', label: 'All of this is true', type: 'checkbox', required: true },
      { id: 'goods', label: 'Goods', type: 'multiple_choice', options: [
        { value: 'steel', label: 'Steel' }, { value: 'wood', label: 'Wood' }] }] },
    { id: 'papers', title: 'Papers', fields: [
      { id: 'articles', label: 'Articles of association', type: 'file', required: true, extensions: ['pdf'], max: 3 }] },
    { id: 'review', title: 'Review', after: ['details', 'papers'], fields: [] },
  ],
};

const WAYS = {
  phone: { size: { width: 360, height: 740 } },
  enlarged: { size: { width: 640, height: 450 } },
  contrast: { size: { width: 1280, height: 900 }, media: { forcedColors: 'active' } },
  night: { size: { width: 1280, height: 900 }, media: { colorScheme: 'dark' } },
};

/** What is wrong with the page as it is now, in each way that somebody may see it. */
async function look(page, name) {
  const wrong = [];
  for (const [way, { size, media = {} }] of Object.entries(WAYS)) {
    await page.setViewportSize(size);
    await page.emulateMedia({ media: 'screen', forcedColors: 'none', colorScheme: 'light', ...media });
    for (const finding of await findings(page)) wrong.push(`${name}, ${way}: ${finding}`);
    if (!await fits(page)) wrong.push(`${name}, ${way}: sticks out`);
    await picture(page, `look-${name}-${way}`);
  }
  await page.setViewportSize({ width: 794, height: 1123 });
  await page.emulateMedia({ media: 'print', forcedColors: 'none', colorScheme: 'light' });
  if (!await fits(page)) wrong.push(`${name}, on paper: sticks out`);
  for (const useless of await page.locator('.actions:visible, .languages:visible, .skip:visible').all()) {
    wrong.push(`${name}, on paper: ${await useless.innerText()}`);
  }
  await picture(page, `look-${name}-paper`);
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize({ width: 1280, height: 900 });
  assert.deepEqual(wrong, []);
}

async function share(run, locale, more = {}) {
  return call(house, 'POST', '/v1/shares', {
    project: 'procurement',
    scope: { type: 'tasks', run, tasks: ['details', 'papers', 'review'] },
    recipient: { name: 'Ana Souza', email: 'ana@supplier.example', locale },
    permissions: ['fill_fields', 'upload_files', 'read_files', 'download_files', 'comment', 'complete_task'],
    instructions: 'Please by Friday.\n\nThank you.',
    delivery: 'link',
    ...more,
  });
}

async function send(page, task) {
  await page.locator(`#task-${task} .send button.primary`).click();
  await page.waitForURL(`**check=${task}*`);
}

for (const locale of ['en', 'pt-BR', 'es']) {
  test(`every page and state can be read by everybody, ${locale}`, needs('media'), async () => {
    const run = `looks-${locale}`;
    await call(house, 'PUT', `/v1/projects/procurement/runs/${run}`, FLOW);
    const { id, link } = await share(run, locale, { password: 'correct horse', max_accesses: 9 });
    const { page, complaints } = await visit(house);
    const state = (name) => look(page, `${name}-${locale}`);

    await page.goto(link);
    await page.locator('#consent').waitFor();
    await state('invitation-password');
    await page.locator('#consent').check();
    await page.locator('#password').fill('wrong horse');
    await page.locator('main form button.primary').last().click();
    await page.locator('#password-error').waitFor();
    await state('wrong-password');
    await page.locator('#password').fill('correct horse');
    await page.locator('main form button.primary').last().click();
    await page.waitForURL(`**/p/${id}`);
    await state('work');

    await page.locator('#task-details .send button.primary').click();
    await page.locator('#task-details [role=alert]').waitFor();
    await state('errors');
    await page.goto(`${house.api}/p/${id}?check=details`);
    await state('check-lacking');
    await page.goto(`${house.api}/p/${id}?fix=details`);
    await page.locator('#task-details [role=alert]').waitFor();
    await state('fix');
    await page.locator('[name="answers:details:legal_name"]').fill('Souza Metais Ltda');
    await page.locator('[name="answers:details:about"]').fill('A house of metals.\nSince 1907.');
    await page.locator('[name="answers:details:true"]').check();
    await page.locator('#task-details .saved', { hasText: /\d:\d/ }).waitFor();
    await call(house, 'POST', `/v1/shares/${id}/comments`, { task: 'details', text: 'Take your time.', visible_to: 'guest' });
    await page.locator('#task-papers input[type=file]').first().setInputFiles([file('articles.pdf', 9_000)]);
    await page.locator('#task-papers [data-state=clean]').waitFor();
    await page.locator('#task-papers textarea').fill('Is this the right one?');
    await page.locator('#task-papers .comments button').click();
    await page.locator('#task-papers ol').getByText('Is this the right one?').waitFor();
    await page.reload();
    await state('work-filled');

    await send(page, 'details');
    await state('check');
    await page.locator('main form button.primary').last().click();
    await page.waitForURL('**/receipt');
    await state('receipt');
    await page.goto(`${house.api}/p/${id}`);
    await state('work-one-sent');
    await send(page, 'papers');
    await page.locator('main form button.primary').last().click();
    await page.waitForURL('**/receipt');
    await page.goto(`${house.api}/p/${id}`);
    await send(page, 'review');
    await page.locator('main form button.primary').last().click();
    await page.waitForURL('**/receipt');
    await state('receipt-all');
    await page.goto(`${house.api}/p/${id}`);
    await state('work-all-sent');
    await call(house, 'POST', `/v1/shares/${id}/revoke`);
    await page.reload();
    await state('revoked');
    assert.deepEqual(complaints.filter((one) => !/ 4\d\d | 4\d\d\b/.test(one)), []);
  });

  test(`every page without a share can be read by everybody, ${locale}`, needs('media'), async () => {
    const run = `ends-${locale}`;
    await call(house, 'PUT', `/v1/projects/procurement/runs/${run}`, FLOW);
    const first = await share(run, locale);
    const { link } = await call(house, 'POST', `/v1/shares/${first.id}/rotate`, { delivery: 'link' });
    const { page, context } = await visit(house);
    await context.setExtraHTTPHeaders({ 'accept-language': locale });
    const state = (name) => look(page, `${name}-${locale}`);
    await page.goto(`${house.api}/i`);
    await state('landing');
    await page.goto(first.link);
    await page.waitForURL('**/i/shr_*');
    await state('replaced');
    await page.goto('about:blank');
    await page.goto(`${house.api}/i#vst1_${'0'.repeat(60)}`);
    await page.locator('a.button').waitFor();
    await state('not-valid');
    await page.goto(`${house.api}/p/${first.id}`);
    await state('no-session');
    await page.goto(`${house.api}/i/problem?kind=failure&trace=1-67891233-abcdef012345678912345678`);
    await state('failure');
    await call(house, 'POST', `/v1/shares/${first.id}/revoke`);
    await page.goto('about:blank');
    await page.goto(link);
    await page.locator('form[action$="/request"] button').waitFor();
    await state('revoked-at-the-door');
    await page.locator('form[action$="/request"] button').click();
    await page.waitForURL('**requested=true');
    await state('requested');
    assert.equal(await page.getAttribute('html', 'lang'), locale);
  });
}
