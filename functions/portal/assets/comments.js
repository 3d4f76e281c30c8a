// Adds comments in place, each once however often it is sent, and keeps one that could not be sent.

import { ask, fetched, share } from "./api.js";
import { count, isBlank } from "./characters.js";
import { reason, tell } from "./reason.js";
import { drop, get, put } from "./storage.js";
import { say } from "./words.js";

const MAX_CHARACTERS = 2000;
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

// 128 random bits in 22 base62 digits, as the portal writes its ids.
function identifier() {
  let number = crypto.getRandomValues(new Uint32Array(4)).reduce((sum, part) => (sum << 32n) + BigInt(part), 0n);
  let digits = "";
  for (let place = 0; place < 22; place += 1) {
    digits = DIGITS[Number(number % 62n)] + digits;
    number /= 62n;
  }
  return `cmt_${digits}`;
}

const all = new Map();

class Comments {
  constructor(section) {
    const { task, path } = section.closest("[data-task]").dataset;
    this.box = section.querySelector("textarea");
    this.error = section.querySelector("[data-error]");
    this.message = section.querySelector("[data-said]");
    this.list = section.parentElement.querySelector("[data-comment-list]");
    this.task = task;
    this.path = `${path}/comments`;
    this.key = `comment ${task}`;
    all.set(task, this);
    this.box.value ||= get(this.key) ?? "";
    this.box.addEventListener("input", () => this.typed());
    section.querySelector("button").addEventListener("click", (event) => {
      event.preventDefault();
      this.send();
    });
  }

  typed() {
    this.refuse("");
    // Another text is another comment.
    this.id = null;
    if (this.box.value) put(this.key, this.box.value);
    else drop(this.key);
  }

  refuse(words) {
    this.error.textContent = words;
    this.error.hidden = !words;
    this.box.toggleAttribute("aria-invalid", Boolean(words));
  }

  async send() {
    const text = this.box.value.trim();
    if (this.sending) return;
    if (isBlank(text)) return this.refuse(say("comment-empty"));
    if (count(text) > MAX_CHARACTERS) return this.refuse(say("comment-long", { max: MAX_CHARACTERS }));
    this.sending = true;
    this.id ??= identifier();
    this.message.textContent = say("sending");
    const { status, body } = await ask(this.path, { id: this.id, text });
    this.sending = false;
    if (status === 201) return this.added();
    if (status === 422) {
      this.message.textContent = "";
      return this.refuse(say("comment-large"));
    }
    return tell(this.message, reason({ status, body }, this.task));
  }

  // It is shown as the portal keeps it, with what others wrote in the meantime.
  async added() {
    this.box.value = "";
    this.typed();
    this.message.textContent = say("commented");
    const page = await fetched(`/p/${share}?cursor=${this.task}`);
    const list = page?.getElementById(`task-${this.task}`)?.querySelector("[data-comment-list]");
    if (list) this.list.replaceChildren(...list.children);
  }
}

// Whether a comment of a task is typed and not added. Says so where it stands.
export function isWaiting(task) {
  const comments = all.get(task);
  if (!comments || isBlank(comments.box.value)) return false;
  comments.refuse(say("comment-waiting"));
  comments.box.focus();
  comments.error.scrollIntoView({ block: "nearest" });
  return true;
}

for (const section of document.querySelectorAll("[data-comments]")) new Comments(section);
