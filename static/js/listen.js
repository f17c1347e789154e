/* « Écouter » : the browser reads aloud. The buttons appear only where it can; the same button stops. */
const speech = window.speechSynthesis;
let stop;

function read(button, parts) {
  if (stop) return stop();
  const label = button.querySelector("span");
  const before = label.textContent;
  stop = () => {
    stop = undefined;
    label.textContent = before;
    speech.cancel();
  };
  label.textContent = button.dataset.stop;
  const all = [...parts].map((part) => new SpeechSynthesisUtterance(part.innerText));
  for (const words of all) {
    words.lang = document.documentElement.lang;
    words.rate = 0.9;
    speech.speak(words);
  }
  all.at(-1).onend = all.at(-1).onerror = () => stop?.();
}

if (speech) {
  for (const button of document.querySelectorAll("[data-listen], [data-listen-to]")) {
    button.hidden = false;
    button.addEventListener("click", () => read(button, button.matches("[data-listen]")
      ? document.querySelectorAll("h1, .sheet > .prose, .sheet > .note, .gestures li, .exercise__instruction")
      : [button.nextElementSibling]));
  }
  addEventListener("pagehide", () => stop?.());
}
