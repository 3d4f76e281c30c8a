// What people see of a text, as the portal cleans and counts it.

// A character of more bytes, such as a letter under a tower of marks, counts once for each so many.
const MAX_BYTES = 48;

const segmenter = "Segmenter" in Intl ? new Intl.Segmenter("en", { granularity: "grapheme" }) : null;
const encoder = new TextEncoder();

// Characters as people see them. An old browser counts an emoji of several parts as several.
export const characters = (text) =>
  segmenter ? Array.from(segmenter.segment(text), ({ segment }) => segment) : [...text];

// How long a text is once it is kept: composed, without blanks around it and without what nobody sees.
export function count(text) {
  const kept = text
    .normalize("NFC")
    .replace(/\r\n?/g, "\n")
    .replace(/(?![\t\n])\p{Cc}|[\u00ad\u200b\u202a-\u202e\u2060-\u2065\ufeff]/gu, "")
    .trim();
  if (/^\p{ASCII}*$/u.test(kept)) return kept.length;
  return characters(kept).reduce((sum, one) => sum + Math.ceil(encoder.encode(one).length / MAX_BYTES), 0);
}

// Whether nothing can be seen in a text.
export const isBlank = (text) => /^[\s\p{Cc}\p{DI}\u2800\ufff9-\ufffb]*$/u.test(text);
