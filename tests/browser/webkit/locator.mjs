// Playwright's locator over WebDriver, as far as the tests use it: it waits for what it stands for, then acts on it.

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { found } from './found.mjs';

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
const DELETE = '\ue017';
const PAUSE_MS = 40;
const IN_SIGHT = 'elements[0].scrollIntoView({ block: "center", behavior: "instant" })';
// A click goes to where the element was found: it must not be on its way elsewhere, as when a hint above it vanishes. By a
// clock, for behind another window no frame is painted.
const IN_SIGHT_AND_STILL = `${IN_SIGHT};
  const place = () => JSON.stringify(elements[0].getBoundingClientRect()), before = place();
  await new Promise((done) => setTimeout(done, ${PAUSE_MS}));
  return before === place();`;
// What an element says that a page in between took away, or that something lies over.
const PASSING = [
  'stale element reference', 'element click intercepted', 'element not interactable', 'no such element',
  'no such frame', 'javascript error',
];

const sought = (text) => (text instanceof RegExp ? { source: text.source, flags: text.flags } : { words: text });

/** What pages and locators share: the ways to something in them. */
export class Place {
  constructor(page, steps) {
    Object.assign(this, { page, steps });
  }

  with(step) {
    return new Locator(this.page ?? this, [...this.steps, step]);
  }

  locator(css, { hasText } = {}) {
    const all = this.with({ kind: 'css', css });
    return hasText === undefined ? all : all.with({ kind: 'having', text: sought(hasText) });
  }

  getByText(text) {
    return this.with({ kind: 'text', text: sought(text) });
  }

  getByLabel(text) {
    return this.with({ kind: 'label', text: sought(text) });
  }

  getByRole(role, { name } = {}) {
    return this.with({ kind: 'role', role, name: name === undefined ? undefined : sought(name) });
  }
}

export class Locator extends Place {
  first() { return this.nth(0); }

  last() { return this.nth(-1); }

  nth(at) { return this.with({ kind: 'at', at }); }

  /** Runs in the page on the elements there are now. */
  now(script, ...args) {
    return this.page.run(`const elements = (${found})(arguments[0]); ${script}`, this.steps, ...args);
  }

  /** Tries until it succeeds: pages change under whom looks at them. */
  async until(what, attempt, timeout = this.page.timeout) {
    const end = Date.now() + timeout;
    for (let last = ''; ;) {
      try {
        const result = await attempt();
        if (result !== undefined) return result;
      } catch (error) {
        if (!PASSING.includes(error.code)) throw error;
        last = error.message;
      }
      if (Date.now() > end) throw new Error(`${what}: not in ${timeout} ms: ${JSON.stringify(this.steps)} ${last}`);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  /** The one element there is, as WebDriver knows it. */
  async element(isShown = true) {
    const [count, one] = await this.now('return [elements.length, elements[0]]');
    if (count > 1) throw new Error(`${count} elements for ${JSON.stringify(this.steps)}`);
    return one && (!isShown || (await this.isVisible())) ? one[ELEMENT] : undefined;
  }

  /** Does something with the element as soon as it is there. The driver itself does not always bring it into sight. */
  act(what, path, body, before = IN_SIGHT, isShown = true) {
    return this.until(what, async () => {
      const id = await this.element(isShown);
      if (id === undefined) return undefined;
      if ((await this.now(before)) === false) return undefined;
      return (await this.page.send('POST', `/element/${id}${path}`, body)) ?? null;
    });
  }

  ask(script, ...args) {
    return this.until('read', async () => {
      await this.element(false);
      return this.now(`const [element] = elements; return element && (${script})`, ...args);
    });
  }

  click() { return this.act('click', '/click', undefined, IN_SIGHT_AND_STILL); }

  async check() {
    if (!(await this.isChecked())) await this.click();
  }

  // What is typed replaces what is selected. The parts of a date would have to be typed in the browser's own order.
  async fill(text) {
    const isWhole = await this.evaluate((element, value) => {
      element.focus();
      if (element.type !== 'date') return element.select();
      element.value = value;
      return ['input', 'change'].map((event) => element.dispatchEvent(new Event(event, { bubbles: true })));
    }, text);
    if (!isWhole) await this.act('fill', '/value', { text: text === '' ? DELETE : text }, '');
  }

  setInputFiles(files) {
    const paths = [files].flat().map((file) => (typeof file === 'string' ? file : written(file)));
    return this.act('choose', '/value', { text: paths.join('\n') }, '', false);
  }

  focus() { return this.ask('element.focus() ?? true'); }

  isChecked() { return this.ask('element.checked'); }

  inputValue() { return this.ask('element.value'); }

  innerText() { return this.ask('element.innerText'); }

  getAttribute(name) { return this.ask('element.getAttribute(arguments[1])', name); }

  count() { return this.now('return elements.length'); }

  isVisible() { return this.now('return elements.some((e) => e.checkVisibility())'); }

  boundingBox() {
    return this.ask('(({ x, y, width, height }) => ({ x, y, width, height }))(element.getBoundingClientRect())');
  }

  evaluate(act, arg) { return this.ask(`((await (${act})(element, arguments[1])) ?? null)`, arg); }

  evaluateAll(act, arg) { return this.now(`return (${act})(elements, arguments[1])`, arg); }

  async waitFor({ state = 'visible', timeout } = {}) {
    const wanted = state === 'detached' ? 'elements.length === 0' : 'elements.some((e) => e.checkVisibility())';
    await this.until(`wait until ${state}`, async () => (await this.now(`return ${wanted}`)) || undefined, timeout);
  }
}

function written({ name, buffer }) {
  const path = join(mkdtempSync(join(tmpdir(), 'vestibule-')), name);
  writeFileSync(path, buffer);
  return path;
}
