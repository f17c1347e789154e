import { forget } from "./kept.js";

// Signing in: a password can be read again, and a key (passkey) can answer in its place.
for (const button of document.querySelectorAll("[data-show-password]")) {
  const input = document.getElementById(button.dataset.showPassword);
  button.hidden = false;
  button.addEventListener("click", () => {
    const shown = input.type === "text";
    input.type = shown ? "password" : "text";
    button.ariaPressed = `${!shown}`;
  });
  // The browser keeps what was typed in a field that is not a password's.
  input.form.addEventListener("submit", () => { input.type = "password"; });
}

// Leaving a shared computer, or choosing another text: what it kept for its author goes too.
for (const form of document.querySelectorAll('form[action$="/deconnexion/"]')) form.addEventListener("submit", () => forget());
for (const way of document.querySelectorAll("[data-forget]")) {
  way.addEventListener(way.matches("form") ? "submit" : "click", () => forget(way.dataset.forget));
}

if (document.querySelector("[data-passkey]") && window.PublicKeyCredential) {
  const { start } = await import("./passkey.js");
  for (const form of document.querySelectorAll("form[data-passkey]")) start(form);
}
