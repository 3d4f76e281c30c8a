// The line on top and the check page agree on files: what has not come is missing, however far it is.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { needs } from './engine.mjs';
import { check, chooser, enterWork } from './guest.mjs';
import { call, file, findings, open, picture } from './house.mjs';

let house;
before(async () => { house = await open(); });
after(async () => { await house.close(); });

const says = (page, words) => page.locator('[data-missing-answers]', { hasText: words }).waitFor({ timeout: 20_000 });

test('a file on its way is missing until it has come', async () => {
  const { page, papers, line } = await enterWork(house, { tasks: ['papers'] });
  await says(page, /^1 answer missing$/);
  line.slow(500_000);
  await chooser(papers).setInputFiles([file('large.pdf', 6_000_000)]);
  await papers.getByText(/^⁨?[1-9]\d*⁩? %/).waitFor({ timeout: 20_000 });
  await says(page, /^1 answer missing · ⁨?1⁩? on the way$/);
  await check(papers);
  await papers.getByText('Files are still on their way.').waitFor();
  assert.equal(await papers.locator('[data-field=articles].wrong').count(), 0, 'it is not asked for once more');
  await picture(page, 'file-on-its-way');
  line.mend();
  await says(page, /^Nothing is missing$/);
});

test('a file that never came is missing, also after a reload', needs('route'), async () => {
  const { page, papers, line } = await enterWork(house, { tasks: ['papers'] });
  line.slow(500_000);
  await chooser(papers).setInputFiles([file('large.pdf', 6_000_000)]);
  await papers.getByText(/^⁨?[1-9]\d*⁩? %/).waitFor({ timeout: 20_000 });
  page.on('dialog', (dialog) => dialog.accept());
  await page.reload();
  await papers.getByText(/^Did not arrive completely/).waitFor();
  line.mend();
  await says(page, /^1 answer missing$/);

  // Another one satisfies the field: the one that is not sent is named all the same.
  await chooser(papers).setInputFiles([file('small.pdf', 100)]);
  await says(page, /^Nothing is missing$/);
  await check(papers);
  await page.getByText(/Not sent: ⁨?large\.pdf⁩? did not arrive/).waitFor();
  assert.deepEqual(await findings(page), []);
  await picture(page, 'check-left-out');
  await page.getByRole('button', { name: /^Send to Acme/ }).click();
  await page.waitForURL('**/receipt');
  await page.getByText('These files are no part of it').waitFor();
  assert.equal(await page.getByRole('listitem').filter({ hasText: /^large\.pdf$/ }).count(), 1);
  assert.deepEqual(await findings(page), []);
});

test('a file that is something else than its name says is shown with a warning and without a tick', async () => {
  const { page, papers } = await enterWork(house, { tasks: ['papers'] });
  const zip = { name: 'deed.pdf', mimeType: 'application/pdf', buffer: Buffer.from('PK\u0003\u0004 not a deed, but what is packed') };
  await chooser(papers).setInputFiles([zip]);
  const words = /Please check this file: its content is ⁨?ZIP/;
  const state = papers.locator('.file', { hasText: 'deed.pdf' }).locator('.file-state.warning', { hasText: words });
  await state.waitFor({ timeout: 20_000 });
  const tick = () => state.evaluate((element) => getComputedStyle(element, '::after').content);
  assert.equal(await tick(), 'none');
  const colour = await state.evaluate((element) => getComputedStyle(element).color);
  await page.reload();
  assert.deepEqual([await tick(), await state.evaluate((element) => getComputedStyle(element).color)], ['none', colour]);
  assert.deepEqual(await findings(page), []);
  await check(papers);
  await page.locator('.check .warning', { hasText: 'Please check this file' }).waitFor();
  assert.deepEqual(await findings(page), []);
  await picture(page, 'check-misnamed');
});

test('a file is missing when the link is revoked while it is sent', async () => {
  const { page, papers, line, id } = await enterWork(house, { tasks: ['papers'] });
  line.slow(500_000);
  await chooser(papers).setInputFiles([file('large.pdf', 6_000_000)]);
  await papers.getByText(/^⁨?[1-9]\d*⁩? %/).waitFor({ timeout: 20_000 });
  await call(house, 'POST', `/v1/shares/${id}/revoke`);
  line.mend();
  await papers.locator('.file', { hasText: 'large.pdf' }).getByText(/This link has been withdrawn/).waitFor({ timeout: 20_000 });
  await says(page, /^1 answer missing$/);
});
