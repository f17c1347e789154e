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

// Leaving a shared computer: the session plans that it kept for its author go too.
for (const form of document.querySelectorAll('form[action$="/deconnexion/"]')) {
  form.addEventListener("submit", () => {
    try { for (const key of Object.keys(localStorage)) if (key.startsWith("contribution:")) localStorage.removeItem(key); } catch { /* nothing was kept */ }
  });
}

if (document.querySelector("[data-passkey]") && window.PublicKeyCredential) {
  const { start } = await import("./passkey.js");
  for (const form of document.querySelectorAll("form[data-passkey]")) start(form);
}
