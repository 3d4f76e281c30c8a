// Errors beside fields, in the words that the page carries for each of them, and the summary on top, which grows
// shorter as fields are corrected. While it stands, the title of the page says so.

import { say } from "./words.js";

const title = document.getElementById("portal").dataset.title;

const control = (field) => field.querySelector("input, textarea");
// The line of the summary that leads to a field.
function named(field) {
  const id = CSS.escape(control(field)?.id ?? "");
  return field.closest("[data-task]")?.querySelector(`[data-problem] a[href="#${id}"]`);
}

export const isMarked = (field) => field.classList.contains("wrong");

export function mark(field, code) {
  const template = field.querySelector("template[data-flaws]");
  const known = [...(template?.content.children ?? [])];
  const words = known.find((e) => e.dataset.code === code) ?? known.find((e) => e.dataset.code === "wrong_shape");
  const error = field.querySelector("[data-error]");
  error.textContent = words?.textContent ?? "";
  error.dataset.code = code;
  error.hidden = false;
  field.classList.add("wrong");
  control(field)?.setAttribute("aria-invalid", "true");
  const link = named(field);
  if (link) link.textContent = error.textContent;
}

export function clear(field) {
  const error = field.querySelector("[data-error]");
  if (!error || error.hidden) return;
  error.hidden = true;
  field.classList.remove("wrong");
  control(field)?.removeAttribute("aria-invalid");
  const summary = field.closest("[data-task]")?.querySelector("[data-problem]");
  named(field)?.closest("li").remove();
  if (summary && summary.querySelectorAll("li").length === 0) summary.hidden = true;
  entitle();
}

// Marks every field that a problem names and leads to them from the summary, which takes the focus.
export function summarise(task, errors) {
  const summary = task.querySelector("[data-problem]");
  const list = summary.querySelector("ul");
  for (const field of task.querySelectorAll("[data-field]")) clear(field);
  list.replaceChildren();
  for (const { pointer, code } of errors) {
    const field = task.querySelector(`[data-field="${CSS.escape(pointer.replace("/answers/", ""))}"]`);
    if (!field) continue;
    mark(field, code);
    const link = document.createElement("a");
    link.href = `#${control(field)?.id ?? ""}`;
    link.textContent = field.querySelector("[data-error]").textContent;
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  summary.hidden = list.children.length === 0;
  entitle();
  if (!summary.hidden) summary.focus();
}

function entitle() {
  const wrong = document.querySelector("[data-problem]:not([hidden])");
  document.title = wrong ? say("error-title", { title }).replace(/[\u2068\u2069]/g, "") : title;
}
