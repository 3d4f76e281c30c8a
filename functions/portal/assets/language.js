// Keeps the language that the guest chose: in this browser, and in the links of the page. A page that comes in another one is
// loaded again.

const KEY = "vestibule-language";
const LANG = "lang";

function attempt(act) {
  try {
    return act();
  } catch {
    return null; // Storage is forbidden: the choice holds for this page.
  }
}

const here = new URL(location.href);
const asked = here.searchParams.get(LANG);
const chosen = asked ?? attempt(() => localStorage.getItem(KEY));
if (asked) attempt(() => localStorage.setItem(KEY, asked));

if (chosen && chosen !== document.documentElement.lang && !asked) {
  here.searchParams.set(LANG, chosen);
  location.replace(here);
}

if (chosen) {
  for (const link of document.querySelectorAll('a[href^="/p/"]:not([data-language])')) {
    const to = new URL(link.href);
    to.searchParams.set(LANG, chosen);
    link.href = to.pathname + to.search + to.hash;
  }
}
