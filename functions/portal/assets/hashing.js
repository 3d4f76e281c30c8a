// The work of a thread of its own: hashes a file part by part and tells how far it is.

import { Sha256 } from "./sha256.js";

const STEP_BYTES = 4 * 1024 * 1024;

async function digest(file) {
  const hash = new Sha256();
  const reader = file.stream().getReader();
  let read = 0;
  for (let told = 0; ;) {
    const { value, done } = await reader.read();
    if (done) break;
    hash.update(value);
    read += value.length;
    if (read - told < STEP_BYTES) continue;
    told = read;
    postMessage({ percent: Math.floor((100 * read) / Math.max(read, file.size)) });
  }
  // Chromium does not read a file that was changed since it was chosen; the others do, up to where it ends now.
  return read === file.size ? { sha256: hash.end() } : { unreadable: true };
}

addEventListener("message", async ({ data: file }) => {
  try {
    postMessage(await digest(file));
  } catch {
    postMessage({ unreadable: true });
  }
});
