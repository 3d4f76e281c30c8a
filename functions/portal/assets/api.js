// Talks to the portal: JSON there and back, never an exception, a status of 0 when nobody answered.

const portal = document.getElementById("portal");
const TIMEOUT_MS = 30_000;

export const share = portal.dataset.share;
export const expires = portal.dataset.expires;
export const maxSize = portal.dataset.maxSize;

export async function ask(path, body, { method = "POST", keepalive = false } = {}) {
  const headers = { accept: "application/json", "vestibule-csrf": portal.dataset.csrf };
  if (body !== undefined) headers["content-type"] = "application/json";
  const options = { method, headers, keepalive, credentials: "same-origin", cache: "no-store" };
  if (body !== undefined) options.body = JSON.stringify(body);
  if (!keepalive) options.signal = AbortSignal.timeout?.(TIMEOUT_MS);
  try {
    const response = await fetch(path, options);
    const text = await response.text();
    return { status: response.status, body: parsed(text) };
  } catch {
    return { status: 0, body: {} };
  }
}

// A page as it is now; nothing when it does not come.
export async function fetched(path) {
  try {
    const response = await fetch(path, { headers: { accept: "text/html" }, credentials: "same-origin", cache: "no-store" });
    return new DOMParser().parseFromString(await response.text(), "text/html");
  } catch {
    return null;
  }
}

function parsed(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

// Nobody answered, or not now: worth another try.
export const isPassing = (status) => status === 0 || status === 408 || status === 429 || status >= 500;

export const wait = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

// Waits no longer than until the line is there again.
export function pause(seconds) {
  return new Promise((done) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener("online", end);
      done();
    };
    const timer = setTimeout(end, seconds * 1000);
    addEventListener("online", end);
  });
}
