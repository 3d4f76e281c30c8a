// One MiniBrowser of WebKitGTK, spoken to by WebDriver (https://www.w3.org/TR/webdriver2/).

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Without it the bar on top makes no window narrower than 447 pixels.
const NARROW = '* { min-width: 0; padding: 0; margin: 0; }\n';

const COMMAND_TIMEOUT_MS = 30_000;

/** Starts the driver with folders of its own, so that nothing is found there and nothing left. */
export async function startDriver() {
  const home = mkdtempSync(join(tmpdir(), 'vestibule-webkit-'));
  mkdirSync(join(home, 'gtk-3.0'));
  writeFileSync(join(home, 'gtk-3.0', 'gtk.css'), NARROW);
  const port = await freePort();
  const folders = {
    XDG_RUNTIME_DIR: home,
    XDG_CONFIG_HOME: home,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CACHE_HOME: join(home, 'cache'),
  };
  const env = { ...process.env, ...folders, LIBGL_ALWAYS_SOFTWARE: '1', NO_AT_BRIDGE: '1', LANG: 'C.UTF-8' };
  const driver = spawn('WebKitWebDriver', [`--port=${port}`, '--replace-on-new-session'], { env, stdio: 'ignore' });
  const address = `http://127.0.0.1:${port}`;
  for (let tries = 0; !(await fetch(`${address}/status`).catch(() => null)); tries += 1) {
    if (tries > 100) throw new Error('WebKitWebDriver does not answer');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    address,
    close() {
      driver.kill();
      // Its processes may still write while they end: then the folder is left to the system.
      try {
        rmSync(home, { recursive: true, force: true, maxRetries: 5 });
      } catch {}
    },
  };
}

/** A browser that knows nothing of the one before, which it closes. */
export async function startSession(address, args) {
  const options = { binary: process.env.MINIBROWSER, args: ['--automation', ...args] };
  const capabilities = { acceptInsecureCerts: true, 'webkitgtk:browserOptions': options };
  const { sessionId } = await command(`${address}/session`, 'POST', { capabilities: { alwaysMatch: capabilities } });
  return (method, path, body) => command(`${address}/session/${sessionId}${path}`, method, body);
}

async function command(url, method, body) {
  const signal = AbortSignal.timeout(COMMAND_TIMEOUT_MS);
  const text = method === 'POST' ? JSON.stringify(body ?? {}) : undefined;
  const response = await fetch(url, { method, signal, body: text });
  const { value } = await response.json();
  if (!response.ok) throw Object.assign(new Error(`${value.error}: ${value.message}`), { code: value.error });
  return value;
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
