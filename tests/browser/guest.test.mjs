// What guests do that lost them something once: half-typed dates, dead links, files that were changed, lines that broke.

import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, mkdtempSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { can, needs } from './engine.mjs';
import { check, chooser, enterWork, FLOW, held } from './guest.mjs';
import { call, file, findings, fits, open, picture } from './house.mjs';

let house;
before(async () => { house = await open(); });
after(async () => { await house.close(); });

const enter = (how) => enterWork(house, how);

test('a half-typed date is never read as empty, with and without a line', async () => {
  const guest = await enter();
  const { page, details } = guest;
  const founded = details.getByLabel('Founded on');
  await details.getByLabel('Legal name').fill('Souza Metais');
  await founded.focus();
  await page.keyboard.type('0215');
  await check(details);
  await details.getByRole('alert').getByText(/Enter a date for “Founded on”/).waitFor();
  assert.match(await page.title(), /^Error: /);
  assert.ok((await page.url()).endsWith(guest.id), 'nothing was sent');

  // A whole one is kept, and taking its month away again overwrites nothing.
  await founded.fill('2015-03-02');
  await details.getByText(/^Saved/).waitFor();
  assert.equal(await details.getByRole('alert').count(), 0, 'the summary is gone when all is mended');
  assert.doesNotMatch(await page.title(), /^Error: /);
  await founded.focus();
  await page.keyboard.press('Backspace');
  await details.getByLabel('Legal name').focus();
  await details.getByText('Not saved: look at the marked answers.').waitFor();
  await page.waitForTimeout(1200);
  assert.equal((await held(house, guest)).founded, '2015-03-02');
  await page.context().setOffline(true);
  await check(details);
  await details.getByRole('alert').getByText(/Enter a date/).waitFor();
  await page.context().setOffline(false);
});

test('a link that was revoked meanwhile says so at the next save, and leads on', async () => {
  const { page, details, id } = await enter();
  await call(house, 'POST', `/v1/shares/${id}/revoke`);
  await details.getByLabel('Legal name').fill('Souza Metais');
  await check(details);
  await details.locator('.send').getByText(/This link has been withdrawn/).waitFor();
  await details.locator('.send').getByRole('link').click();
  await page.getByRole('heading', { name: 'This link has been revoked' }).waitFor();
});

test('what another tab sent is told, and no loop begins', async () => {
  const { page, details, context, id } = await enter();
  await details.getByLabel('Legal name').fill('Souza Metais');
  await details.getByText(/^Saved/).waitFor();
  const other = await context.newPage();
  await other.goto(`${house.api}/p/${id}?check=details`);
  await other.getByRole('button', { name: /Send to Acme/ }).click();
  await other.waitForURL('**/receipt');
  await details.getByLabel('Legal name').fill('Souza Metais Ltda');
  await check(details);
  await details.locator('.send').getByText(/This was sent already, at/).waitFor();
  await details.locator('.send').getByRole('link').click();
  await page.locator('#task-details.done').waitFor();
});

test('a comment that is not added yet is not left behind when a task is sent', async () => {
  const { page, details } = await enter({ tasks: ['details'] });
  await details.getByLabel('Legal name').fill('Souza Metais Ltda');
  await details.getByLabel('Write a comment').fill('Half a thought');
  await check(details);
  await details.getByText('You have written a comment that is not added yet').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'comment-details');
  await details.getByRole('button', { name: 'Add comment' }).click();
  await details.locator('ol').getByText('Half a thought').waitFor();
  await check(details);
  await page.waitForURL('**?check=details');
});

test('a guest checks what goes out, changes it, and sends', async () => {
  const { page, details, papers } = await enter();
  await details.getByLabel('Legal name').fill('Souza Metais Ltda');
  await check(details);
  await page.waitForURL('**?check=details');
  await page.getByText('This is what Acme Engenharia receives').waitFor();
  assert.match(await page.locator('main').innerText(), /All of this is true\s+Not ticked/);
  assert.deepEqual(await findings(page), []);
  await picture(page, 'check');
  await page.getByRole('link', { name: /Change.*Legal name/ }).click();
  await details.getByLabel('Legal name').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id || document.querySelector(':target')?.id), 'f:details:legal_name');
  await details.getByLabel('Legal name').fill('Souza Metais S.A.');
  await check(details);
  await page.getByText('Souza Metais S.A.').waitFor();
  await page.getByRole('button', { name: /Send to Acme/ }).click();
  await page.waitForURL('**/receipt');
  await page.getByRole('link', { name: 'Go on to your tasks' }).click();
  await papers.waitFor();
  const order = await page.locator('.task').evaluateAll((tasks) => tasks.map((task) => task.id));
  assert.deepEqual(order, ['task-papers', 'task-details'], 'what is open leads');
  assert.equal(await details.locator('details').getAttribute('open'), null);
  assert.deepEqual(await findings(page), []);
  await picture(page, 'one-sent');
});

