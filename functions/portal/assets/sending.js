// One file on its way: hashed, announced, put, settled. A way that broke is taken up again; what the file itself is to
// blame for is told at once.

import { ask, isPassing, pause } from "./api.js";
import { reason } from "./reason.js";

const RETRY_SECONDS = [1, 3, 8, 20, 40];
// No byte for so long is told, and for so long given up and tried anew.
const STALL_MS = 10_000;
const GIVE_UP_MS = 45_000;
// Upload URLs are not used in the last moments of their life.
const EXPIRY_MARGIN_MS = 5_000;
// What the page itself looks at was right when it was made.
const CODES = {
  empty_file: "file-empty", file_too_large: "file-too-large", file_type: "file-type-now",
  too_many_files: "file-too-many", taken_by_others: "file-taken",
};

// Why a file could not be sent. `again`: trying once more may help. `later`: when others had their turn. `why`: a reason
// that is not the file's.
export class Stopped extends Error {
  constructor(word, { again = false, later = false, why = null } = {}) {
    super(word);
    Object.assign(this, { word, again, later, why });
  }
}

// Carries a file to its field. `report(word, percent)` is called at every step. Resolves with what
// arrived, its state and what it is; rejects with `Stopped`. `isCrowded()`: others wait, and a file that stumbles lets them pass.
export async function carry(sending, report, isCrowded) {
  const stumble = () => rest(sending, report, isCrowded);
  sending.sha256 ??= await digest(sending, report);
  for (;;) {
    sending.ticket ??= await announce(sending, stumble);
    halt(sending);
    report("file-progress", 0);
    let outcome = sending.arrived ? "there" : await put(sending, report);
    halt(sending);
    if (outcome === "there") {
      sending.arrived = true;
      report("file-settling");
      const settled = await settle(sending, stumble);
      if (settled.state) return settled;
      sending.arrived = false;
      if (settled.shut) outcome = "shut";
    }
    await isReadable(sending.file);
    if (outcome === "shut" || Date.parse(sending.ticket.expires_at) - EXPIRY_MARGIN_MS < Date.now()) await forget(sending);
    await stumble();
  }
}

function halt(sending) {
  if (sending.cancelled) throw new Stopped("file-failed");
}

// A pause before another try, which ends as soon as the line is back. Without a line no try is counted.
async function rest(sending, report, isCrowded) {
  halt(sending);
  if (!navigator.onLine) {
    report("file-offline");
    await pause(3600);
    return halt(sending);
  }
  const tries = sending.tries ?? 0;
  sending.tries = tries + 1;
  if (tries === RETRY_SECONDS.length) throw new Stopped("file-failed", { again: true });
  if (tries > 0 && isCrowded()) throw new Stopped("file-waiting", { later: true });
  report("file-broken");
  await pause(RETRY_SECONDS[tries]);
  return halt(sending);
}

// A file that was changed, moved or taken away after it was chosen cannot be sent: browsers refuse to read it.
async function isReadable(file) {
  try {
    await file.slice(0, 1).arrayBuffer();
    await file.slice(-1).arrayBuffer();
  } catch {
    throw new Stopped("file-unreadable");
  }
}

function digest(sending, report) {
  report("file-hashing", 0);
  const worker = new Worker(import.meta.url, { type: "module", name: "hashing.js" });
  const done = new Promise((resolve, reject) => {
    sending.stop = () => reject(new Stopped("file-failed"));
    worker.addEventListener("message", ({ data }) => {
      if (data.sha256) resolve(data.sha256);
      else if (data.unreadable) reject(new Stopped("file-unreadable"));
      else report("file-hashing", data.percent);
    });
    worker.addEventListener("error", () => reject(new Stopped("file-failed", { again: true })));
    worker.postMessage(sending.file);
  });
  return done.finally(() => worker.terminate());
}

async function announce({ file, name, path, task, field, sha256 }, stumble) {
  const type = /^[\w.+-]+\/[\w.+-]+$/.test(file.type) ? file.type : "application/octet-stream";
  for (;;) {
    const answer = await ask(`${path}/uploads`, { field, name, type, size: file.size, sha256 });
    if (answer.status === 201) return answer.body;
    if (answer.status === 422) throw new Stopped(wrong(answer.body.errors?.[0]));
    // What is used up comes back in minutes, not in the seconds of a broken line.
    const usedUp = answer.status === 429;
    if (usedUp || !isPassing(answer.status)) throw new Stopped("file-failed", { again: usedUp, why: reason(answer, task) });
    await stumble();
  }
}

const wrong = ({ code, pointer } = {}) => CODES[code] ?? (pointer === "/name" ? "file-name" : "file-refused");

// "there": the bytes have arrived, now or before. "broken": try the same way again. "shut": ask for a new one.
function put(sending, report) {
  const { url, method, headers } = sending.ticket;
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    let percent = 0;
    let heard = Date.now();
    const watch = setInterval(() => {
      const silent = Date.now() - heard;
      if (silent > GIVE_UP_MS) request.abort();
      else if (silent > STALL_MS) report("file-stalled", percent);
    }, 1_000);
    const offline = () => request.abort();
    const end = (outcome) => {
      clearInterval(watch);
      removeEventListener("offline", offline);
      done(outcome);
    };
    sending.stop = () => request.abort();
    addEventListener("offline", offline);
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      heard = Date.now();
      percent = Math.floor((100 * loaded) / Math.max(total, 1));
      report("file-progress", percent);
    });
    request.addEventListener("load", () => {
      const { status } = request;
      // 412 and 409: an earlier try got through, and nothing overwrites it.
      if ((status >= 200 && status < 300) || status === 412 || status === 409) end("there");
      else end(isPassing(status) ? "broken" : "shut");
    });
    for (const event of ["error", "abort", "timeout"]) request.addEventListener(event, () => end("broken"));
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.send(sending.file);
  });
}

// What arrived, with its state; none when it did not, and `shut` when it is another file than was announced.
async function settle({ path, task, ticket }, stumble) {
  for (;;) {
    const { status, body } = await ask(`${path}/uploads/${ticket.id}/settle`, {});
    if (status === 200) return body;
    if (body.code === "rejected") return { state: "rejected" };
    if (body.code === "not_arrived") return {};
    if (body.code === "not_as_announced") return { shut: true };
    if (status === 422) throw new Stopped(wrong(body.errors?.[0]));
    if (!isPassing(status)) throw new Stopped("file-failed", { why: reason({ status, body }, task) });
    await stumble();
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
  sending.stop?.();
}
