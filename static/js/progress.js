// What is personal on a page that is the same for everybody.
const places = [...document.querySelectorAll("[data-progress],[data-progress-steps]")];
const key = ({ dataset: d }) => d.progress || d.progressSteps;
const { lang } = document.documentElement;
if (places[0]) {
  const query = new URLSearchParams(places.map((e) => ["pages", key(e)]));
  const mine = await (await fetch(`${lang == "fr" ? "" : "/" + lang}/carnet/progres/?${query}`)).json();
  for (const e of places) {
    const p = mine[key(e)];
    if (p && e.dataset.progress) e.textContent = p.text;
    else p?.steps.forEach((done, i) => e.children[i]?.classList.toggle("is-done", done));
  }
}
