/* « Écouter » : the browser reads aloud. The buttons appear only where it can. */
const speech = window.speechSynthesis;

function read(parts) {
  if (speech.speaking) return speech.cancel();
  for (const part of parts) {
    const words = new SpeechSynthesisUtterance(part.innerText);
    words.lang = document.documentElement.lang;
    words.rate = 0.9;
    speech.speak(words);
  }
}

if (speech) {
  for (const button of document.querySelectorAll("[data-listen], [data-listen-to]")) {
    button.hidden = false;
    button.addEventListener("click", () => read(button.matches("[data-listen]")
      ? document.querySelectorAll("h1, .sheet > .prose, .sheet > .note, .gestures li, .exercise__instruction")
      : [button.nextElementSibling]));
  }
  addEventListener("pagehide", () => speech.cancel());
}
