// Wagtail saves a draft by itself while somebody types. A draft saved by hand at that very moment would be two
// requests that ignore each other: a conflict with oneself, or the same new page twice.
// So a form sent by hand waits for the automatic save that is on its way, and none leaves after it.

const LONGEST = 30_000; // ms: what Wagtail gives a button before it may be pressed again.
let onItsWay = false; // an automatic save has left
let waiting = null; // a form to send after it, and the button that sends it
let byHand; // a timer, running while a form waits or has left

function hold() {
  clearTimeout(byHand);
  byHand = setTimeout(waiting ? send : release, LONGEST);
}

function release() {
  clearTimeout(byHand);
  byHand = waiting = null;
}

function send() {
  const { form, button } = waiting;
  waiting = null;
  onItsWay = false;
  const { disabled } = button ?? {};
  // A disabled button does not send its name: « Publier » would only save.
  if (button) button.disabled = false;
  form.requestSubmit(button);
  if (button) button.disabled = disabled;
}

// Somebody else has saved meanwhile: press the button again once Wagtail knows, and it asks what to do.
function ask() {
  const { form, button } = waiting;
  release();
  form.dataset.wUnsavedConfirmationValue = "true";
  const press = ({ target }) => {
    if (!target.matches("[data-controller~=w-session]")) return;
    removeEventListener("w-swap:json", press);
    button.dataset.wProgressLoadingValue = "false";
    // Once Wagtail has given the button its name back: the question shows it.
    queueMicrotask(() => button.click());
  };
  addEventListener("w-swap:json", press);
}

function refuse(event) {
  if (!byHand) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

addEventListener("w-autosave:save", refuse, { capture: true });
addEventListener("w-autosave:save", (event) => (onItsWay = !event.defaultPrevented));
addEventListener("w-autosave:success", () => {
  onItsWay = false;
  if (waiting) send();
});
addEventListener("w-autosave:error", (event) => {
  onItsWay = false;
  if (!waiting) return;
  if (event.detail.type === "invalid_revision" && waiting.button) ask();
  else send();
});

// Through jQuery, since Wagtail's windows (« Approuver avec un commentaire ») send the form with it, without the
// event of the browser.
jQuery(document).on("submit", "form[data-controller~=w-autosave]", (event) => {
  if (event.isDefaultPrevented()) return;
  if (onItsWay) {
    event.preventDefault();
    waiting = { form: event.currentTarget, button: event.originalEvent?.submitter };
  }
  hold();
});

// Back on a page that the browser had kept.
addEventListener("pageshow", release);
