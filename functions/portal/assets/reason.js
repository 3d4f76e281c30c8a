// Why the portal did not do what was asked, in words, and the way on: one place for all scripts of the page.

import { isPassing, share } from "./api.js";
import { clock, say } from "./words.js";

const GONE = { revoked: "gone-revoked", expired: "gone-expired", exhausted: "gone-exhausted", completed: "gone-completed" };

// `over`: no other try from this page can succeed. `way` names the link that leads on to `href`.
export function reason({ status, body }, task) {
  if (status === 0) return { word: "not-sent" };
  if (status === 429 && body.at) return { word: "used-up", values: { time: clock(new Date(body.at)) } };
  if (isPassing(status)) return { word: "failed" };
  const page = task ? `/p/${share}?cursor=${task}#task-${task}` : `/p/${share}`;
  const here = { way: "way-look", href: page, over: true };
  if (status === 410) return { word: GONE[body.reason] ?? "gone-revoked", ...here, way: "way-why" };
  if (status === 409 && body.code === "task_done") {
    return { word: "task-done", values: { time: clock(new Date(body.completed_at)) }, ...here };
  }
  if (status === 409 && body.code === "being_decided") {
    return { word: "decided", values: { name: body.by, time: clock(new Date(body.at)) }, ...here };
  }
  if (status === 409 && body.code === "too_many") return { word: "too-many" };
  if (status === 401 || status === 403 || status === 404) return { word: "ended", over: true };
  return { word: "changed", ...here };
}

// Says it in an element of the page, with the link that leads on.
export function tell(element, { word, values, way, href }) {
  element.textContent = say(word, values);
  if (!way) return;
  const link = document.createElement("a");
  link.href = href;
  link.textContent = say(way);
  // The same page with another fragment would not be loaded again.
  link.addEventListener("click", (event) => {
    event.preventDefault();
    location.href = href;
    if (new URL(href, location.href).pathname === location.pathname) location.reload();
  });
  element.append(" ", link);
}
