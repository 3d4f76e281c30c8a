// Until a decision is sent, this browser keeps it as it was typed, for this cycle of its task, or for its document.

import { drop, get, put } from "./storage.js";

for (const part of document.querySelectorAll("[data-task]:not(.comments), [data-decision]")) {
  const key = `decision ${part.dataset.decision ?? part.dataset.task}`;
  const cycle = part.querySelector("[data-cycle]")?.dataset.cycle;
  if (!cycle) {
    drop(key);
    continue;
  }
  const choice = (which) => part.querySelector(`[name^="decision:"]${which}`);
  const comment = part.querySelector('[name^="reason:"]');
  const [of, chosen, reason] = get(key) ?? [];
  if (of === cycle) {
    // What the portal brought back was typed later.
    if (!choice(":checked")) choice(`[value="${chosen}"]`)?.toggleAttribute("checked", true);
    comment.value ||= reason;
  }
  part.addEventListener("input", () => put(key, [cycle, choice(":checked")?.value, comment.value]));
}
