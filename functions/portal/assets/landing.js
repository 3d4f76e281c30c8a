// Says that a link is being opened, which the page does by itself while it comes. Another link that is put into the address
// bar goes through the form. The portal finds it in any text.

const form = document.getElementById("peek");
const box = document.getElementById("token");
const opening = document.getElementById("opening");

// Mail programs may escape some of it.
function readable(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function open() {
  const secret = location.hash.slice(1);
  if (!secret) return;
  history.replaceState(null, "", location.pathname);
  box.value = readable(secret);
  opening.textContent = opening.dataset.text;
  form.requestSubmit();
}

addEventListener("hashchange", open);
// Back to a landing that was sent: nothing is being opened, and the box is for another code.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  box.value = "";
  opening.textContent = "";
  document.getElementById("arriving")?.remove();
});
if (document.getElementById("arriving")) opening.textContent = opening.dataset.text;
open();
