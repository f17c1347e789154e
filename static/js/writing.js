// A step of a session plan, saved while somebody writes. What the server has not confirmed is kept on this computer, and
// offered again to the same person. Without this script each button of the form saves.
import { copyOf, forget } from "./kept.js";
import { fill } from "./writing-rows.js";

const WAIT = 2_000; // ms without typing before saving
const AGAIN = 15_000; // ms before trying again when the network is away
const form = document.querySelector("form[data-writing]");
if (form) start(form);

function start(form) {
  const says = form.querySelector("[data-saved]");
  const said = says.dataset;
  const was = form.elements.was;
  const store = copyOf(form.dataset.writing);
  const now = () => { const data = new URLSearchParams(new FormData(form)); data.delete("was"); return `${data}`; };
  let kept = now();
  let timer;
  let saving = null;
  let blocked = false; // the server answered something that trying again does not change

  function tell(text, { wrong = false, link, button } = {}) {
    says.textContent = text;
    says.classList.toggle("writing__saved--wrong", wrong);
    if (link) says.append(" ", Object.assign(document.createElement("a"), { href: link, target: "_blank", rel: "noopener", textContent: said.signInLabel }));
    if (button) {
      const press = Object.assign(document.createElement("button"), { type: "button", textContent: button.text });
      press.addEventListener("click", button.act);
      says.append(" ", press);
    }
  }

  const later = (wait = WAIT) => { clearTimeout(timer); timer = setTimeout(save, wait); };

  function changed({ target }) {
    if (now() === kept) return store.drop();
    store.put({ body: now(), was: was.value });
    // A keyword is a keyword once it is whole.
    if (!target.matches("[data-whole]")) later();
  }

  // One at a time: two saves that cross would be a conflict with oneself.
  function save() {
    clearTimeout(timer);
    saving ??= send().finally(() => { saving = null; });
    return saving;
  }

  // Whether everything that is shown is kept by the server.
  async function send() {
    const sent = now();
    if (sent === kept && !form.querySelector("[data-fault]")) return true;
    tell(said.waits);
    let answer, data;
    try {
      const body = new URLSearchParams([...new URLSearchParams(sent), ["was", was.value]]);
      // What leaves with the page may be 64 kB at most.
      const keepalive = document.hidden && `${body}`.length < 60_000;
      answer = await fetch(form.action, { method: "POST", body, keepalive, headers: { Accept: "application/json" } });
      data = await answer.json();
    } catch {
      if (!answer || answer.ok) {
        tell(store.works ? said.offline : said.lost, { wrong: true });
        later(AGAIN);
        return false;
      }
      data = {};
    }
    if (answer.ok) return received(sent, data);
    blocked = answer.status === 409 || answer.status === 423;
    const text = `${data.message ?? (store.works ? said.onlyHere : said.lost)}`;
    const compare = { text: said.compareLabel, act: () => press("stay") };
    tell(text, { wrong: true, link: data.sign_in, button: data.conflict ? compare : undefined });
    return false;
  }

  function received(sent, data) {
    was.value = data.was;
    kept = sent;
    blocked = false;
    const faults = Object.entries(data.faults);
    show(faults);
    advise(data.advice);
    if (now() !== sent) later();
    else if (!faults.length && !data.refused.length) store.drop();
    const text = [data.message, faults.length ? said.partly : "", ...data.refused].filter(Boolean).join(". ");
    const reload = { text: said.reloadLabel, act: () => location.reload() };
    tell(text, { wrong: Boolean(faults.length || data.refused.length), button: data.elsewhere ? reload : undefined });
    return !faults.length && !data.refused.length;
  }

  function show(faults) {
    for (const old of form.querySelectorAll("[data-fault]")) old.remove();
    for (const input of form.querySelectorAll("[aria-invalid=true]")) input.removeAttribute("aria-invalid");
    for (const server of form.querySelectorAll(".field__error:not([data-fault])")) server.remove();
    form.querySelector("[data-wrong]")?.remove();
    for (const [name, sentence] of faults) {
      const [input] = [form.elements[name]].flat();
      const field = input?.closest?.(".field");
      if (!field) continue;
      const error = Object.assign(document.createElement("div"), { className: "field__error", id: `${input.id}_error` });
      error.dataset.fault = "";
      error.append(Object.assign(document.createElement("p"), { textContent: sentence }));
      input.before(error);
      input.ariaInvalid = "true";
      input.setAttribute("aria-describedby", `${input.id}_helptext ${error.id}`);
    }
  }

  function advise(advice) {
    for (const place of form.querySelectorAll("[data-advice]")) {
      const sentences = advice[place.dataset.advice] ?? [];
      const shown = [...place.querySelectorAll("span")].map((span) => span.textContent);
      if (sentences.join("\n") === shown.join("\n")) continue;
      place.replaceChildren(...sentences.map((sentence) => {
        const line = form.querySelector("[data-advice-line]").content.firstElementChild.cloneNode(true);
        line.querySelector("span").textContent = sentence;
        return line;
      }));
    }
  }

  let leaving = false;
  function press(what) {
    leaving = true;
    const button = Object.assign(document.createElement("button"), { type: "submit", name: "do", value: what, hidden: true });
    form.append(button);
    form.requestSubmit(button);
  }

  form.addEventListener("input", changed);
  form.addEventListener("change", () => { if (now() !== kept) later(200); });
  addEventListener("online", () => { if (now() !== kept) save(); });
  // Somebody signed in again in another tab.
  addEventListener("focus", () => { if (now() !== kept && !blocked) save(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden && now() !== kept && !blocked) save(); });
  addEventListener("beforeunload", (event) => {
    if (!leaving && now() !== kept && !store.works) event.preventDefault();
  });
  document.querySelector("form.done")?.addEventListener("submit", () => { leaving = true; forget(); });

  // A page that leaves while the network is away is lost: save first, then go.
  form.addEventListener("submit", async (event) => {
    const what = event.submitter?.value ?? "stay";
    if (leaving) return;
    event.preventDefault();
    const whole = await save();
    if (what === "stay") return;
    // While this very event is on its way, the form refuses to be sent again: with nothing to save, it still is.
    await new Promise((done) => setTimeout(done));
    if (whole || blocked || form.querySelector("[data-fault]")) press(what);
    else says.scrollIntoView({ block: "nearest" });
  });

  const local = store.get();
  if (local && local.body !== now()) {
    const offer = form.querySelector("[data-local]");
    offer.hidden = false;
    offer.querySelector("[data-local-take]").addEventListener("click", () => {
      fill(form, new URLSearchParams(local.body));
      was.value = local.was;
      offer.hidden = true;
      save();
    });
    offer.querySelector("[data-local-drop]").addEventListener("click", () => { store.drop(); offer.hidden = true; });
  } else store.drop();
  const wrong = form.querySelector("[data-wrong]");
  if (wrong) wrong.focus();
  else form.querySelector(".field__error")?.scrollIntoView({ block: "center" });
}
