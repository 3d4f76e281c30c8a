// Names of files as the portal takes them.

import { characters, count } from "./characters.js";

const MAX_CHARACTERS = 200;
// Format characters, but for those that hold an emoji or letters together.
const UNSEEN = /(?![\u200c\u200d]\P{ASCII}|[\u{e0020}-\u{e007f}])[\p{Cf}\p{Cs}]/gu;

// Without what turns text around or is not seen, with spaces for line breaks, and not too long: what is cut goes out of
// the middle, so that the ending stays.
export function cleaned(name) {
  const seen = name.normalize("NFC").replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ").replace(UNSEEN, "").trim();
  if (count(seen) <= MAX_CHARACTERS) return seen;
  const all = characters(seen);
  const end = Math.min(characters(ending(seen)).length + 1, MAX_CHARACTERS / 2);
  return [...all.slice(0, MAX_CHARACTERS - end - 1), "…", ...all.slice(-end)].join("");
}

// What a cleaned name ends in, as the portal compares it.
export const ending = (name) => (/\.([^.]*)$/.exec(name)?.[1] ?? "").replace(/[A-Z]/g, (letter) => letter.toLowerCase());
