// Keeps the line on top true while the guest works: how many answers are missing, and when it was saved.

import { lacking } from "./lacking.js";
import { say } from "./words.js";

const line = document.querySelector("[data-missing-answers]");
const saved = document.querySelector("[data-saved-at]");
const tasks = document.querySelectorAll(".task.open");

function count() {
  const all = [...tasks].reduce((sum, task) => sum + lacking(task).length, 0);
  const word = all === 0 ? "missing-none" : all === 1 ? "missing-one" : "missing-many";
  line.textContent = say(word, { count: all });
}

document.addEventListener("vestibule:changed", ({ detail }) => {
  if (line) count();
  if (saved && detail) saved.textContent = ` · ${detail}`;
});
document.addEventListener("focusout", () => line && count());
if (line) count();
