// Texts that the page carries for its scripts, and how people write times and numbers.

const words = new Map();
for (const element of document.getElementById("words").content.children) {
  words.set(element.dataset.word, element.textContent);
}
const lang = document.documentElement.lang;

// A text with values in place of its braces, each isolated from the direction of what is around it.
export function say(name, values = {}) {
  return (words.get(name) ?? name).replace(/\{(\w+)\}/g, (_, key) => `\u2068${values[key]}\u2069`);
}

// "14:03" on the guest's clock.
export function clock(date) {
  return new Intl.DateTimeFormat(lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(date);
}

const decimal = lang === "en" ? "." : ",";

// A kept number in the guest's way.
export function written(kept) {
  if (typeof kept !== "string") return kept;
  return /^[-+]?\d+\.\d+$/.test(kept) ? kept.replace(".", decimal) : kept;
}

// "1.2 MB", as the page writes sizes: rounded down, in units of 1024.
export function size(bytes) {
  for (const [unit, name] of [[2 ** 30, "GB"], [2 ** 20, "MB"], [2 ** 10, "KB"]]) {
    if (bytes < unit) continue;
    const tenths = Math.floor((bytes * 10) / unit);
    return `${written(tenths % 10 === 0 || tenths >= 1000 ? String(Math.floor(tenths / 10)) : String(tenths / 10))} ${name}`;
  }
  return bytes === 1 ? "1 byte" : `${bytes} bytes`;
}
