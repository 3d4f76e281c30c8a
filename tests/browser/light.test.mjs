// A guest's first visit as a browser makes it: how often it asks, and how much comes over the line.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { needs } from './engine.mjs';
import { open, visit } from './house.mjs';

let house;
before(async () => { house = await open(); });
after(async () => { await house.close(); });

test('a first visit takes five requests and forty kilobytes', needs('sizes'), async () => {
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

// As slow as no line is, 80 kbit/s and two seconds for each answer: what the machine itself takes hardly counts beside it.
const ANSWER = 2_000;
const BYTES_A_SECOND = 10_000;

/** Milliseconds from the link to an invitation that can be read. */
async function arrival(slow) {
  const { context, page } = await visit(house, { width: 360, height: 740 });
  const line = await context.newCDPSession(page);
  await line.send('Network.enable');
  await line.send('Network.emulateNetworkConditions', {
    offline: false, latency: slow ? ANSWER : 0, downloadThroughput: slow ? BYTES_A_SECOND : -1, uploadThroughput: slow ? BYTES_A_SECOND : -1,
  });
  const left = Date.now();
  await page.goto(house.demoLink, { waitUntil: 'commit' });
  await page.locator('h1.asks').waitFor();
  const painted = await page.evaluate(async () => {
    for (;;) {
      const [paint] = performance.getEntriesByName('first-contentful-paint');
      if (paint) return performance.timeOrigin + paint.startTime;
      await new Promise(requestAnimationFrame);
    }
  });
  await context.close();
  return painted - left;
}

test('on a slow line the invitation waits for three answers one after the other, and hardly for their bytes', needs('sizes'), async () => {
  // What the machine itself takes is in both.
  const best = async (slow) => {
    const arrivals = [];
    while (arrivals.length < 2) arrivals.push(await arrival(slow));
    return Math.min(...arrivals);
  };
  const [quick, slow] = [await best(false), await best(true)];
  const answers = (slow - quick) / ANSWER;
  assert.ok(answers > 2.5 && answers < 3.5, `${slow} - ${quick}: ${answers} answers`);
});
