// What is personal on a page that is the same for everybody.
const places = [...document.querySelectorAll("[data-progress],[data-progress-steps]")];
const key = ({ dataset: d }) => d.progress || d.progressSteps;
const { lang } = document.documentElement;
if (places[0]) {
  const query = new URLSearchParams(places.map((e) => ["pages", key(e)]));
  const mine = await (await fetch(`${lang == "fr" ? "" : "/" + lang}/carnet/progres/?${query}`)).json();
  for (const e of places) {
    const p = mine[key(e)];
    if (p && e.dataset.progress) {
      e.textContent = p.text;
      e.closest("li")?.classList.toggle("is-done", p.finished);
    } else p?.steps.forEach((done, i) => e.children[i]?.classList.toggle("is-done", done));
  }
  // Whoever has begun goes on where something is left to do.
  const go = document.querySelector("[data-continue]");
  const left = places.find(({ dataset: d }) => d.start && !mine[d.progress]?.finished);
  if (go && left && Object.keys(mine)[0]) {
    const step = 1 + Math.max(0, mine[left.dataset.progress]?.steps.indexOf(false) ?? 0);
    go.href = left.dataset.start.replace(/\/1\/(?=\?|$)/, `/${step}/`);
    go.textContent = go.dataset.continue;
    go.hidden = false;
  }
}
