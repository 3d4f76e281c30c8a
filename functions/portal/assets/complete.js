// "Check and send": saves what is typed and shows what is missing; then leads to the page with everything as it will be
// sent.

import { missing } from "./answers.js";
import { flush } from "./drafts.js";
import { isMarked, summarise } from "./flaws.js";
import { tell } from "./reason.js";
import { busy } from "./uploads.js";

// Why the task cannot be checked yet; null: it can.
async function hindrance(task) {
  const unsaved = await flush(task.dataset.task);
  if (unsaved && unsaved.word !== "unfit") return unsaved;
  const lacking = [...task.querySelectorAll("[data-field]")].flatMap((field) => {
    const code = missing(field) ?? (isMarked(field) ? field.querySelector("[data-error]").dataset.code : null);
    return code ? [{ pointer: `/answers/${field.dataset.field}`, code }] : [];
  });
  if (lacking.length > 0) {
    summarise(task, lacking);
    return { word: "incomplete" };
  }
  return unsaved ?? (busy(task.dataset.task) ? { word: "uploading" } : null);
}

for (const button of document.querySelectorAll("button[data-check]")) {
  const task = button.closest("[data-task]");
  const message = task.querySelector(".send [data-said]");
  let checking = false;
  button.addEventListener("click", async (event) => {
    event.preventDefault();
    if (checking) return;
    checking = true;
    button.setAttribute("aria-disabled", "true");
    tell(message, { word: "sending" });
    const hindered = await hindrance(task);
    if (hindered) tell(message, hindered);
    else location.assign(button.dataset.check);
    button.removeAttribute("aria-disabled");
    checking = false;
  });
}

// A page that the server has marked: the summary takes the focus, also when the address names the task.
if (!location.hash.startsWith("#f:")) document.querySelector("[data-problem]:not([hidden])")?.focus();
