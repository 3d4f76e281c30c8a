// How many characters are left, near the limit of a text; said once the guest pauses.

import { count } from "./characters.js";
import { say } from "./words.js";

const PAUSE_MS = 500;
// From so much of the limit on.
const NEAR = 0.8;

for (const field of document.querySelectorAll("[data-max-length]")) {
  const max = Number(field.dataset.maxLength);
  const control = field.querySelector("input, textarea");
  const told = field.querySelector("[data-count]");
  let timer;
  const tell = () => {
    const left = max - count(control.value);
    told.hidden = left > max * (1 - NEAR);
    told.classList.toggle("error", left < 0);
    const words = left < 0 ? say("count-over", { count: -left }) : say("count-left", { count: left });
    if (told.textContent !== words) told.textContent = words;
  };
  control.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(tell, PAUSE_MS);
  });
  if (control.value) tell();
}
