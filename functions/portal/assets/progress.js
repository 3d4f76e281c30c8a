// Keeps the line on top true while the guest works: how many answers are missing or wrong, and when it was saved.

import { coming } from "./answers.js";
import { lacking } from "./lacking.js";
import { say } from "./words.js";

const line = document.querySelector("[data-missing-answers]");
const saved = document.querySelector("[data-saved-at]");
const tasks = document.querySelectorAll(".task.open");

function count() {
  const all = [...tasks].flatMap(lacking);
  const gone = all.filter((flaw) => flaw.isMissing).length;
  const wrong = all.length - gone;
  const files = coming(document);
  // What was handed back is to be put right, whatever else is there.
  const { back } = line.dataset;
  const words = back ? [back] : [];
  if (!back && gone + wrong + files === 0) words.push(say("missing-none"));
  if (gone > 0) words.push(say(gone === 1 ? "missing-one" : "missing-many", { count: gone }));
  if (wrong > 0) words.push(say("wrong", { count: wrong }));
  if (files > 0) words.push(say("coming", { count: files }));
  line.textContent = words.join(" · ");
}

document.addEventListener("vestibule:changed", ({ detail }) => {
  if (line) count();
  if (saved && detail) saved.textContent = ` · ${detail}`;
});
document.addEventListener("focusout", () => line && count());
if (line) count();
