// What stands in the controls of one field, as the portal keeps it: text, true or false, a list, or null.

import { meant, say, written } from "./words.js";

const inputs = (field) => [...field.querySelectorAll("input, textarea")];
const ticked = (field, initial) => inputs(field).filter((i) => (initial ? i.defaultChecked : i.checked));

function typed(field, initial) {
  const [input] = inputs(field);
  return (initial ? input.defaultValue : input.value).replaceAll("\r\n", "\n");
}

const KINDS = {
  text: { read: (field, initial) => typed(field, initial) || null, write: writeText },
  number: { read: (field, initial) => meant(typed(field, initial)) || null, write: writeText },
  choice: { read: (field, initial) => ticked(field, initial)[0]?.value || null, write: writeTicks },
  picked: { read: (field, initial) => ticked(field, initial).map((i) => i.value).sort(), write: writeTicks },
  tick: { read: (field, initial) => ticked(field, initial).length > 0, write: writeTicks },
};

function writeText(field, answer) {
  const [input] = inputs(field);
  input.value = field.dataset.kind === "number" ? written(answer ?? "") : (answer ?? "");
}

function writeTicks(field, answer) {
  for (const input of inputs(field)) {
    input.checked = answer === true || (Array.isArray(answer) ? answer.includes(input.value) : (answer ?? "") === input.value);
  }
}

export const isFilled = (field) => field.dataset.kind in KINDS;
// `initial`: as the page came from the portal.
export const read = (field, initial = false) => KINDS[field.dataset.kind].read(field, initial);
export const write = (field, answer) => KINDS[field.dataset.kind].write(field, answer);

// An answer in the words of the page.
export function shown(field, answer) {
  const label = (value) => inputs(field).find((i) => i.value === value)?.closest("label")?.textContent.trim() ?? value;
  if (answer === true) return "✓";
  if (Array.isArray(answer) && answer.length > 0) return answer.map(label).join(", ");
  if (answer === null || answer === undefined || answer === false || answer.length === 0) return say("empty");
  return field.dataset.kind === "choice" ? label(answer) : written(answer);
}
