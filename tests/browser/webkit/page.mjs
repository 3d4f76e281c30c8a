// Playwright's page over WebDriver, as far as the tests use it.

import { writeFileSync } from 'node:fs';
import { Place } from './locator.mjs';

const KEYS = { Tab: '\ue004', Enter: '\ue007', Space: ' ', Backspace: '\ue003' };
const DEFAULT_TIMEOUT_MS = 30_000;

// In each document: what it complains about. Of what came before this ran, only what the browser keeps.
const LISTEN = `window.vestibuleComplaints ??= (() => {
  const told = [];
  addEventListener('error', ({ message }) => message && told.push(message));
  addEventListener('unhandledrejection', ({ reason }) => told.push(String(reason)));
  new ReportingObserver((reports) => {
    for (const { type, body } of reports) told.push([type, body.effectiveDirective, body.blockedURL].join(' '));
  }, { buffered: true }).observe();
  return told;
})();`;

export class Page extends Place {
  constructor(context, handle) {
    super(null, []);
    Object.assign(this, { owner: context, handle, timeout: DEFAULT_TIMEOUT_MS, listeners: [] });
    this.keyboard = { press: (key) => this.type(KEYS[key] ?? key), type: (text) => this.type(text) };
  }

  context() { return this.owner; }

  setDefaultTimeout(timeout) { this.timeout = timeout; }

  /** What a page complains about comes as errors of the console. */
  on(event, listener) {
    if (event === 'console') this.listeners.push(listener);
  }

  async send(method, path, body) {
    return this.owner.inWindow(this.handle, method, path, body);
  }

  /** The body of a function in the page, which may await. */
  async run(script, ...args) {
    const { told, value, error } = await this.send('POST', '/execute/async', {
      script: `${LISTEN} const told = () => vestibuleComplaints.splice(0), done = arguments[arguments.length - 1];
        (async function () { ${script} }).apply(null, arguments)
          .then((value) => done({ told: told(), value }), (error) => done({ told: told(), error: String(error) }));`,
      args: args.map((arg) => arg ?? null),
    });
    for (const text of told) for (const listener of this.listeners) listener({ type: () => 'error', text: () => text });
    if (error) throw Object.assign(new Error(error), { code: 'javascript error' });
    return value;
  }

  /** A function, or the text of a script. */
  evaluate(act, arg) {
    return typeof act === 'string' ? this.run(act) : this.run(`return (${act})(arguments[0])`, arg);
  }

  goto(url) { return this.send('POST', '/url', { url }); }

  reload() { return this.send('POST', '/refresh'); }

  goBack() { return this.send('POST', '/back'); }

  title() { return this.send('GET', '/title'); }

  url() { return this.run('return location.href'); }

  getAttribute(css, name) { return this.locator(css).getAttribute(name); }

  waitForTimeout(pause) { return new Promise((resolve) => setTimeout(resolve, pause)); }

  async waitForURL(pattern) {
    const [any, some] = ['.*', '[^/]*'];
    const exact = (text) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', some);
    const glob = new RegExp(`^${pattern.split('**').map(exact).join(any)}$`);
    await this.locator('html').until(`reach ${pattern}`, async () => {
      const [url, state] = await this.run('return [location.href, document.readyState]');
      return (glob.test(url) && state === 'complete') || undefined;
    });
  }

  type(text) {
    const actions = [...text].flatMap((value) => [{ type: 'keyDown', value }, { type: 'keyUp', value }]);
    return this.send('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  /** Of the window, which is made as high as the page for a picture of all of it, and is painted two frames later. */
  async screenshot({ path, fullPage }) {
    const { width, height } = this.owner.viewport;
    const whole = await this.run('return document.documentElement.scrollHeight');
    if (fullPage) await this.resize(width, Math.max(height, whole));
    await this.run('await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    writeFileSync(path, Buffer.from(await this.send('GET', '/screenshot'), 'base64'));
    if (fullPage) await this.resize(width, height);
  }

  async setViewportSize(size) {
    this.owner.viewport = size;
    await this.resize(size.width, size.height);
  }

  async resize(width, height) {
    const outside = await this.send('GET', '/window/rect');
    const inside = await this.run('return [innerWidth, innerHeight]');
    const size = { width: width + outside.width - inside[0], height: height + outside.height - inside[1] };
    await this.send('POST', '/window/rect', { x: 0, y: 0, ...size });
    for (let tries = 0; tries < 40; tries += 1) {
      const [w, h] = await this.run('return [innerWidth, innerHeight]');
      if (w === width && h === height) return;
      await this.waitForTimeout(25);
    }
  }
}
