/* The search page: a choice is followed at once, the list can be printed. Without this, the buttons do the same. */
const form = document.getElementById("recherche");
const wide = matchMedia("(min-width: 52rem)");

const tidy = () => {
  for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;
  // What the page says now, not what was ticked before.
  for (const box of form.elements) if (box.type == "checkbox") box.checked = box.defaultChecked;
};
const unfold = () => {
  const facets = document.getElementById("affiner");
  if (facets) facets.open = wide.matches;
};

tidy();
unfold();
wide.addEventListener("change", unfold);
document.addEventListener("change", ({ target }) => {
  if (target.form == form && target.name != "q") form.requestSubmit();
});
document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-print]")) print();
  if (target.closest(".facets__go")) document.getElementById("affiner").open = false;
});
document.addEventListener("htmx:after:swap", () => {
  tidy();
  const here = document.activeElement;
  // The link that was followed is gone, or leads elsewhere now: go on from the title of the list.
  if (here == document.body || here?.closest(".chips, .pages")) document.getElementById("total").focus();
});
