// The work of a thread of its own: hashes a file part by part and tells how far it is.

import { Sha256 } from "./sha256.js";

const PART_BYTES = 4 * 1024 * 1024;

addEventListener("message", async ({ data: file }) => {
  try {
    const hash = new Sha256();
    for (let at = 0; at < file.size; at += PART_BYTES) {
      hash.update(new Uint8Array(await file.slice(at, at + PART_BYTES).arrayBuffer()));
      postMessage({ percent: Math.floor((100 * Math.min(at + PART_BYTES, file.size)) / file.size) });
    }
    postMessage({ sha256: hash.end() });
  } catch {
    postMessage({ unreadable: true });
  }
});
