// A system of its own for each test file, and a browser that visits it.

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ENGINE, flags, launch } from './engine.mjs';
import { openLine } from './line.mjs';

// The system's certificate is its own.
if (flags.includes('--tls')) process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';

// The style `body {}`, which Playwright adds to pages of Firefox before each picture, and the policy forbids.
const OF_PICTURES = 'sha256-YjaKGiklmzC6wjXA513HAMmzus8VE61XCOT+SmwNZWA=';

/** Starts `cargo dev`'s program in memory and reads the addresses that it prints. */
export async function open({ port = 0 } = {}) {
  const how = ['--memory', '--port', `${port}`, ...flags];
  const system = spawn(process.env.SYSTEM, how, { stdio: ['ignore', 'pipe', 'pipe'] });
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
  const browser = await launch();
  const tokens = readFileSync(found(/^ *\. '?(.*?)'?$/m), 'utf8');
  const token = (name) => tokens.match(new RegExp(`export ${name}=(\\S+)`))[1];
  const lines = [];
  const visits = [];
  return {
    api: found(/API\s+(\S+)\/v1/),
    demoLink: found(/Guest link\s+(\S+)/),
    inbox: found(/Mail inbox\s+(\S+)/),
    carla: token('CARLA'),
    olivia: token('OLIVIA'),
    browser,
    lines,
    visits,
    log: () => log,
    async close() {
      await browser.close();
      for (const line of lines) line.close();
      const ended = new Promise((resolve) => system.once('exit', resolve));
      system.kill('SIGINT');
      // No test expects a script to throw, or a request to leave this machine.
      const faults = visits.flat().filter((complaint) => /^(page|external):/.test(complaint));
      if (faults.length > 0) throw new Error(faults.join('\n'));
      return ended;
    },
  };
}

/** Who carries a link to a guest who decides needs no code: pages with one have tests of their own. */
export const letLinksDecide = (house) =>
  call({ ...house, carla: house.olivia }, 'PATCH', '/v1/policy', { decision_code_required: false });

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

/** A new browser profile on a line of its own. What its pages complain about is for the test to look at. */
export async function visit(house, { width = 1280, height = 900, scheme = 'light', zone = 'Europe/Lisbon', ...how } = {}) {
  const { script = true, touch = false } = how;
  const complaints = [];
  house.visits.push(complaints);
  const line = await openLine((host) => complaints.push(`external: ${host}`));
  house.lines.push(line);
  const context = await house.browser.newContext({
    viewport: { width, height }, colorScheme: scheme, timezoneId: zone, javaScriptEnabled: script, acceptDownloads: true,
    hasTouch: touch, isMobile: touch, proxy: { server: line.address },
  });
  const page = await context.newPage();
  page.on('pageerror', ({ message }) => { if (!message.includes(OF_PICTURES)) complaints.push(`page: ${message}`); });
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  return { context, page, complaints, line };
}

// Side by side one engine takes the pictures and asks axe, which judges markup and colours: these are the same in all.
const isLookedAt = (process.env.LOOKED_AT_IN ?? ENGINE) === ENGINE;

/** Of the whole page, for people to look at. */
export async function picture(page, name) {
  if (!isLookedAt) return;
  await page.screenshot({ path: join(process.env.ARTEFACTS, `${ENGINE}-${name}.png`), fullPage: true, caret: 'initial' });
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
  if (!isLookedAt) return [];
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
}
