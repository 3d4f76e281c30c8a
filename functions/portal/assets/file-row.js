// One file in the list of its field: its name, size and hash, how far it is, and what can be done with it.

import { maxSize } from "./api.js";
import { tell } from "./reason.js";
import { say, size } from "./words.js";

const template = document.getElementById("file-row").content;

// A new row for a file that was chosen.
export function rowFor(name, bytes) {
  const row = template.firstElementChild.cloneNode(true);
  const [shown, ...unseen] = row.querySelectorAll(".file-name");
  shown.textContent = name;
  for (const element of unseen) element.textContent = `: ${name}`;
  row.querySelector(".file-size").textContent = size(bytes);
  return row;
}

export const nameOf = (row) => row.querySelector(".file-name").textContent;

// What a row says, and which of its buttons there are. `percent` moves the bar; `misnamed` is what the file is, where its
// name says something else.
export function show(row, word, { percent, types, why, misnamed, again = false, wrong = false } = {}) {
  const state = row.querySelector(".file-state");
  const content = misnamed ? ` · ${say("file-misnamed", { kind: misnamed.toUpperCase() })}` : "";
  const words = say(word, { percent, size: maxSize, types }) + content;
  if (why) tell(state, why);
  else state.textContent = words;
  row.classList.toggle("wrong", wrong);
  state.classList.toggle("warning", Boolean(misnamed));
  const bar = row.querySelector("progress");
  if (bar) {
    bar.hidden = percent === undefined;
    bar.value = percent ?? 0;
    bar.setAttribute("aria-label", nameOf(row));
  }
  const button = (name, isThere) => {
    const found = row.querySelector(`.${name}`);
    if (found) found.hidden = !isThere;
  };
  button("again", again);
  button("cancel", Boolean(row.sending) && !wrong);
  button("remove", !row.sending || wrong);
  return why ? say(why.word, why.values) : words;
}

// The row of a file that the portal holds: what it is known by, and the way to fetch it.
export function held(row, { id, sha256, path, isReadable }) {
  row.dataset.upload = id;
  row.sending = null;
  const hash = row.querySelector(".file-hash");
  if (hash && sha256) {
    const code = hash.querySelector("code");
    code.textContent = `${sha256.slice(0, 12)}…`;
    code.title = sha256;
    hash.hidden = false;
  }
  const download = row.querySelector(".download");
  if (!download || !isReadable) return;
  download.setAttribute("form", "files");
  download.setAttribute("formaction", `${path}/files/${id}/download`);
}
