// Fetches all files as one zip: asks for it, says how far it is, and saves it as soon as it is there.

import { ask, isPassing, pause } from "./api.js";
import { reason, tell } from "./reason.js";
import { say } from "./words.js";

const LOOK_AGAIN_SECONDS = 2;
// A line that breaks while the zip is made is tried again for about as long as a lift takes.
const MAX_BROKEN = 15;

const percent = ({ done, total }) => Math.floor((100 * done) / Math.max(total, 1));

// How far it is, in words; nothing: there is no more to wait for.
function going({ state, bytes }) {
  if (state === "waiting") return say("zip-waiting");
  if (state === "checking") return say("zip-checking", { percent: percent(bytes) });
  if (state === "building") return say("zip-building", { percent: percent(bytes) });
  return "";
}

// What there is to say instead of a zip.
function refused(answer) {
  const { status, body } = answer;
  if (status === 409 && body.code === "too_many_exports") return { word: "zip-too-many" };
  if (status === 409 || (status === 200 && body.state !== "ready")) return { word: "zip-failed" };
  return reason(answer);
}

async function built(exports, message) {
  let answer = await ask(exports, {});
  const path = `${exports}/${answer.body.id}`;
  let broken = 0;
  while (answer.status === 202 || answer.status === 200) {
    const told = going(answer.body);
    if (!told) break;
    if (message.textContent !== told) message.textContent = told;
    await pause(LOOK_AGAIN_SECONDS);
    const next = await ask(path, undefined, { method: "GET" });
    broken = isPassing(next.status) ? broken + 1 : 0;
    if (broken === 0 || broken > MAX_BROKEN) answer = next;
  }
  return { answer, path };
}

async function fetched(exports, message) {
  const { answer, path } = await built(exports, message);
  if (answer.body.state !== "ready") return refused(answer);
  const way = await ask(`${path}/download`, {});
  if (way.status !== 200) return refused(way);
  location.assign(way.body.url);
  return { word: "zip-ready" };
}

for (const form of document.querySelectorAll("form[data-zip]")) {
  const message = form.parentElement.querySelector("[data-said]");
  const button = form.querySelector("button");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.hasAttribute("aria-disabled")) return;
    button.setAttribute("aria-disabled", "true");
    message.textContent = say("zip-waiting");
    tell(message, await fetched(form.getAttribute("action"), message));
    button.removeAttribute("aria-disabled");
  });
}
