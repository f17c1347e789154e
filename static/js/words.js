// A word of the glossary opens over the text. Closing it, with its link or with Escape, gives the reader back their place.
let word;

addEventListener("click", ({ target }) => {
  word = target.closest?.("a.term") ?? word;
});
addEventListener("keydown", ({ key }) => {
  if (key === "Escape" && location.hash.startsWith("#mot-")) location.hash = "lecture";
});
addEventListener("hashchange", () => {
  if (location.hash === "#lecture") word?.focus({ preventScroll: true });
  const slip = document.querySelector(".words__item:target");
  // The slip never hides the word that it explains.
  if (slip && word) scrollBy(0, Math.max(0, word.getBoundingClientRect().bottom + 16 - slip.getBoundingClientRect().top));
});