test('without scripts one form saves, checks and sends, and nothing typed is lost', needs('javaScriptEnabled'), async () => {
  const { page, details } = await enter({ script: false, tasks: ['details'] });
  await details.getByLabel('Legal name').fill('Typed without scripts');
  await check(details);
  await page.waitForURL('**?check=details');
  await page.getByText('Typed without scripts').waitFor();
  await page.getByRole('link', { name: /Change.*Legal name/ }).click();
  await details.getByLabel('Legal name').fill('');
  await check(details);
  await page.getByRole('link', { name: 'Fill in “Legal name”' }).click();
  assert.ok(await details.getByRole('alert').isVisible());
  await picture(page, 'no-script-fix');
  await details.getByLabel('Legal name').fill('Typed again');
  await check(details);
  await page.getByRole('button', { name: /Send to Acme/ }).click();
  await page.waitForURL('**/receipt');
  assert.match(await page.locator('main').innerText(), /Typed again/);
});

test('a fresh upload has its size, hash and tick, and can be fetched and removed at once', async () => {
  const { page, papers } = await enter();
  await chooser(papers).setInputFiles([file('one.pdf', 1_300_000), file('two.pdf', 2000), file('wrong.txt', 10), file('empty.pdf', 0)]);
  const row = papers.locator('.file', { hasText: 'one.pdf' });
  await row.getByText('Received').waitFor({ timeout: 20_000 });
  assert.match(await row.innerText(), /1\.2 MB · SHA-256 [0-9a-f]{12}…/);
  if (can('download')) {
    const waiting = page.waitForEvent('download');
    await row.getByRole('button', { name: /Download.*one.pdf/ }).click();
    assert.equal((await waiting).suggestedFilename(), 'one.pdf');
  }
  const refused = papers.getByRole('list', { name: 'Not accepted' }).first();
  assert.match(await refused.innerText(), /wrong\.txt[^]*type[^]*empty\.pdf[^]*empty/);
  await chooser(papers).setInputFiles([file('three.pdf', 2000)]);
  await papers.getByText(/3 files are all that is taken here/).waitFor();
  assert.ok(!(await chooser(papers).isVisible()), 'nothing invites beyond the limit');
  assert.deepEqual(await findings(page), []);
  await picture(page, 'uploads');
  await row.getByRole('button', { name: /Remove.*one.pdf/ }).click();
  await row.waitFor({ state: 'detached' });
  assert.ok(await chooser(papers).isVisible());
});

test('a file that was changed after it was chosen is told so at once, and the next one goes', async () => {
  const { page, papers } = await enter();
  const [grown, cut] = [file('grown.pdf', 5000), file('cut.pdf', 5000)];
  const input = chooser(papers);
  await input.evaluate((element) => {
    const hold = (event) => event.isTrusted && event.stopImmediatePropagation();
    element.addEventListener('change', hold, { capture: true });
  });
  await input.setInputFiles([grown, cut, file('next.pdf', 1000)]);
  // WebKit knows when a file was changed by the second.
  await page.waitForTimeout(1100);
  appendFileSync(grown, 'more');
  truncateSync(cut, 10);
  await input.evaluate((element) => { element.dispatchEvent(new Event('change')); });
  for (const name of ['grown.pdf', 'cut.pdf']) {
    const row = papers.locator('.file', { hasText: name });
    await row.getByText(/This file was changed, moved or deleted/).waitFor({ timeout: 5000 });
  }
  await papers.locator('.file[data-state=clean]', { hasText: 'next.pdf' }).waitFor({ timeout: 20_000 });
});

test('a line that breaks while a file is sent is told within a second, and goes on by itself', async () => {
  const { page, papers, line } = await enter();
  line.slow(500_000);
  await chooser(papers).setInputFiles([file('large.pdf', 6_000_000)]);
  const row = papers.locator('.file', { hasText: 'large.pdf' });
  await row.getByText(/^⁨?[1-9]\d*⁩? %/).waitFor({ timeout: 20_000 });
  await page.context().setOffline(true);
  line.cut();
  await row.getByText(/No connection\. Goes on by itself/).waitFor({ timeout: 1000 });
  line.mend();
  await page.context().setOffline(false);
  await row.getByText('Received').waitFor({ timeout: 10_000 });
});

