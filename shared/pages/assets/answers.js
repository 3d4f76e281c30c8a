// What stands in the controls of one field, as it is kept: text, true or false, a list, or null. `data-kind` says how
// the controls of a field are read and written; a kind of field that fits one of these needs no script.

import { isBlank } from "./characters.js";
import { say, written } from "./words.js";

const inputs = (field) => [...field.querySelectorAll("input, textarea")];
const ticked = (field, initial) => inputs(field).filter((i) => (initial ? i.defaultChecked : i.checked));
const label = (field, value) => inputs(field).find((i) => i.value === value)?.closest("label")?.textContent.trim() ?? value;

function typed(field, initial) {
  const [input] = inputs(field);
  return (initial ? input.defaultValue : input.value).replaceAll("\r\n", "\n");
}

// A control for days empties itself for what it cannot show. Then it becomes one for any text.
function type(field, text) {
  const [input] = inputs(field);
  input.value = text;
  if (input.value === text || input.type !== "date") return;
  input.type = "text";
  input.value = text;
}

function tick(field, isTicked) {
  for (const input of inputs(field)) input.checked = isTicked(input.value);
}

// `blank` is what no answer is read as; `typed` is an answer that the portal keeps as somebody would type it here; `worded`
// says one that is a text in the words of the page. How a number is meant, the portal alone decides.
const KINDS = {
  text: {
    blank: null,
    read: (field, initial) => typed(field, initial) || null,
    write: (field, answer) => type(field, answer ?? ""),
    worded: (_, text) => text,
  },
  number: {
    blank: null,
    read: (field, initial) => typed(field, initial) || null,
    write: (field, answer) => type(field, answer ?? ""),
    typed: written,
    worded: (_, text) => written(text),
  },
  choice: {
    blank: null,
    read: (field, initial) => ticked(field, initial)[0]?.value || null,
    write: (field, answer) => tick(field, (value) => value === (answer ?? "")),
    worded: label,
  },
  picked: {
    blank: [],
    read: (field, initial) => ticked(field, initial).map((i) => i.value).sort(),
    write: (field, answer) => tick(field, (value) => Array.isArray(answer) && answer.includes(value)),
    worded: (_, text) => text,
  },
  tick: {
    blank: false,
    read: (field, initial) => ticked(field, initial).length > 0,
    write: (field, answer) => tick(field, () => answer === true),
    worded: (_, text) => text,
  },
};

const kind = (field) => KINDS[field.dataset.kind];

export const isFilled = (field) => field.dataset.kind in KINDS;
// A control holds something that it does not tell, such as a date of which only the day was typed. Its value is empty
// then, and means nothing.
export const isHalfTyped = (field) => inputs(field).some((input) => input.validity.badInput);
// `initial`: as the page came from the server.
export const read = (field, initial = false) => kind(field).read(field, initial);
export const write = (field, answer) => kind(field).write(field, answer);
// An answer from the server as `read` would give it, once it is written.
export const asRead = (field, answer) => (answer === null || answer === undefined ? kind(field).blank : kind(field).typed?.(answer) ?? answer);
// How the portal read it, where it can be meant in two ways.
export function tellReading(field, words = "") {
  const line = field.querySelector("[data-reading]");
  if (line && line.textContent !== words) line.textContent = words;
}

const files = (element, which) => element.querySelectorAll(`[data-files] > ${which}`).length;
// How many files of a field, or of the page, are on their way or being checked. One that failed counts as little as one
// that was announced before the page was loaded.
export const coming = (element) => files(element, ':not(.wrong, [data-state="clean"], [data-state="expected"])');

// The code of what a field lacks that has to be answered; null: nothing. The portal judges the rest.
export function missing(field) {
  const code = field.dataset.missing;
  if (field.dataset.kind === "file") {
    const count = files(field, '[data-state]:not([data-state="expected"])');
    return count === 0 ? code ?? null : count < Number(field.dataset.least) ? "too_few_files" : null;
  }
  if (!code || isHalfTyped(field)) return null;
  if (code === "unticked") return inputs(field).every((i) => i.checked) ? null : code;
  return isMissing(read(field)) ? code : null;
}

function isMissing(answer) {
  if (typeof answer === "string") return isBlank(answer);
  return answer === null || answer === false || answer.length === 0;
}

export function shown(field, answer) {
  if (answer === null || answer === undefined || answer === false || answer.length === 0) return say("empty");
  if (answer === true) return "✓";
  // Of the kind that the field had when it was answered.
  if (Array.isArray(answer)) return answer.map((value) => label(field, value)).join(", ");
  return kind(field).worded(field, answer);
}
