// What a task lacks, as far as the page can tell: the portal has the last word.

import { coming, missing } from "./answers.js";
import { isMarked } from "./flaws.js";

export function lacking(task) {
  return [...task.querySelectorAll("[data-field]")].flatMap((field) => {
    const gone = missing(field);
    const code = gone ?? (isMarked(field) ? field.querySelector("[data-error]").dataset.code : null);
    return code ? [{ pointer: `/answers/${field.dataset.field}`, code, isMissing: Boolean(gone), isComing: coming(field) > 0 }] : [];
  });
}

export const filesComing = (task) => [...task.querySelectorAll("[data-field]")].reduce((sum, field) => sum + coming(field), 0);
