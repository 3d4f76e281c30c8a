// One file on its way: read, announced, put, settled; taken up again when the connection breaks.

import { ask, isPassing, wait } from "./api.js";

const RETRY_SECONDS = [1, 3, 8, 20, 40];
// Upload URLs are not used in the last moments of their life.
const EXPIRY_MARGIN_MS = 5_000;
const CODES = { empty_file: "file-empty", file_too_large: "file-too-large", file_type: "file-type", too_many_files: "file-too-many", taken_by_others: "file-taken" };

// Why a file could not be sent. `again`: trying once more may help.
export class Stopped extends Error {
  constructor(word, again) {
    super(word);
    this.word = word;
    this.again = again;
  }
}

// Carries a file to its field. `report(word, percent)` is called at every step. Resolves with the state of
// what arrived; rejects with `Stopped`.
export async function carry(sending, report) {
  sending.sha256 ??= await digest(sending.file, report);
  for (let tries = 0; ; tries += 1) {
    sending.ticket ??= await announce(sending);
    if (sending.cancelled) throw new Stopped("file-failed", false);
    report("file-progress", 0);
    const outcome = sending.arrived ? "there" : await put(sending, report);
    if (outcome === "there") {
      sending.arrived = true;
      report("file-settling");
      const state = await settle(sending);
      if (state) return state;
      sending.arrived = false;
    }
    if (sending.cancelled) throw new Stopped("file-failed", false);
    if (tries === RETRY_SECONDS.length) throw new Stopped("file-failed", true);
    report("file-broken");
    await wait(RETRY_SECONDS[tries]);
    if (outcome === "shut" || Date.parse(sending.ticket.expires_at) - EXPIRY_MARGIN_MS < Date.now()) await forget(sending);
  }
}

async function digest(file, report) {
  report("file-hashing");
  let bytes;
  try {
    bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  } catch {
    throw new Stopped("file-unreadable", false);
  }
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function announce({ file, path, field, sha256 }) {
  const type = /^[\w.+-]+\/[\w.+-]+$/.test(file.type) ? file.type : "application/octet-stream";
  for (let tries = 0; ; tries += 1) {
    const { status, body } = await ask(`${path}/uploads`, { field, name: file.name, type, size: file.size, sha256 });
    if (status === 201) return body;
    if (!isPassing(status)) throw new Stopped(CODES[body.errors?.[0]?.code] ?? "file-refused", false);
    if (tries === RETRY_SECONDS.length) throw new Stopped("file-failed", true);
    await wait(RETRY_SECONDS[tries]);
  }
}

// "there": the bytes have arrived, now or before. "broken": try the same way again. "shut": ask for a new one.
function put(sending, report) {
  const { url, method, headers } = sending.ticket;
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    sending.request = request;
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      report("file-progress", Math.floor((100 * loaded) / Math.max(total, 1)));
    });
    request.addEventListener("load", () => {
      const { status } = request;
      // 412 and 409: an earlier try got through, and nothing overwrites it.
      if ((status >= 200 && status < 300) || status === 412 || status === 409) done("there");
      else done(isPassing(status) ? "broken" : "shut");
    });
    for (const event of ["error", "abort", "timeout"]) request.addEventListener(event, () => done("broken"));
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.send(sending.file);
  });
}

// The state of what arrived, or nothing when it did not.
async function settle({ path, ticket }) {
  for (let tries = 0; ; tries += 1) {
    const { status, body } = await ask(`${path}/uploads/${ticket.id}/settle`, {});
    if (status === 200) return body.state;
    if (body.code === "rejected") return "rejected";
    if (status === 409) return null;
    if (!isPassing(status)) throw new Stopped("file-refused", false);
    if (tries === RETRY_SECONDS.length) throw new Stopped("file-failed", true);
    await wait(RETRY_SECONDS[tries]);
  }
}

// Gives the place of an announced file back, so that it does not count against the limit.
export async function forget(sending) {
  if (sending.ticket) await ask(`${sending.path}/uploads/${sending.ticket.id}/remove`, {});
  sending.ticket = null;
  sending.arrived = false;
}

export function cancel(sending) {
  sending.cancelled = true;
  sending.request?.abort();
}
