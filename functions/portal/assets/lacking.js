// What a task lacks, as far as the page can tell: the portal has the last word.

import { missing } from "./answers.js";
import { isMarked } from "./flaws.js";

export function lacking(task) {
  return [...task.querySelectorAll("[data-field]")].flatMap((field) => {
    const gone = missing(field);
    const code = gone ?? (isMarked(field) ? field.querySelector("[data-error]")?.dataset.code : null);
    return code ? [{ pointer: `/answers/${field.dataset.field}`, code, isMissing: Boolean(gone) }] : [];
  });
}