test('names with marks that are not seen, breaks and spaces are cleaned, also very long ones', async () => {
  const { papers } = await enter();
  await papers.locator('[id="f:papers:more"]').setInputFiles([
    { name: '\u2068cert\u2069\u202e.pdf ', mimeType: 'application/pdf', buffer: Buffer.from('1') },
    { name: `${'x'.repeat(240)}.pdf`, mimeType: 'application/pdf', buffer: Buffer.from('2') },
  ]);
  await papers.locator('.file[data-state=clean]', { hasText: 'cert.pdf' }).waitFor({ timeout: 10_000 });
  await papers.locator('.file[data-state=clean]', { hasText: /x…x*\.pdf|x…\.pdf/ }).waitFor({ timeout: 10_000 });
});

test('ten thousand files in one drop are told in one sentence', async () => {
  const { page, papers } = await enter();
  await papers.locator('[data-field=articles]').evaluate((element) => {
    const transfer = new DataTransfer();
    for (let n = 0; n < 10_000; n += 1) transfer.items.add(new File(['x'], `${n}.pdf`));
    element.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
  });
  await papers.getByText(/Left out: .*9997/).first().waitFor();
  assert.ok(await papers.locator('.file').count() < 10);
  await papers.locator('[data-state=clean]').nth(2).waitFor({ timeout: 20_000 });
});

test('a folder that is dropped is told so', async () => {
  const { papers } = await enter();
  await papers.locator('[data-field=articles]').evaluate((element) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['x'], 'folder'));
    DataTransferItem.prototype.webkitGetAsEntry = () => ({ isDirectory: true });
    element.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
  });
  await papers.getByText('Folders cannot be sent. Choose the files in it.').first().waitFor();
});

test('an answer is checked when its field is left, counted near its limit, and the line on top keeps up', async () => {
  const guest = await enter();
  const { page, details } = guest;
  await page.getByText(/0 of 2 done · ⁨?2⁩? answers missing/).waitFor();
  const name = details.getByLabel('Legal name');
  await name.fill('x'.repeat(36));
  await details.getByText(/Characters left: ⁨?4/).waitFor();
  await details.getByLabel('Number of employees').fill('0');
  assert.equal(await details.getByText('Enter 1 or more for').count(), 0, 'not while it is typed');
  await name.focus();
  await details.locator('[data-field=employees]').getByText('Enter 1 or more for “Number of employees”').waitFor();
  await page.getByText(/0 of 2 done · 1 answer missing · ⁨?1⁩? to correct · Saved .*not right yet/).waitFor();
  await details.getByLabel('Number of employees').fill('3');
  await name.focus();
  await page.getByText(/0 of 2 done · 1 answer missing · Saved/).waitFor();
});

test('the host says in its own words what a pattern asks for', async () => {
  const { tasks: [{ fields, ...task }] } = FLOW;
  const code = { id: 'code', label: 'Tax code', type: 'short_text', pattern: '[0-9]{4}', message: 'Four digits, as on the card' };
  const { details } = await enter({ tasks: ['details'], flow: { ...FLOW, tasks: [{ ...task, fields: [...fields, code] }] } });
  await details.getByLabel('Tax code').fill('12');
  await details.getByLabel('Legal name').focus();
  await details.locator('[data-field=code]').getByText('Four digits, as on the card').waitFor();
});

test('the invitation says what is needed, in at most two screens of a phone, in every language', async () => {
  for (const [locale, heading] of [
    ['en', 'Carla Mendes of Acme Engenharia needs 2 things from you'],
    ['pt-BR', 'Carla Mendes, de Acme Engenharia, precisa de 2 coisas de você'],
    ['es', 'Carla Mendes, de Acme Engenharia, necesita 2 cosas de usted'],
  ]) {
    const seen = {};
    const look = async (page) => {
      await page.getByRole('heading', { name: heading }).waitFor();
      const button = await page.locator('main form button.primary').last().boundingBox();
      assert.ok(button.y + button.height <= 2 * 740, `${locale}: Continue stands at ${button.y}`);
      assert.ok(await fits(page));
      assert.deepEqual(await findings(page), []);
      await picture(page, `phone-invitation-${locale}`);
      seen.text = await page.locator('main').innerText();
      await page.locator('details.notice summary').click();
      assert.deepEqual(await findings(page), []);
    };
    const { page } = await enter({ locale, width: 360, height: 740, touch: true, look });
    assert.match(seen.text, /Company details[^]*5[^]*Papers[^]*2[^]*Articles of association/);
    assert.doesNotMatch(seen.text, /UTC/);
    assert.deepEqual(await findings(page), []);
    assert.ok(await fits(page));
    await picture(page, `phone-work-${locale}`);
    await page.goto(`${await page.url()}?check=details`);
    assert.deepEqual(await findings(page), []);
    assert.ok(await fits(page));
    await picture(page, `phone-check-${locale}`);
  }
});

