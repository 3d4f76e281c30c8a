// Sends a task from the page that shows it as a whole: once, and then to the receipt; or says why not.

import { ask } from "./api.js";
import { reason, tell } from "./reason.js";

async function send(form) {
  const answer = await ask(form.action, { basis: form.elements.basis.value });
  if (answer.status === 200) location.assign(form.dataset.receipt);
  // What is missing by now is said by the page itself.
  else if (answer.status === 422) location.reload();
  // Somebody else, or the host, has changed something: it is looked at again.
  else if (answer.status === 412) location.search = `?check=${form.dataset.task}&changed=true`;
  else return reason(answer, form.dataset.task);
  return null;
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
    tell(message, { word: "sending" });
    const told = await send(form);
    if (!told) return; // Another page is being loaded.
    tell(message, told);
    button.removeAttribute("aria-disabled");
    sending = false;
  });
}

document.querySelector("[data-problem]")?.focus();
