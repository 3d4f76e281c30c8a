// Saves what the guest types: a moment after the last key, again after a failure, and as the page goes.

import { asRead, isFilled, isHalfTyped, read, shown, tellReading, write } from "./answers.js";
import { ask, isPassing, wait } from "./api.js";
import { clear, isMarked, mark } from "./flaws.js";
import { released } from "./press.js";
import { reason, tell } from "./reason.js";
import { drop, get, justSaved, noteSaved, put } from "./storage.js";
import { clock, say } from "./words.js";

const SAVE_DELAY_MS = 800;
const RETRY_SECONDS = [2, 5, 15, 30, 60];

const forms = new Map();
// In which it is typed.
const { lang } = document.documentElement;

class Drafts {
  constructor(form) {
    this.form = form;
    this.task = form.closest("[data-task]");
    this.status = form.querySelector("[data-saved]");
    this.key = this.task.dataset.task;
    this.failures = 0;
    // Why nothing of this task can be saved any more.
    this.stopped = null;
    // For each field: what stands at the portal, since which version we know it, what holds it up, how it was read.
    this.fields = new Map();
    const base = Number(this.task.dataset.version);
    for (const element of form.querySelectorAll("[data-field]")) {
      if (!isFilled(element)) continue;
      // What cannot be taken in two ways as it stands here is said only where no script could say it before.
      if (element.querySelector("[data-reading][data-clear]")) tellReading(element);
      const stands = text(read(element, true));
      const said = { of: stands, words: element.querySelector("[data-reading]")?.textContent ?? "" };
      this.fields.set(element.dataset.field, { element, stands, base, conflict: false, unfit: null, said });
    }
    this.status.textContent = say("autosave");
    this.catchUp(base);
    this.restore();
    for (const button of form.querySelectorAll("[data-save]")) button.hidden = true;
    form.addEventListener("input", (event) => this.typed(event));
    form.addEventListener("focusout", (event) => this.left(event));
    form.addEventListener("paste", (event) => this.pasted(event));
  }

  typed(event) {
    const field = this.fields.get(event.target.closest("[data-field]")?.dataset.field);
    if (!field) return;
    clear(field.element);
    field.flaw = null;
    tellReading(field.element, field.said.of === text(read(field.element)) ? field.said.words : "");
    this.remember();
    this.later(SAVE_DELAY_MS);
  }

  // A control for days takes no other text than its own; how the others are meant, the portal knows.
  pasted(event) {
    const pasted = event.clipboardData?.getData("text").trim();
    if (event.target.type !== "date" || !pasted) return;
    event.preventDefault();
    write(event.target.closest("[data-field]"), pasted);
    event.target.dispatchEvent(new Event("input", { bubbles: true }));
  }

  async left({ target, relatedTarget }) {
    const element = target.closest("[data-field]");
    if (!element || element.contains(relatedTarget)) return;
    await released();
    const field = this.fields.get(element.dataset.field);
    if (field?.flaw) {
      mark(element, field.flaw);
      this.changed();
    }
    if (field && isHalfTyped(element)) this.refuseHalfTyped(element);
    if (this.isDirty()) this.save();
  }

  refuseHalfTyped(element) {
    mark(element, element.querySelector("input").type === "date" ? "not_a_date" : "not_a_number");
    this.say("unfit");
  }

