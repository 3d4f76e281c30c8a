// WebKitGTK as a browser of Playwright's: a context is a MiniBrowser of its own, and there is one at a time.

import { startDriver, startSession } from './driver.mjs';
import { Page } from './page.mjs';

export async function launch() {
  let driver;
  return {
    async newContext({ viewport, colorScheme, timezoneId, proxy }) {
      // A driver that replaces its own session hangs now and then.
      driver?.close();
      driver = await startDriver();
      const args = [`--time-zone=${timezoneId}`, `--proxy=${proxy.server}`];
      if (colorScheme === 'dark') args.push('--dark-mode');
      return new Context(await startSession(driver.address, args), viewport);
    },
    async close() {
      driver?.close();
    },
  };
}

class Context {
  constructor(session, viewport) {
    Object.assign(this, { session, viewport, pages: [] });
  }

  async newPage() {
    const handle = this.pages.length === 0
      ? await this.session('GET', '/window')
      : (await this.session('POST', '/window/new', { type: 'tab' })).handle;
    const page = new Page(this, handle);
    this.pages.push(page);
    await page.resize(this.viewport.width, this.viewport.height);
    return page;
  }

  async inWindow(handle, method, path, body) {
    if (this.current !== handle) await this.session('POST', '/window', { handle });
    this.current = handle;
    return this.session(method, path, body);
  }

  // The browser itself cannot be told: its pages are.
  async setOffline(isOffline) {
    const script = `Object.defineProperty(navigator, 'onLine', { value: !arguments[0], configurable: true });
      dispatchEvent(new Event(arguments[0] ? 'offline' : 'online'));`;
    for (const page of this.pages) await page.run(script, isOffline);
  }

  close() {
    return this.session('DELETE', '');
  }
}
