// Names of files as the portal takes them.

import { characters, count, kept } from "./characters.js";

const MAX_CHARACTERS = 200;
// What turns text around, and what holds nothing together.
const STRAY = /[\u061c\u200e-\u200f\u2066-\u2069]|\u200b|[\u200c\u200d](?!\P{ASCII})/gu;

// Without what turns text around or is not seen, with spaces for line breaks, and not too long: what is cut goes out of
// the middle, so that the ending stays.
export function cleaned(name) {
  const seen = kept(name.replace(STRAY, "")).replace(/\s*[\t\n]\s*/g, " ");
  if (count(seen) <= MAX_CHARACTERS) return seen;
  const all = characters(seen);
  const end = Math.min(characters(ending(seen)).length + 1, MAX_CHARACTERS / 2);
  return [...all.slice(0, MAX_CHARACTERS - end - 1), "…", ...all.slice(-end)].join("");
}

// What a cleaned name ends in, as the portal compares it.
export const ending = (name) => (/\.([^.]*)$/.exec(name)?.[1] ?? "").replace(/[A-Z]/g, (letter) => letter.toLowerCase());
