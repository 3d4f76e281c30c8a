// A system of its own for each test file, and a browser that visits it.

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];

/** Starts `cargo dev`'s program in memory and reads the addresses that it prints. */
export async function open(...flags) {
  const system = spawn(process.env.SYSTEM, ['--memory', ...(flags.includes('--port') ? [] : ['--port', '0']), ...flags], { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  let log = '';
  system.stdout.on('data', (bytes) => { printed += bytes; });
  system.stderr.on('data', (bytes) => { log += bytes; });
  const until = Date.now() + 30_000;
  while (!printed.includes('<otto@')) {
    if (Date.now() > until || system.exitCode !== null) throw new Error(`the system did not start\n${printed}\n${log}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const found = (pattern) => printed.match(pattern)[1];
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS });
  return {
    api: found(/API\s+(\S+)\/v1/),
    demoLink: found(/Guest link\s+(\S+)/),
    inbox: found(/Mail inbox\s+(\S+)/),
    carla: readFileSync(found(/^ *\. '?(.*?)'?$/m), 'utf8').match(/export CARLA=(\S+)/)[1],
    browser,
    log: () => log,
    async close() {
      await browser.close();
      const ended = new Promise((resolve) => system.once('exit', resolve));
      system.kill('SIGINT');
      return ended;
    },
  };
}

/** Calls the API as Carla, the controller. */
export async function call(house, method, path, body) {
  const response = await fetch(house.api + path, {
    method,
    headers: { authorization: `Bearer ${house.carla}`, 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
  return answer;
}

/** A new browser profile. Whatever the page complains about fails the test that looks at `complaints`. */
export async function visit(house, { width = 1280, height = 900, scheme = 'light', zone = 'Europe/Lisbon', script = true, touch = false } = {}) {
  const context = await house.browser.newContext({
    viewport: { width, height }, colorScheme: scheme, timezoneId: zone, javaScriptEnabled: script, acceptDownloads: true, hasTouch: touch, isMobile: touch,
  });
  const page = await context.newPage();
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(`page: ${error.message}`));
  page.on('console', (message) => { if (message.type() === 'error') complaints.push(`console: ${message.text()}`); });
  page.on('request', (request) => {
    if (!/^(http:\/\/localhost:|data:|blob:|about:)/.test(request.url())) complaints.push(`external: ${request.url()}`);
  });
  return { context, page, complaints };
}

export async function picture(page, name) {
  await page.screenshot({ path: join(process.env.ARTEFACTS, `${name}.png`), fullPage: true });
}

/** True if nothing sticks out to the right. */
export async function fits(page) {
  return page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);
}

/** A file of so many bytes, each file with its own content. */
export function file(name, size) {
  const path = join(mkdtempSync(join(tmpdir(), 'vestibule-')), name);
  const bytes = Buffer.alloc(size);
  for (let i = 0; i < size; i += 1) bytes[i] = (i * 31 + name.length * 7 + (i >> 8)) & 0xff;
  writeFileSync(path, bytes);
  return path;
}

const AXE = readFileSync(new URL('./node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

/** What axe finds on the page as it is now, best practice included. */
export async function findings(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
}
