// Errors beside fields, in the words that the page carries for each of them, and the summary on top.

import { say } from "./words.js";

const control = (field) => field.querySelector("input, textarea");

export function label(field) {
  const element = field.querySelector("legend, label[for], label.tick > span");
  return element?.firstChild?.textContent.trim() ?? "";
}

export function mark(field, code) {
  const template = field.querySelector("template[data-flaws]");
  const known = [...(template?.content.children ?? [])];
  const words = known.find((e) => e.dataset.code === code) ?? known.find((e) => e.dataset.code === "wrong_shape");
  const error = field.querySelector("[data-error]");
  error.textContent = words?.textContent ?? "";
  error.hidden = false;
  field.classList.add("wrong");
  control(field)?.setAttribute("aria-invalid", "true");
}

export function clear(field) {
  const error = field.querySelector("[data-error]");
  if (!error || error.hidden) return;
  error.hidden = true;
  field.classList.remove("wrong");
  control(field)?.removeAttribute("aria-invalid");
}

// Marks every field that a problem names and leads to them from the summary, which takes the focus.
export function summarise(task, errors) {
  const summary = task.querySelector("[data-problem]");
  const list = summary.querySelector("ul");
  list.replaceChildren();
  for (const field of task.querySelectorAll("[data-field]")) clear(field);
  for (const { pointer, code } of errors) {
    const field = task.querySelector(`[data-field="${CSS.escape(pointer.replace("/answers/", ""))}"]`);
    if (!field) continue;
    mark(field, code);
    const link = document.createElement("a");
    link.href = `#${control(field)?.id ?? ""}`;
    link.textContent = say("about", { name: label(field), state: field.querySelector("[data-error]").textContent });
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  summary.hidden = list.children.length === 0;
  if (!summary.hidden) summary.focus();
}

export function settle(task) {
  task.querySelector("[data-problem]").hidden = true;
}
