// Keeps unsaved text in this browser until the portal has it, and no longer than the share lives.

import { expires, share } from "./api.js";

const PREFIX = "vestibule ";
const name = (key) => `${PREFIX}${share} ${key}`;

function attempt(act) {
  try {
    return act();
  } catch {
    return undefined; // Storage is full or forbidden: the page still holds the text.
  }
}

// Whether it could be kept.
export function put(key, value) {
  return attempt(() => localStorage.setItem(name(key), JSON.stringify({ expires, value })) ?? true) ?? false;
}

export function get(key) {
  return attempt(() => JSON.parse(localStorage.getItem(name(key)))?.value);
}

export function drop(key) {
  attempt(() => localStorage.removeItem(name(key)));
}

// What this tab has just saved, and as which version. A page that is loaded in that moment may not have it yet.
export function noteSaved(key, version, answers, lang) {
  const before = justSaved(key)?.answers;
  attempt(() => sessionStorage.setItem(name(key), JSON.stringify({ version, lang, answers: { ...before, ...answers } })));
}

export function justSaved(key) {
  return attempt(() => JSON.parse(sessionStorage.getItem(name(key))));
}

attempt(() => {
  for (const key of Object.keys(localStorage).filter((k) => k.startsWith(PREFIX))) {
    const kept = attempt(() => JSON.parse(localStorage.getItem(key)));
    if (!(Date.parse(kept?.expires) > Date.now())) localStorage.removeItem(key);
  }
});
