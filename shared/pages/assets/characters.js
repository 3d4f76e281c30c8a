// What people see of a text, as the portal cleans and counts it.

// A character of more bytes, such as a letter under a tower of marks, counts once for each so many.
const MAX_BYTES = 48;

const segmenter = "Segmenter" in Intl ? new Intl.Segmenter("en", { granularity: "grapheme" }) : null;
const encoder = new TextEncoder();

// Characters as people see them. An old browser counts an emoji of several parts as several.
export const characters = (text) =>
  segmenter ? Array.from(segmenter.segment(text), ({ segment }) => segment) : [...text];

// What no text needs, wherever it stands.
const GONE =
  /[\u00ad\u17b4-\u17b5\u202a-\u202e\u2060-\u2065\u206a-\u206f\ufeff\ufff0-\ufffc\u{e0000}-\u{e001f}\u{e0080}-\u{e00ff}\u{e01f0}-\u{e0fff}]|(?![\t\n])[\p{Cc}\p{Cs}\p{NChar}]/gu;

// A text as it is kept: composed, without blanks around it and without what nobody sees.
export const kept = (text) =>
  text
    .normalize("NFC")
    .replace(/\r\n?|[\v\f\x85\u2028\u2029]/g, "\n")
    .replace(GONE, "")
    .trim();

// How long a text is once it is kept.
export function count(text) {
  const counted = kept(text).replace(/\u200b/g, "");
  if (/^\p{ASCII}*$/u.test(counted)) return counted.length;
  return characters(counted).reduce((sum, one) => sum + Math.ceil(encoder.encode(one).length / MAX_BYTES), 0);
}

// Whether nothing can be seen in a text.
export const isBlank = (text) => /^[\s\p{Cc}\p{DI}\p{NChar}\u2800\ufff9-\ufffb]*$/u.test(text);
