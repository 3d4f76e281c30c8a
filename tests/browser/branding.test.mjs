// An org with a colour and a logo of its own: pages look like it, and can be read.

import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { can, needs } from './engine.mjs';
import { call, findings, fits, open, picture, visit } from './house.mjs';

// Four ports of its own for each process, below those that systems give out.
const PORT = 10_000 + 4 * (process.pid % 5_000);
const TERMS = {
  project: 'procurement',
  recipient: { name: 'Bruno Lima', email: 'bruno@lima.example' },
  permissions: ['fill_fields', 'upload_files', 'comment', 'complete_task'],
  delivery: 'link',
};

let house;
let link;

/** The operator's program, on the embedded cloud of the house. */
function vestibule(...args) {
  const env = {
    AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'us-east-1',
    AWS_ENDPOINT_URL_DYNAMODB: `http://localhost:${PORT + 3}`, STATE_TABLE: 'vestibule-state', TRAIL_TABLE: 'vestibule-trail',
  };
  const ran = spawnSync(process.env.OPERATOR, args, { env, encoding: 'utf8' });
  assert.equal(ran.status, 0, ran.stderr);
}

/** A picture as a company may have it: drawn by the browser. */
async function logo() {
  const page = await house.browser.newPage({ viewport: { width: 600, height: 160 } });
  await page.setContent('<body style="margin:0;background:#fff;font:700 96px sans-serif;color:#7a1f5c">◆ acme</body>');
  const path = join(mkdtempSync(join(tmpdir(), 'vestibule-')), 'logo.png');
  writeFileSync(path, await page.screenshot());
  await page.close();
  return path;
}

before(async () => {
  if (!can('media')) return;
  house = await open({ port: PORT });
  vestibule('policy', 'set', '--org', 'acme', 'accent=#7a1f5c', `logo=${await logo()}`, '--as', 'otto@ops.example');
  const tasks = [{
    id: 'details', title: 'Company details',
    fields: [{ id: 'name', label: 'Legal name', type: 'short_text', required: true }, { id: 'deed', label: 'Deed', type: 'file' }],
  }];
  await call(house, 'PUT', '/v1/projects/procurement/runs/branded', { title: 'Onboarding', tasks });
  const scope = { type: 'tasks', run: 'branded', tasks: ['details'] };
  link = (await call(house, 'POST', '/v1/shares', { ...TERMS, scope })).link;
});

after(() => house?.close());

for (const [width, scheme] of [[360, 'light'], [1280, 'dark']]) {
  test(`pages look like their org and can be read, ${scheme}, ${width} px`, needs('media'), async () => {
    const { page, complaints } = await visit(house, { width, scheme });
    const colour = (selector) => page.$eval(selector, (node) => getComputedStyle(node).backgroundColor);
    const looks = async (name) => {
      assert.deepEqual(await findings(page), [], name);
      assert.ok(await fits(page), name);
      assert.ok(await page.$eval('img.logo', (image) => image.naturalHeight) >= 32, `${name}: the logo`);
      await picture(page, `branded-${name}-${scheme}-${width}`);
    };
    await page.goto(link);
    await page.getByRole('heading', { name: /Carla Mendes/ }).waitFor();
    assert.equal(await colour('button.primary'), scheme === 'light' ? 'rgb(122, 31, 92)' : 'rgb(181, 130, 164)');
    await looks('invitation');
    await page.getByLabel('I have read the privacy notice').check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByLabel('Legal name').waitFor();
    await looks('work');
    assert.deepEqual(complaints, []);
  });
}