test('with the keyboard alone the work is done from the invitation to the receipt', async () => {
  const { page } = await enter({ tasks: ['details'], keyboard: true });
  const press = async (key, until) => {
    for (let n = 0; n < 60; n += 1) {
      await page.keyboard.press(key);
      if (await page.evaluate(until)) return;
    }
    assert.fail(`${key} does not lead to ${until}`);
  };
  await press('Tab', () => document.activeElement.id === 'f:details:legal_name');
  await page.keyboard.type('Souza Metais');
  await press('Tab', () => document.activeElement.matches('[data-check]'));
  await page.keyboard.press('Enter');
  await page.waitForURL('**?check=details');
  await press('Tab', () => document.activeElement.matches('.send .primary'));
  await page.keyboard.press('Enter');
  await page.waitForURL('**/receipt');
  assert.deepEqual(await findings(page), []);
});

test('a guest sees the password that they type', async () => {
  await enter({
    password: 'correct horse',
    look: async (page) => {
      const box = page.getByLabel('Password');
      await box.fill('correct horse');
      await page.getByRole('button', { name: 'Show' }).click();
      assert.equal(await box.getAttribute('type'), 'text');
      assert.equal(await page.getByText('Company details').count(), 0, 'behind a password nothing is named');
      assert.deepEqual(await findings(page), []);
    },
  });
});

test('a guest reads in another language, and goes on in it', async () => {
  const { page, details } = await enter({ tasks: ['details'] });
  await details.getByLabel('Number of employees').fill('1.5');
  await details.getByText(/^Saved/).waitFor();
  await page.getByRole('navigation', { name: 'Language' }).getByRole('button', { name: 'Español' }).click();
  await page.locator('html[lang=es]').waitFor();
  assert.equal(await details.getByLabel('Number of employees').inputValue(), '1,5');
  await details.getByLabel('Legal name').fill('Souza Metais');
  await details.getByRole('button', { name: /Comprobar y enviar/ }).click();
  await page.getByText('Esto es lo que recibe Acme Engenharia').waitFor();
  await page.getByRole('button', { name: /^Enviar a Acme/ }).click();
  await page.getByText(/^Enviado el \S+ \d/).waitFor();
  assert.deepEqual(await findings(page), []);
  await picture(page, 'receipt-es');
});

test('who sits in another zone reads their own time, too', async () => {
  const { page } = await enter({ zone: 'UTC' });
  assert.match(await page.locator('.until').innerText(), /São Paulo time\)\s+.* your time/);
});

test('a file for a link that was revoked meanwhile has the true reason', async () => {
  const { papers, id } = await enter();
  await call(house, 'POST', `/v1/shares/${id}/revoke`);
  await chooser(papers).setInputFiles([file('late.pdf', 100)]);
  await papers.locator('.file', { hasText: 'late.pdf' }).getByText(/This link has been withdrawn/).waitFor();
});

test('a file that is being stored is asked about until it is received', needs('route'), async () => {
  const { page, papers } = await enter();
  let asked = 0;
  await page.route('**/settle', async (route) => {
    asked += 1;
    if (asked > 1) return route.continue();
    const [, upload] = /uploads\/([^/]+)\/settle/.exec(route.request().url());
    return route.fulfill({ json: { id: upload, state: 'releasing' } });
  });
  await chooser(papers).setInputFiles([file('slow.pdf', 100)]);
  const row = papers.locator('.file', { hasText: 'slow.pdf' });
  await row.getByText('Received, being stored').waitFor();
  await papers.locator('.file[data-state=clean]', { hasText: 'slow.pdf' }).waitFor();
});

test('a connection that stalls is told, and what was begun can be cancelled at once', async () => {
  const { papers, line } = await enter();
  line.slow(500_000);
  await chooser(papers).setInputFiles([file('large.pdf', 6_000_000)]);
  const row = papers.locator('.file', { hasText: 'large.pdf' });
  await row.getByText(/^⁨?[1-9]\d*⁩? %/).waitFor({ timeout: 20_000 });
  line.stall();
  await row.getByText(/The connection is slow/).waitFor({ timeout: 20_000 });
  await row.getByRole('button', { name: /Cancel/ }).click();
  await row.waitFor({ state: 'detached', timeout: 2000 });
});
