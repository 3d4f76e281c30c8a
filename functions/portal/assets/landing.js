// Says that a link is being opened, which the page does by itself while it comes. A link that is put into the address bar of a
// page that is there is another visit.

const opening = document.getElementById("opening");
const arriving = () => document.getElementById("arriving");

addEventListener("hashchange", () => location.reload());
// Back to a landing that was sent: nothing is being opened, and the box is for another code.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  document.getElementById("token").value = "";
  opening.textContent = "";
  arriving()?.remove();
});
if (arriving()) opening.textContent = opening.dataset.text;
