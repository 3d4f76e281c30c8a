// The file fields: files are chosen, dropped or photographed, and go one after the other, each with its progress. Rows
// that count stand in one list, those that were refused in another.

import { ask, isPassing, pause, share } from "./api.js";
import { clear } from "./flaws.js";
import { held, nameOf, rowFor, show } from "./file-row.js";
import { cleaned, ending } from "./names.js";
import { reason } from "./reason.js";
import { cancel, carry, forget } from "./sending.js";
import { say } from "./words.js";

const STATES = {
  expected: "file-failed",
  cleared: "file-settling",
  scanning: "file-checking",
  releasing: "file-storing",
  clean: "file-received",
  rejected: "file-rejected",
};
// What becomes something else by itself.
const MOVING = ["cleared", "scanning", "releasing"];
const POLL_SECONDS = [2, 3, 5, 8, 15];
// More refusals than this are told in one sentence.
const MAX_REFUSED_ROWS = 5;

const queue = [];
let carrying = false;

// Whether files of a task are on their way.
export const busy = (key) => queue.some((sending) => sending.key === key);

class FileField {
  constructor(element) {
    const task = element.closest("[data-task]");
    this.element = element;
    this.task = task.dataset.task;
    this.path = task.dataset.path;
    this.list = element.querySelector("[data-files]");
    this.refused = element.querySelector("[data-refused]");
    this.message = element.querySelector("[data-said]");
    this.offer = element.querySelector("[data-offer]");
    this.full = element.querySelector("[data-full]");
    this.inputs = [...this.offer.querySelectorAll("input")];
    for (const input of this.inputs) input.addEventListener("change", () => this.chosen(input));
    for (const list of [this.list, this.refused]) list.addEventListener("click", (event) => this.pressed(event));
    for (const row of [...this.list.children]) if (row.dataset.state === "rejected") this.refused.append(row);
    element.addEventListener("dragover", (event) => this.over(event));
    element.addEventListener("dragleave", (event) => element.contains(event.relatedTarget) || this.light(false));
    element.addEventListener("drop", (event) => this.dropped(event));
    this.count();
  }

  rows(states) {
    return [...this.list.children].filter((row) => states.includes(row.dataset.state));
  }

  get room() {
    return Number(this.offer.dataset.max) - this.list.children.length;
  }

  // The control invites only as long as there is room.
  count() {
    const isFull = this.room <= 0;
    const hadFocus = this.offer.contains(document.activeElement);
    this.offer.hidden = isFull;
    this.full.hidden = !isFull;
    this.refused.hidden = this.refused.children.length === 0;
    if (isFull && hadFocus) this.list.querySelector("button:not([hidden])")?.focus();
    document.dispatchEvent(new CustomEvent("vestibule:changed"));
  }

  chosen(input) {
    // A copy: the list of the input is emptied, so that the same file can be chosen again.
    const files = [...input.files];
    input.value = "";
    this.take(files);
  }

  over(event) {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = this.room > 0 ? "copy" : "none";
    this.light(this.room > 0);
  }

  light(isOn) {
    this.element.classList.toggle("over", isOn);
  }

  dropped(event) {
    event.preventDefault();
    this.light(false);
    const items = [...event.dataTransfer.items].slice(0, MAX_REFUSED_ROWS + this.room);
    if (items.some((item) => item.webkitGetAsEntry?.()?.isDirectory)) return this.refuseAll("files-folder");
    return this.take([...event.dataTransfer.files]);
  }

  // As many as there is room for; of the others, one sentence says how many they were.
  take(files) {
    this.refused.replaceChildren(...[...this.refused.children].filter((row) => row.dataset.upload));
    clear(this.element);
    const right = [];
    const wrong = [];
    for (const file of files) {
      const word = this.refusal(file);
      if (word) wrong.push([file, word]);
      else right.push(file);
    }
    const room = Math.max(this.room, 0);
    for (const [file, word] of wrong.slice(0, MAX_REFUSED_ROWS)) this.refuse(file, word);
    for (const file of right.slice(0, room)) this.add(file);
    if (wrong.length > MAX_REFUSED_ROWS) this.refuseAll("files-refused", wrong.length - MAX_REFUSED_ROWS);
    if (right.length > room) this.refuseAll("files-left", right.length - room);
    this.count();
    next();
  }

  // What the portal would refuse is said before a byte is sent.
  refusal(file) {
    const { maxBytes, types } = this.offer.dataset;
    if (cleaned(file.name) === "") return "file-name";
    if (file.size === 0) return "file-empty";
    if (file.size > Number(maxBytes)) return "file-too-large";
    return types && !types.split(", ").includes(ending(cleaned(file.name))) ? "file-type" : null;
  }

  refuse(file, word) {
    const row = rowFor(cleaned(file.name) || "?", file.size);
    this.refused.append(row);
    this.say(row, word, { wrong: true });
  }

  refuseAll(word, count) {
    const row = rowFor(say("files-several"), 0);
    row.querySelector(".file-size").textContent = "";
    this.refused.append(row);
    this.refused.hidden = false;
    const words = say(word, { count, max: this.offer.dataset.max });
    row.querySelector(".file-state").textContent = words;
    row.classList.add("wrong");
    row.querySelector(".cancel").hidden = true;
    this.announce(words);
  }

  add(file) {
    const name = cleaned(file.name);
    const row = rowFor(name, file.size);
    this.list.append(row);
    const { task, path } = this;
    row.sending = { file, name, row, owner: this, key: task, task, path, field: this.element.dataset.field };
    this.say(row, "file-waiting");
    queue.push(row.sending);
  }

