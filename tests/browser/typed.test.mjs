// What guests type: nothing of it is lost by an error or by another button, and what is said of it is true.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { needs } from './engine.mjs';
import { check, enterWork, FLOW, held } from './guest.mjs';
import { call, findings, fits, open, picture } from './house.mjs';

let house;
before(async () => { house = await open(); });
after(async () => { await house.close(); });

const SHEET = {
  title: 'Supplier onboarding: Souza Metais',
  tasks: [
    { id: 'details', title: 'Company details', fields: [
      { id: 'legal_name', label: 'Legal name', type: 'short_text', required: true, max_length: 40, help: 'As in the register' },
      { id: 'mail', label: 'Billing e-mail', type: 'email' },
      { id: 'day', label: 'Founded on', type: 'date', min: '2026-01-01', max: '2026-12-31' },
      { id: 'amount', label: 'Turnover', type: 'number', min: 1, max: 50_000_000, help: 'Of the last year' },
      { id: 'note', label: 'Remarks', type: 'long_text', max_length: 50 }] },
    { id: 'papers', title: 'More', fields: [{ id: 'about', label: 'About', type: 'short_text', required: true }] },
  ],
};
const enter = (how) => enterWork(house, { flow: SHEET, ...how });
const boxOf = (task) => task.locator('[data-comments] textarea');

for (const locale of ['en', 'es', 'pt-BR']) {
  test(`without scripts an error gives back what was typed, ${locale}`, needs('javaScriptEnabled'), async () => {
    for (const width of [360, 1280]) {
      const { page, details, papers } = await enter({ script: false, locale, width });
      await details.locator('[name$=legal_name]').fill('Souza');
      await details.locator('[name$=amount]').fill('R$ 1.500,00');
      await papers.locator('[name$=about]').fill('Metals');
      await boxOf(details).fill('Which year? '.repeat(200));
      await boxOf(papers).fill('Half a thought');
      await details.locator('[data-comments] button').click();
      await details.getByRole('alert').waitFor();
      assert.equal(await boxOf(details).inputValue(), 'Which year? '.repeat(200));
      assert.equal(await boxOf(papers).inputValue(), 'Half a thought');
      assert.equal(await details.locator('[name$=legal_name]').inputValue(), 'Souza');
      assert.equal(await details.locator('[name$=amount]').inputValue(), 'R$ 1.500,00');
      assert.equal(await papers.locator('[name$=about]').inputValue(), 'Metals');
      assert.ok(await fits(page));
      await picture(page, `typed-back-${locale}-${width}`);
    }
  });
}

test('without scripts another language and the other task take along what was typed', needs('javaScriptEnabled'), async () => {
  const guest = await enter({ script: false });
  const { page, details, papers } = guest;
  await details.getByLabel('Legal name').fill('Souza Metais');
  await papers.getByLabel('About').fill('Metals');
  await page.getByRole('button', { name: 'Español' }).click();
  await page.locator('html[lang=es]').waitFor();
  assert.equal(await details.getByLabel('Legal name').inputValue(), 'Souza Metais');
  assert.equal(await papers.getByLabel('About').inputValue(), 'Metals');
  await details.getByLabel('Remarks').fill('Since 1907');
  await papers.getByRole('button', { name: /^Comprobar y enviar/ }).click();
  await page.waitForURL('**?check=papers');
  assert.deepEqual(await held(house, guest), { legal_name: 'Souza Metais', note: 'Since 1907' });
});

test('another language waits for what is not saved yet', async () => {
  const guest = await enter();
  const { page, details } = guest;
  await details.getByLabel('Turnover').fill('1.5');
  await page.getByRole('button', { name: 'Español' }).click();
  await page.locator('html[lang=es]').waitFor();
  assert.equal(await details.getByLabel('Turnover').inputValue(), '1,5');
  assert.equal((await held(house, guest)).amount, '1.5');
});

