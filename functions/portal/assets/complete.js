// "Check and send": saves what is typed and shows what is missing; then leads to the page with everything as it will be
// sent. A decision is sent with the page itself: what it lacks, the portal says.

import { share } from "./api.js";
import { isWaiting } from "./comments.js";
import { flush, flushAll } from "./drafts.js";
import { summarise } from "./flaws.js";
import { lacking } from "./lacking.js";
import { tell } from "./reason.js";
import { busy } from "./uploads.js";

// Why the task cannot be checked yet; null: it can.
async function hindrance(task, isDecision) {
  if (isWaiting(task.dataset.task)) return {};
  const unsaved = await flush(task.dataset.task);
  if (unsaved?.word === "conflict") task.querySelector(".conflict button")?.focus();
  if (unsaved && unsaved.word !== "unfit") return unsaved;
  // What is on its way is not asked for once more.
  if (busy(task.dataset.task)) return { word: "uploading" };
  const wrong = isDecision ? [] : lacking(task);
  if (wrong.length > 0) {
    summarise(task, wrong);
    return { word: "incomplete" };
  }
  return isDecision ? null : unsaved;
}

for (const button of document.querySelectorAll("button[data-check]")) {
  const task = button.closest("[data-task]");
  const message = task.querySelector(".send [data-said]");
  let checking = false;
  button.addEventListener("click", async (event) => {
    event.preventDefault();
    if (checking) return;
    const to = button.dataset.check;
    checking = true;
    button.setAttribute("aria-disabled", "true");
    tell(message, { word: "sending" });
    const hindered = await hindrance(task, !to);
    if (hindered?.word) tell(message, hindered);
    else message.textContent = "";
    if (!hindered) {
      await flushAll();
      if (to) location.assign(to);
      else button.form.requestSubmit(button);
    }
    button.removeAttribute("aria-disabled");
    checking = false;
  });
}

// Another page of tasks, or the same in another language, where a number means something else: all is saved before.
for (const button of document.querySelectorAll("button[data-to]")) {
  button.addEventListener("click", async (event) => {
    event.preventDefault();
    await flushAll();
    location.assign(button.dataset.to);
  });
}

// The page that answered a form takes its place: Back and reload ask for it anew, and send nothing again.
const task = location.pathname.split("/")[4];
if (task) history.replaceState(null, "", `/p/${share}?cursor=${task}`);

// A page that the server has marked: the summary takes the focus, also when the address names the task.
if (!location.hash.startsWith("#f:")) document.querySelector("[data-problem]:not([hidden])")?.focus();