  // Steps are also said aloud, percents are not.
  say(row, word, how = {}) {
    const state = show(row, word, { types: this.offer.dataset.types, ...how });
    if (how.percent === undefined) this.announce(say("about", { name: nameOf(row), state }));
  }

  announce(words) {
    this.message.textContent = words;
  }

  pressed(event) {
    const row = event.target.closest(".file");
    if (event.target.closest(".again")) {
      row.sending.tries = 0;
      this.say(row, "file-waiting");
      queue.push(row.sending);
      this.count();
      next();
    } else if (event.target.closest(".cancel, .remove")) {
      event.preventDefault();
      this.remove(row);
    }
  }

  async remove(row) {
    const { sending } = row;
    const name = nameOf(row);
    const id = row.dataset.upload;
    if (sending) {
      // Gone at once; its place is given back behind the guest's back, by the sending itself where it is on its way.
      const isOnItsWay = carrying && queue[0] === sending;
      cancel(sending);
      leave(sending);
      if (!isOnItsWay) forget(sending);
    } else if (id) {
      const answer = await ask(`${this.path}/uploads/${id}/remove`, {});
      // One that is gone already is removed as well.
      if (answer.status !== 200 && answer.status !== 303 && answer.status !== 404) {
        return this.say(row, "file-refused", { why: reason(answer, this.task), wrong: true });
      }
    }
    row.remove();
    this.announce(say("file-removed", { name }));
    this.count();
    return this.inputs[0].focus();
  }

  // A file that the portal holds has come to another state.
  shift(row, { state, misnamed }) {
    if (row.dataset.state === state) return;
    row.dataset.state = state;
    this.say(row, STATES[state] ?? "file-checking", {
      misnamed,
      wrong: state === "rejected" || state === "expected",
    });
    const download = row.querySelector(".download");
    if (download) download.hidden = state !== "clean" || !download.hasAttribute("formaction");
    if (state === "rejected") this.refused.append(row);
    this.count();
    if (MOVING.includes(state)) look();
  }
}

function leave(sending) {
  const at = queue.indexOf(sending);
  if (at >= 0) queue.splice(at, 1);
}

// One at a time: a slow line carries one file sooner than three.
async function next() {
  if (carrying || queue.length === 0) return;
  carrying = true;
  const [sending] = queue;
  const { owner, row } = sending;
  const report = (word, percent) => !sending.cancelled && owner.say(row, word, { percent });
  try {
    const settled = await carry(sending, report, () => queue.length > 1);
    leave(sending);
    const isReadable = "download" in owner.offer.dataset;
    held(row, { id: sending.ticket.id, sha256: sending.sha256, path: sending.path, isReadable });
    owner.shift(row, settled);
  } catch (stopped) {
    leave(sending);
    if (sending.cancelled) await forget(sending);
    else if (stopped.later) queue.push(sending);
    else await stop(sending, stopped);
    if (stopped.later) report("file-waiting");
  }
  carrying = false;
  next();
}

// A file that cannot be sent: it stays where it is if another try may help, and else counts no longer.
async function stop(sending, { word = "file-failed", why = null, again = false }) {
  const { owner, row } = sending;
  owner.say(row, word, { wrong: true, again, why });
  if (!again && !why) {
    await forget(sending);
    owner.refused.append(row);
  }
  owner.count();
}

const fields = [...document.querySelectorAll("[data-field]:has([data-offer])")].map((element) => new FileField(element));
const rows = (states) => fields.flatMap((field) => field.rows(states).map((row) => [field, row]));

let looking = false;

// Asks how files are that are being checked or stored, ever less often, until none is. Storing that was cut short goes
// on when it is asked for again.
async function look() {
  if (looking) return;
  looking = true;
  for (let tries = 0; rows(MOVING).length > 0; tries += 1) {
    await pause(POLL_SECONDS[Math.min(tries, POLL_SECONDS.length - 1)]);
    await settleAll(["cleared", "releasing"]);
    if (rows(["scanning"]).length === 0) continue;
    const { status, body } = await ask(`/p/${share}`, undefined, { method: "GET" });
    if (status !== 200 && !isPassing(status)) break;
    const uploads = new Map((body.tasks ?? []).flatMap((t) => t.uploads ?? []).map((u) => [u.id, u]));
    for (const [field, row] of rows(["scanning"])) {
      const upload = uploads.get(row.dataset.upload);
      if (upload) field.shift(row, upload);
    }
  }
  looking = false;
}

async function settleAll(states) {
  for (const [field, row] of rows(states)) {
    const { status, body } = await ask(`${field.path}/uploads/${row.dataset.upload}/settle`, {});
    if (status === 200) field.shift(row, body);
    else if (body.code === "rejected") field.shift(row, { state: "rejected" });
    // Not asked about again.
    else if (!isPassing(status) && row.dataset.state !== "expected") row.dataset.state = "unknown";
  }
}

// What arrived just before the page was closed is settled now; what did not stays as it is.
settleAll(["expected", "cleared", "releasing"]).then(look);

// A file that misses the field would replace the page.
for (const name of ["dragover", "drop"]) {
  document.addEventListener(name, (event) => event.dataTransfer?.types.includes("Files") && event.preventDefault());
}
addEventListener("beforeunload", (event) => {
  if (queue.length > 0) event.preventDefault();
});
