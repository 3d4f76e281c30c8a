// Adds the guest's own time where their clock shows another one than the page.

const pattern = document.getElementById("main").dataset.yours;
const { lang } = document.documentElement;
// Day before month, as the page writes it.
const locale = lang === "en" ? "en-GB" : lang;

function formatted(date, zone) {
  const options = { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: zone }).format(date);
}

for (const element of document.querySelectorAll("time[data-zone]")) {
  const date = new Date(element.dateTime);
  try {
    const yours = formatted(date);
    if (yours === formatted(date, element.dataset.zone)) continue;
    const added = document.createElement("span");
    added.className = "yours";
    added.textContent = pattern.replace("{time}", yours);
    element.after(" ", added);
  } catch {
    // A zone that this browser does not know: the page has said the time in another.
  }
}
