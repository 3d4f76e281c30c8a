// Names of files as the portal takes them.

const MAX_CHARACTERS = 200;

// Without what turns text around or is not seen, with spaces for line breaks, and not too long: what is cut goes out of
// the middle, so that the ending stays.
export function cleaned(name) {
  const seen = name.normalize("NFC").replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ").replace(/[\p{Cf}\p{Cs}]/gu, "");
  const characters = [...seen.trim()];
  if (characters.length <= MAX_CHARACTERS) return characters.join("");
  const end = Math.min(ending(seen).length + 1, MAX_CHARACTERS / 2);
  return [...characters.slice(0, MAX_CHARACTERS - end - 1), "…", ...characters.slice(-end)].join("");
}

// What a cleaned name ends in, as the portal compares it.
export const ending = (name) => (/\.([^.]*)$/.exec(name)?.[1] ?? "").replace(/[A-Z]/g, (letter) => letter.toLowerCase());