test('what is saved and not right yet is said so, and counted apart from what is missing', async () => {
  const { page, details } = await enter();
  const status = details.locator('[data-saved]');
  await details.getByLabel('Remarks').fill('x'.repeat(60));
  await details.getByText(/^Saved .*, but an answer is not right yet/).waitFor();
  await details.getByLabel('Legal name').focus();
  await details.locator('[data-field=note].wrong').waitFor();
  await page.getByText(/answers missing · ⁨?1⁩? to correct/).waitFor();
  await details.getByLabel('Legal name').fill('Souza');
  await page.getByText(/1 answer missing · ⁨?1⁩? to correct/).waitFor();
  await details.getByText(/not right yet/).waitFor();
  await details.getByLabel('Remarks').fill('Short');
  await details.getByText(/^Saved \S+$/).waitFor();
  await page.getByText(/1 answer missing($| ·)/).waitFor();
  // Too long to be kept at all: nothing that is saved afterwards says otherwise.
  await details.getByLabel('Remarks').evaluate((box) => {
    box.value = 'y'.repeat(10_001);
    box.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await details.getByText(/^Not saved/).waitFor();
  await details.getByLabel('Legal name').fill('Souza Metais');
  await page.waitForTimeout(1500);
  assert.match(await status.innerText(), /^Not saved/);
});

test('the notice of a comment that is not added stands beside it, and an added one is shown as it is kept', async () => {
  const { page, details, papers } = await enter({ width: 360, height: 640, tasks: ['details', 'papers'] });
  await details.getByLabel('Legal name').fill('Souza');
  await boxOf(details).fill('  Which\u202e year?\n\nWe close in March. ');
  await check(details);
  const notice = details.locator('[data-comments] [data-error]');
  await details.getByText('You have written a comment that is not added yet').waitFor();
  const { y } = await notice.boundingBox();
  assert.ok(y >= 0 && y < 640, `the notice stands at ${y}`);
  await picture(page, 'comment-waiting');
  await details.getByRole('button', { name: 'Add comment' }).click();
  const added = details.locator('[data-comment-list] li');
  await added.waitFor();
  assert.match(await added.innerText(), /^Ana Souza, \d+ \w+, \d\d:\d\d \(São Paulo time\)\s+Which year\?\s*We close in March\.\s*$/);
  assert.equal(await papers.locator('[data-comment-list] li').count(), 0);
  assert.equal(await boxOf(details).inputValue(), '');
  assert.deepEqual(await findings(page), []);
});

test('a day that is pasted is read as the portal reads it', async () => {
  const guest = await enter();
  const { page, details } = guest;
  const day = details.getByLabel('Founded on');
  assert.deepEqual([await day.getAttribute('min'), await day.getAttribute('max')], ['2026-01-01', '2026-12-31']);
  const paste = (text) => day.evaluate((input, pasted) => {
    const clipboardData = { getData: () => pasted };
    input.focus();
    input.dispatchEvent(Object.assign(new Event('paste', { bubbles: true, cancelable: true }), { clipboardData }));
  }, text);
  await paste('2026-03-02');
  await details.getByText(/^Saved/).waitFor();
  assert.equal((await held(house, guest)).day, '2026-03-02');
  for (const text of ['27 November 2026', '27 nov 2026', '27/11/2026']) {
    await page.reload();
    await paste(text);
    await details.getByText('Read as 27 November 2026.').waitFor();
    assert.equal((await held(house, guest)).day, '2026-11-27');
  }
  await page.reload();
  assert.equal(await day.inputValue(), '2026-11-27');
  await paste('5/6/2026');
  await details.getByLabel('Legal name').focus();
  await details.locator('[data-field=day]').getByText(/Enter a date for “Founded on”, with day, month and year/).waitFor();
});

test('a number with a currency is told what to leave out, and large ones are grouped', async () => {
  for (const [locale, typed, told, range] of [
    ['en', '$ 10,000,000', /Write only the number, ⁨?10,000,000⁩?, without ⁨?\$/, /From ⁨?1⁩? to ⁨?50,000,000/],
    ['es', '10.000.000 €', /Escriba solo el número, ⁨?10\.000\.000⁩?, sin ⁨?€/, /De ⁨?1⁩? a ⁨?50\.000\.000/],
    ['pt-BR', 'R$ 10.000.000,00', /Digite só o número, ⁨?10\.000\.000,00⁩?, sem ⁨?R\$/, /De ⁨?1⁩? a ⁨?50\.000\.000/],
  ]) {
    for (const width of [360, 1280]) {
      const { page, details } = await enter({ locale, width, tasks: ['details'] });
      const amount = details.getByLabel('Turnover');
      await amount.fill(typed);
      await details.getByLabel('Legal name').fill('Souza');
      await details.locator('[data-field=amount]').getByText(told).waitFor();
      assert.match(await details.locator('[data-field=amount] .hint').innerText(), new RegExp(`Of the last year\\s*\\n\\s*${range.source}`));
      assert.ok(await fits(page));
      assert.deepEqual(await findings(page), []);
      await picture(page, `typed-money-${locale}-${width}`);
      await amount.fill('10000000');
      await details.getByLabel('Legal name').focus();
      await details.locator('[data-field=amount]:not(.wrong)').waitFor();
      await details.locator('.send .primary').click();
      await page.waitForURL('**?check=details');
      assert.match(await page.locator('main').innerText(), locale === 'en' ? /10,000,000/ : /10\.000\.000/);
      await picture(page, `typed-check-${locale}-${width}`);
    }
  }
});

test('an e-mail address stays as it was typed', async () => {
  const guest = await enter();
  const { page, details } = guest;
  const mail = details.getByLabel('Billing e-mail');
  await mail.fill('contas@fundição.example');
  await details.getByText(/^Saved/).waitFor();
  assert.equal(await mail.inputValue(), 'contas@fundição.example');
  assert.equal((await held(house, guest)).mail, 'contas@fundição.example');
  await page.reload();
  assert.equal(await mail.inputValue(), 'contas@fundição.example');
});

test('what staff say of a task that is sent is in sight', async () => {
  for (const width of [360, 1280]) {
    const { page, details, id } = await enter({ flow: FLOW, width, tasks: ['details'] });
    await details.getByLabel('Legal name').fill('Souza');
    await check(details);
    await page.getByRole('button', { name: /^Send to/ }).click();
    await page.waitForURL('**/receipt');
    await call(house, 'POST', `/v1/shares/${id}/comments`, { task: 'details', text: 'Thank you.', visible_to: 'guest' });
    await page.goto(`${house.api}/p/${id}`);
    await details.getByRole('link', { name: 'There is a new comment' }).click();
    await details.getByText('Thank you.').waitFor();
    assert.deepEqual(await findings(page), []);
    await picture(page, `news-${width}`);
  }
});