  later(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  dirty() {
    const waits = (f) => !f.conflict && differs(f) && text(read(f.element)) !== f.unfit;
    return [...this.fields].filter(([, field]) => waits(field));
  }

  isDirty() {
    return this.dirty().length > 0;
  }

  // Fields with the same base go together: a newer one would hide what somebody else wrote in between.
  batches() {
    const batches = new Map();
    for (const [name, field] of this.dirty()) {
      const answers = batches.get(field.base) ?? {};
      answers[name] = read(field.element);
      batches.set(field.base, answers);
    }
    return batches;
  }

  // Resolves when everything that was typed by now is saved, or could not be.
  save() {
    clearTimeout(this.timer);
    this.saving ??= this.send().finally(() => {
      this.saving = null;
    });
    return this.saving;
  }

  async send() {
    if (this.stopped) return;
    for (const [base, answers] of this.batches()) {
      const { status, body } = await ask(`${this.task.dataset.path}/draft`, { base, answers, lang });
      if (!this.answered(status, body, answers)) return;
    }
    this.remember();
    if (this.isDirty()) this.later(SAVE_DELAY_MS);
  }

  // What the answer to a save means. Whether to go on with the next.
  answered(status, body, answers) {
    if (isPassing(status)) return this.again(status);
    this.failures = 0;
    if (status === 200) return this.saved(body, answers);
    if (status === 409 && body.fields) return this.disagree(body);
    if (status === 422) return this.unfit(body, answers);
    this.stopped = reason({ status, body }, this.key);
    tell(this.status, this.stopped);
    this.changed();
    return false;
  }

  saved(body, answers) {
    for (const [name, answer] of Object.entries(answers)) {
      const field = this.fields.get(name);
      const said = { of: text(answer), words: body.readings?.[name] ?? "" };
      Object.assign(field, { stands: text(answer), base: body.version, unfit: null, said });
      if (text(read(field.element)) === said.of) tellReading(field.element, said.words);
    }
    noteSaved(this.key, body.version, answers, lang);
    this.judged(body.flaws ?? []);
    const time = clock(new Date(body.saved_at ?? Date.now()));
    if (this.some((f) => f.conflict)) this.say("conflict");
    else if (this.some((f) => isHalfTyped(f.element) || isUnfit(f))) this.say("unfit");
    else this.say(this.some((f) => f.flaw || isMarked(f.element)) ? "saved-wrong" : "saved", { time });
    return true;
  }

  // What the portal says of answers that it keeps and will not take so in the end: once the guest has left the field.
  judged(flaws) {
    for (const { pointer, code } of flaws) {
      const field = this.fields.get(pointer.replace("/answers/", ""));
      if (!field) continue;
      field.flaw = code;
      if (!field.element.contains(document.activeElement)) mark(field.element, code);
    }
  }

  some(holds) {
    return [...this.fields.values()].some(holds);
  }

  again(status) {
    const seconds = RETRY_SECONDS[Math.min(this.failures, RETRY_SECONDS.length - 1)];
    this.failures += 1;
    this.unanswered = status === 0;
    if (status === 0) this.say("offline");
    else this.say("retry", { seconds });
    this.later(seconds * 1000);
    return false;
  }

  unfit(body, answers) {
    for (const { pointer, code } of body.errors ?? []) {
      const field = this.fields.get(pointer.replace("/answers/", ""));
      if (field) mark(field.element, code);
    }
    // Those that are not named are sent again without the others.
    const named = Object.keys(answers).filter((name) => (body.errors ?? []).some((e) => e.pointer === `/answers/${name}`));
    for (const name of named.length > 0 ? named : Object.keys(answers)) this.fields.get(name).unfit = text(answers[name]);
    this.say("unfit");
    return true;
  }

  // Somebody else changed the same fields: the guest decides which answer stands.
  disagree({ fields, version }) {
    for (const [name, theirs] of Object.entries(fields)) {
      const field = this.fields.get(name);
      if (field) this.choose(field, theirs ?? null, version);
    }
    this.say("conflict");
    return true;
  }

  choose(field, theirs, version) {
    field.element.querySelector(".conflict")?.remove();
    const choice = document.getElementById("conflict").content.firstElementChild.cloneNode(true);
    choice.querySelector("q").textContent = shown(field.element, theirs);
    field.conflict = true;
    const decide = (act) => () => {
      act();
      Object.assign(field, { stands: text(asRead(field.element, theirs)), base: version, conflict: false });
      choice.remove();
      field.element.querySelector("input, textarea")?.focus();
      this.remember();
      this.save();
    };
    choice.querySelector(".mine").addEventListener("click", decide(() => {}));
    choice.querySelector(".theirs").addEventListener("click", decide(() => write(field.element, asRead(field.element, theirs))));
    field.element.append(choice);
  }

  say(name, values) {
    const words = say(name, values);
    if (this.status.textContent !== words) this.status.textContent = words;
    this.changed();
  }

  // The line on top says the same, in sight wherever the guest is.
  changed() {
    document.dispatchEvent(new CustomEvent("vestibule:changed", { detail: this.status.textContent }));
  }

  remember() {
    const typed = [...this.fields].filter(([, f]) => differs(f));
    if (typed.length === 0) return drop(this.key);
    this.kept = put(this.key, typed.map(([name, f]) => [name, read(f.element), f.base, lang]));
  }

  // A page that was read while a save was on its way holds what stood before it.
  catchUp(base) {
    const { version = 0, answers = {}, lang: typedIn } = justSaved(this.key) ?? {};
    if (version <= base) return;
    for (const [name, answer] of Object.entries(answers)) {
      const field = this.fields.get(name);
      // What was typed in another language means something else here.
      if (!field || (typedIn !== lang && isRead(field.element))) continue;
      write(field.element, answer);
      Object.assign(field, { stands: text(answer), base: version });
    }
  }

  restore() {
    for (const [name, answer, base, typedIn] of get(this.key) ?? []) {
      const field = this.fields.get(name);
      if (!field || text(answer) === field.stands || (typedIn !== lang && isRead(field.element))) continue;
      write(field.element, answer);
      field.base = Math.min(base, field.base);
      this.say("restored");
    }
    // Also when the browser filled in by itself what was there before a reload.
    if (this.isDirty()) this.later(0);
    else this.remember();
  }

  // The page goes: the last save does not wait for its answer. Repeats change nothing.
  leave() {
    if (this.stopped) return;
    for (const [base, answers] of this.batches()) {
      ask(`${this.task.dataset.path}/draft`, { base, answers, lang }, { keepalive: true });
    }
  }
}

// Refused as it stands.
const isUnfit = (field) => field.unfit !== null && text(read(field.element)) === field.unfit;

const text = (answer) => JSON.stringify(answer ?? null);

// Numbers and days mean what the language of the page means by them.
const isRead = (element) => element.querySelector("[data-reading]") !== null;

// What is half typed is no answer, so what stands is kept.
const differs = (field) => !isHalfTyped(field.element) && text(read(field.element)) !== field.stands;

// Saves everything of a task. Resolves with the reason why not all of it is saved now; without one, it is.
export async function flush(key) {
  const drafts = forms.get(key);
  if (!drafts) return null;
  const half = [...drafts.fields.values()].filter((f) => isHalfTyped(f.element));
  for (const field of half) drafts.refuseHalfTyped(field.element);
  for (let tries = 0; tries < 5 && drafts.isDirty() && !drafts.stopped; tries += 1) {
    await drafts.save();
    if (drafts.failures > 0 && !navigator.onLine) break;
    if (drafts.failures > 0) await wait(0.5);
  }
  if (drafts.stopped) return drafts.stopped;
  if (drafts.some((f) => f.conflict)) return { word: "conflict" };
  if (half.length > 0 || drafts.some(isUnfit)) return { word: "unfit" };
  if (!drafts.some(differs)) return null;
  return { word: drafts.unanswered ? "not-sent" : "unsaved" };
}

// The same of all tasks.
export const flushAll = () => Promise.all([...forms.keys()].map(flush));

for (const form of document.querySelectorAll("[data-drafts]")) {
  const drafts = new Drafts(form);
  forms.set(drafts.key, drafts);
}
// From here on the scripts check what is typed, and send it.
const work = document.getElementById("work");
if (work) work.noValidate = true;
work?.addEventListener("submit", (event) => {
  // Where a decision stands on the page, what is on it goes as it is.
  if (event.submitter?.value) return;
  event.preventDefault();
  flushAll();
});

const each = (act) => forms.forEach(act);
addEventListener("online", () => each((d) => d.isDirty() && d.save()));
addEventListener("pagehide", () => each((d) => d.leave()));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") each((d) => d.isDirty() && d.save());
});
addEventListener("beforeunload", (event) => {
  const isLost = (d) => (d.isDirty() && d.kept === false) || d.some((f) => isHalfTyped(f.element));
  if ([...forms.values()].some(isLost)) event.preventDefault();
});
