// Adds comments in place, each once however often it is sent, and keeps one that could not be sent.

import { ask } from "./api.js";
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

class Comments {
  constructor(form) {
    this.form = form;
    this.box = form.querySelector("textarea");
    this.error = form.querySelector("[data-error]");
    this.message = form.querySelector("[data-said]");
    this.list = form.parentElement.querySelector("[data-comment-list]");
    this.task = form.closest("[data-task]").dataset.task;
    this.key = `comment ${this.task}`;
    this.box.required = false;
    this.box.value ||= get(this.key) ?? "";
    this.box.addEventListener("input", () => this.typed());
    form.addEventListener("submit", (event) => {
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
    const { status, body } = await ask(this.form.action, { id: this.id, text });
    this.sending = false;
    if (status === 201) return this.added(text);
    if (status === 422) {
      this.message.textContent = "";
      return this.refuse(say("comment-large"));
    }
    return tell(this.message, reason({ status, body }, this.task));
  }

  added(text) {
    const item = document.createElement("li");
    const by = document.createElement("p");
    by.className = "by";
    const author = document.createElement("bdi");
    author.textContent = document.getElementById("portal").dataset.guest;
    by.append(author, `, ${say("now")}`);
    item.append(by);
    for (const part of text.split(/\n\s*\n/)) {
      const paragraph = document.createElement("p");
      paragraph.className = "typed";
      paragraph.dir = "auto";
      paragraph.textContent = part;
      item.append(paragraph);
    }
    this.list.append(item);
    this.box.value = "";
    this.id = null;
    drop(this.key);
    this.message.textContent = say("commented");
  }
}

for (const form of document.querySelectorAll("form[data-comments]")) new Comments(form);
