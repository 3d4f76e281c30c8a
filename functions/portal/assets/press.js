// What appears beside a field moves what stands below it. Safari does not scroll along, so a press that makes the guest
// leave the field would end beside the button and do nothing: what has to appear waits until it is over.

let end = Promise.resolve();

addEventListener("pointerdown", () => {
  end = new Promise((done) => {
    // A task later, for the click comes right after it.
    const over = () => setTimeout(done);
    for (const event of ["pointerup", "pointercancel"]) addEventListener(event, over, { once: true, capture: true });
  });
}, { capture: true });

// Resolves when nothing is being pressed.
export const released = () => end;
