// Wagtail's live preview forgets a mode chosen while another one is on its way. This remembers it.

const select = () => document.querySelector("[data-w-preview-target~=mode]");
const changed = () => select().dispatchEvent(new Event("change", { bubbles: true }));

addEventListener("w-preview:loaded", ({ target }) => {
  const shown = new URL(target.querySelector("iframe").src).searchParams.get("mode");
  // After the event, when the preview takes new orders.
  if (select() && shown !== select().value) queueMicrotask(changed);
});

// The first automatic save of a new page replaces the panel.
let chosen;
addEventListener("w-autosave:hydrate", () => (chosen = select()?.value));
addEventListener("w-autosave:success", () => {
  const kept = [...(select()?.options ?? [])].find((option) => option.value === chosen && !option.selected);
  chosen = undefined;
  if (!kept) return;
  kept.selected = true;
  changed();
});
