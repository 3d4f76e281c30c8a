// A guest's first visit as a browser makes it: how often it asks, and how much comes over the line.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { open, visit } from './house.mjs';

let house;
before(async () => { house = await open(); });
after(async () => { await house.close(); });

test('a first visit takes five requests and forty kilobytes', async () => {
  const { context, page, complaints } = await visit(house, { width: 360, height: 740 });
  const requests = [];
  context.on('request', (request) => requests.push(request));
  await page.goto(house.demoLink);
  await page.locator('#consent').check();
  await page.locator('form[action^="/i/shr_"] button.primary').click();
  await page.waitForURL('**/p/*');
  await page.waitForLoadState('networkidle');
  const seen = [];
  for (const request of requests) {
    const { responseHeadersSize, responseBodySize } = await request.sizes();
    const status = (await request.response()).status();
    seen.push({ what: `${request.method()} ${new URL(request.url()).pathname}`, status, bytes: responseHeadersSize + responseBodySize });
  }
  // What the browser has kept comes from there.
  const sent = seen.filter((one) => one.bytes > 0);
  const answers = sent.filter(({ status }) => status < 300 || status >= 400);
  assert.ok(answers.length <= 5 && sent.length - answers.length <= 2, JSON.stringify(seen, null, 1));
  const bytes = seen.reduce((sum, one) => sum + one.bytes, 0);
  assert.ok(bytes > 5_000 && bytes <= 40_000, JSON.stringify(seen, null, 1));
  assert.deepEqual(complaints, []);
  await context.close();
});
