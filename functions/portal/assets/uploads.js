// The file fields: several files one after the other, each with its progress and its state in words.

import { ask, isPassing, maxSize, share, wait } from "./api.js";
import { cancel, carry, forget } from "./sending.js";
import { say } from "./words.js";

const STATES = {
  expected: "file-failed",
  cleared: "file-settling",
  scanning: "file-checking",
  clean: "file-received",
  rejected: "file-rejected",
};
const POLL_SECONDS = [2, 3, 5, 8, 15];

const queue = [];
let carrying = false;

// Whether files of a task are on their way.
export const busy = (key) => queue.some((sending) => sending.key === key);

class FileField {
  constructor(input) {
    this.input = input;
    this.element = input.closest("[data-field]");
    this.task = input.closest("[data-task]");
    this.list = this.element.querySelector("[data-files]");
    this.message = this.element.querySelector("[data-said]");
    input.disabled = false;
    input.addEventListener("change", () => this.chosen());
    this.list.addEventListener("click", (event) => this.pressed(event));
  }

  chosen() {
    // A copy: the list of the input is emptied, so that the same file can be chosen again.
    for (const file of [...this.input.files]) this.add(file);
    this.input.value = "";
    next();
  }

  add(file) {
    const row = document.getElementById("file-row").content.firstElementChild.cloneNode(true);
    const [shown, unseen] = row.querySelectorAll(".file-name");
    shown.textContent = file.name;
    unseen.textContent = `: ${file.name}`;
    this.list.append(row);
    const sending = { file, row, owner: this, key: this.task.dataset.task, path: this.task.dataset.path, field: this.element.dataset.field };
    row.sending = sending;
    const refused = this.refusal(file);
    if (refused) return this.show(sending, refused, { wrong: true });
    this.show(sending, "file-waiting");
    queue.push(sending);
  }

  // What the portal would refuse is said before a byte is sent.
  refusal(file) {
    const { max, maxBytes, types } = this.input.dataset;
    const held = [...this.list.children].filter((row) => !row.matches('.wrong, [data-state="rejected"]')).length;
    const ending = /\.([^.]*)$/.exec(file.name)?.[1].toLowerCase() ?? "";
    if (file.size === 0) return "file-empty";
    if (file.size > Number(maxBytes)) return "file-too-large";
    if (types && !types.split(", ").includes(ending)) return "file-type";
    return held > Number(max) ? "file-too-many" : null;
  }

  // `percent` moves the bar; steps are also said aloud, percents are not.
  show({ row, file }, word, { percent, wrong = false, again = false } = {}) {
    const bar = row.querySelector("progress");
    const state = say(word, { percent, size: maxSize, types: this.input.dataset.types });
    row.querySelector(".file-state").textContent = state;
    row.classList.toggle("wrong", wrong);
    if (bar) bar.hidden = percent === undefined;
    if (bar && percent !== undefined) bar.value = percent;
    const retry = row.querySelector(".again");
    if (retry) retry.hidden = !again;
    if (percent === undefined) this.announce(say("about", { name: file?.name ?? nameOf(row), state }));
  }

  announce(words) {
    this.message.textContent = words;
  }

  pressed(event) {
    const row = event.target.closest(".file");
    if (event.target.closest(".again")) {
      this.show(row.sending, "file-waiting");
      queue.push(row.sending);
      next();
    } else if (event.target.closest(".remove")) {
      event.preventDefault();
      this.remove(row);
    }
  }

  async remove(row) {
    const { sending } = row;
    const name = nameOf(row);
    if (sending) {
      cancel(sending);
      drop(sending);
    }
    const id = row.dataset.upload ?? sending?.ticket?.id;
    if (id) {
      const { status } = await ask(`${this.task.dataset.path}/uploads/${id}/remove`, {});
      // One that is gone already is removed as well.
      if (status !== 200 && status !== 303 && status !== 404) {
        return this.show({ row }, isPassing(status) ? "not-sent" : "refused", { wrong: true });
      }
    }
    row.remove();
    this.announce(say("file-removed", { name }));
    this.input.focus();
  }
}

const nameOf = (row) => row.querySelector(".file-name").textContent;

function drop(sending) {
  const at = queue.indexOf(sending);
  if (at >= 0) queue.splice(at, 1);
}

// One at a time: a slow line carries one file sooner than three.
async function next() {
  if (carrying || queue.length === 0) return;
  carrying = true;
  const [sending] = queue;
  const { owner, row } = sending;
  const report = (word, percent) => !sending.cancelled && owner.show(sending, word, { percent });
  try {
    const state = await carry(sending, report);
    row.dataset.upload = sending.ticket.id;
    shift(owner, row, state);
  } catch (stopped) {
    if (sending.cancelled) await forget(sending);
    else owner.show(sending, stopped.word ?? "file-failed", { wrong: true, again: stopped.again ?? true });
  }
  drop(sending);
  carrying = false;
  next();
}

function shift(owner, row, state) {
  if (row.dataset.state === state) return;
  row.dataset.state = state;
  owner.show({ row }, STATES[state] ?? "file-checking", { wrong: state === "rejected" || state === "expected" });
  if (state === "scanning" || state === "cleared") look();
}

const fields = [...document.querySelectorAll("input[data-uploads]")].map((input) => new FileField(input));
const rows = (states) => fields.flatMap((f) => [...f.list.children].filter((r) => states.includes(r.dataset.state)).map((r) => [f, r]));

let looking = false;

// Asks how files are that are being checked, ever less often, until none is.
async function look() {
  if (looking) return;
  looking = true;
  for (let tries = 0; rows(["scanning", "cleared"]).length > 0; tries += 1) {
    await wait(POLL_SECONDS[Math.min(tries, POLL_SECONDS.length - 1)]);
    const { status, body } = await ask(`/p/${share}`, undefined, { method: "GET" });
    if (status !== 200 && !isPassing(status)) break;
    const states = new Map((body.tasks ?? []).flatMap((t) => t.uploads ?? []).map((u) => [u.id, u.state]));
    for (const [field, row] of rows(["scanning", "cleared"])) {
      const state = states.get(row.dataset.upload);
      if (state) shift(field, row, state);
    }
  }
  looking = false;
}

// What arrived just before the page was closed is settled now; what did not stays as it is.
async function resume() {
  for (const [field, row] of rows(["expected", "cleared"])) {
    const { status, body } = await ask(`${field.task.dataset.path}/uploads/${row.dataset.upload}/settle`, {});
    if (status === 200) shift(field, row, body.state);
  }
  look();
}

resume();
addEventListener("beforeunload", (event) => {
  if (queue.length > 0) event.preventDefault();
});
