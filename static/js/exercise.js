// Answers an exercise without leaving the page. Whatever goes wrong, the form is sent the ordinary way.
async function answer(form, button) {
  const section = form.closest("section");
  const data = new FormData(form, button);
  if (button?.name && !data.has(button.name)) data.append(button.name, button.value);
  form.ariaBusy = "true";
  try {
    const response = await fetch(form.getAttribute("action"), {
      method: "POST",
      body: new URLSearchParams(data),
      headers: { "X-Fragment": "exercise" },
      signal: AbortSignal.timeout?.(15000),
    });
    const page = document.createElement("template");
    page.innerHTML = response.ok ? await response.text() : "";
    const fresh = page.content.querySelector("section");
    if (fresh?.id !== section.id) throw new Error(response.status);
    section.replaceWith(fresh);
    fresh.dispatchEvent(new CustomEvent("exercise:shown", { bubbles: true }));
    (fresh.querySelector("[data-focus]") ?? fresh).focus();
  } catch {
    form.removeAttribute("data-exercise");
    form.requestSubmit(button);
  }
}

addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-exercise]")) return;
  event.preventDefault();
  if (form.ariaBusy !== "true") answer(form, event.submitter);
});
