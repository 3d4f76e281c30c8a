// Completes a task: saves what is typed, sends once, shows what is missing, goes to the receipt.

import { ask, isEnded, isPassing } from "./api.js";
import { flush } from "./drafts.js";
import { settle, summarise } from "./flaws.js";
import { busy } from "./uploads.js";
import { say } from "./words.js";

async function complete(form) {
  const task = form.closest("[data-task]");
  if (busy(task.dataset.task)) return "uploading";
  if (!(await flush(task.dataset.task))) return "unsaved";
  const { status, body } = await ask(form.action, {});
  if (status === 200) {
    settle(task);
    location.assign(form.dataset.receipt);
    return null;
  }
  if (status === 422) {
    summarise(task, body.errors ?? []);
    return "incomplete";
  }
  if (status === 0) return "not-sent";
  if (isPassing(status)) return "failed";
  return status === 410 ? "dead" : isEnded(status) ? "ended" : "refused";
}

for (const form of document.querySelectorAll("form[data-complete]")) {
  const button = form.querySelector("button");
  const message = form.querySelector("[data-said]");
  let sending = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (sending) return;
    sending = true;
    button.setAttribute("aria-disabled", "true");
    message.textContent = say("sending");
    const word = await complete(form);
    if (word === null) return; // The receipt is being loaded.
    message.textContent = say(word);
    button.removeAttribute("aria-disabled");
    sending = false;
  });
}

// After sending without a script: the summary takes the focus, also when the address names the task.
document.querySelector("[data-problem]:not([hidden])")?.focus();
