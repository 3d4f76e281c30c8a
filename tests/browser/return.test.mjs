// A guest comes back: by every way, with what they had typed, and without using up the link.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { needs } from './engine.mjs';
import { check, enterWork, held } from './guest.mjs';
import { call, open, picture } from './house.mjs';

let house;
before(async () => { house = await open(); });
after(async () => { await house.close(); });

// The last save may be on its way when a page goes.
async function keeps(guest, answers) {
  for (let tries = 0; ; tries += 1) {
    const now = await held(house, guest);
    const there = Object.fromEntries(Object.keys(answers).map((name) => [name, now[name]]));
    if (tries === 40) assert.deepEqual(there, answers);
    if (Object.keys(answers).every((name) => there[name] === answers[name])) return;
    await guest.page.waitForTimeout(250);
  }
}

const used = async (id) => (await call(house, 'GET', `/v1/shares/${id}`)).accesses.used;

test('Back, a reload, the link of the mail and a bookmark lead to the work again, and nothing counts', async () => {
  const { page, context, details, id, link, complaints } = await enterWork(house);
  await details.getByLabel('Legal name').fill('Souza Metais');
  await details.getByText(/^Saved/).waitFor();
  const isAtWork = async (where) => {
    await where.waitForURL(`**/p/${id}**`);
    assert.equal(await where.getByLabel('Legal name').inputValue(), 'Souza Metais');
  };

  await page.goBack();
  await page.getByText('You have opened this already').waitFor();
  await page.getByRole('link', { name: 'Go on to your work' }).click();
  await isAtWork(page);
  await page.reload();
  await isAtWork(page);
  await page.goto('about:blank');
  await page.goto(link);
  await isAtWork(page);
  const bookmark = await context.newPage();
  await bookmark.goto(`${house.api}/p/${id}`);
  await isAtWork(bookmark);
  assert.equal(await used(id), 1);
  assert.deepEqual(complaints, []);
});

test('Back from the receipt shows what was sent, and sends nothing again', async () => {
  const { page, details, id } = await enterWork(house, { tasks: ['details'] });
  await details.getByLabel('Legal name').fill('Souza Metais');
  await check(details);
  await page.getByRole('button', { name: /Send to Acme/ }).click();
  await page.waitForURL('**/receipt');
  await page.goBack();
  await page.getByText('Everything is sent').waitFor();
  assert.equal(await page.getByRole('button', { name: /Send to Acme/ }).count(), 0);
  const { records } = await call(house, 'GET', `/v1/shares/${id}/activity`);
  assert.equal(records.filter(({ kind }) => kind === 'share.task_completed').length, 1);
});

test('what was typed a moment before a reload is there, and reaches the portal', async () => {
  const guest = await enterWork(house);
  const { page, details } = guest;
  await details.getByLabel('Legal name').fill('Souza');
  await page.reload();
  assert.equal(await details.getByLabel('Legal name').inputValue(), 'Souza');
  await keeps(guest, { legal_name: 'Souza' });
});

test('what was typed without a line survives a reload', async () => {
  const guest = await enterWork(house);
  const { page, details, line } = guest;
  line.cut();
  await page.context().setOffline(true);
  await details.getByLabel('Legal name').fill('Souza Metais');
  await details.getByText('Limitada').click();
  await details.getByText(/^Not saved yet: there is no connection/).waitFor();
  line.mend();
  await page.context().setOffline(false);
  await page.reload();
  assert.equal(await details.getByLabel('Legal name').inputValue(), 'Souza Metais');
  assert.ok(await details.getByLabel('Limitada').isChecked());
  await keeps(guest, { legal_name: 'Souza Metais', form: 'ltda' });
});

test('a page that was read just before a save shows what was saved all the same', needs('route'), async () => {
  const guest = await enterWork(house);
  const { page, details } = guest;
  const before = await page.context().request.get(page.url(), { headers: { accept: 'text/html' } });
  const stale = { status: 200, headers: before.headers(), body: await before.body() };
  delete stale.headers['content-encoding'];
  await details.getByLabel('Legal name').fill('Souza Metais');
  await details.getByText(/^Saved/).waitFor();
  await page.route('**/p/shr_*', (route) => route.fulfill(stale));
  await page.reload();
  await page.unroute('**/p/shr_*');
  assert.equal(await details.getByLabel('Legal name').inputValue(), 'Souza Metais');
  await details.getByLabel('Legal name').fill('Souza Metais Ltda');
  await keeps(guest, { legal_name: 'Souza Metais Ltda' });
});

test('an answer that is wrong is marked and counted as before when the guest comes back', async () => {
  const { page, details } = await enterWork(house);
  const line = page.locator('[data-missing-answers]');
  await details.getByLabel('Legal name').fill('Souza Metais');
  await details.getByLabel('Number of employees').fill('0');
  await details.getByText('Limitada').click();
  await details.locator('[data-field=employees].wrong').waitFor();
  await details.getByText(/^Saved/).waitFor();
  const before = await line.innerText();
  await page.reload();
  await details.locator('[data-field=employees].wrong').waitFor();
  assert.equal(await line.innerText(), before);
  await details.getByLabel('Number of employees').fill('12');
  await details.getByLabel('Legal name').focus();
  await details.locator('[data-field=employees]:not(.wrong)').waitFor();
});

test('an answer that is refused stays as it was typed, also after a reload', async () => {
  const guest = await enterWork(house);
  const { page, details } = guest;
  const employees = details.getByLabel('Number of employees');
  const flaw = details.locator('[data-field=employees]').getByText(/^Write only a number for “Number/);
  await employees.fill('about 12');
  await details.getByLabel('Legal name').fill('Souza Metais');
  await flaw.waitFor();
  await page.reload();
  assert.equal(await employees.inputValue(), 'about 12');
  await check(details);
  await page.getByRole('alert').getByRole('link', { name: /^Write only a number/ }).click();
  await flaw.waitFor();
  assert.equal(await employees.inputValue(), 'about 12');
  await picture(page, 'refused');
  await employees.fill('12');
  await keeps(guest, { legal_name: 'Souza Metais', employees: '12' });
});
