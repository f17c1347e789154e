// « Ma sélection » : the address is the state; this browser remembers the last one, and pages add to it on the spot.
// Without this script the links lead to the selection page, where more can be added.
const KEY = "selection";
const read = () => { try { return new URLSearchParams(localStorage.getItem(KEY) ?? ""); } catch { return new URLSearchParams(); } };
const write = (query) => { try { if (`${query}`) localStorage.setItem(KEY, query); else localStorage.removeItem(KEY); } catch { /* nothing may be kept here */ } };
const page = document.querySelector("[data-selection]");

if (page) {
  const shown = new URLSearchParams(page.dataset.selection);
  if (!location.search && `${read()}`) location.replace(`?${read()}`);
  else write(shown);
  document.querySelector("[data-empty]")?.addEventListener("click", () => write(""));
  // The last thing taken out leaves an address without a query: it means nothing, not « what was here before ».
  for (const out of document.querySelectorAll(".selected__out")) out.addEventListener("click", () => write(new URL(out.href).search.slice(1)));
}

const all = (query, items) => items.every(([key, value]) => query.getAll(key).includes(value));

for (const link of document.querySelectorAll("[data-select]")) {
  const items = [...new URLSearchParams(link.dataset.select)];
  const label = link.querySelector("span");
  const words = label.textContent;
  const show = () => {
    const inside = all(read(), items);
    label.textContent = inside ? `${link.dataset.selected} (${[...read()].length})` : words;
    link.classList.toggle("select--in", inside);
    link.href = `${new URL(link.href).pathname}?${inside ? read() : link.dataset.select}`;
  };
  link.addEventListener("click", (event) => {
    const query = read();
    // A second click goes and sees.
    if (event.ctrlKey || event.metaKey || event.shiftKey || all(query, items)) return;
    event.preventDefault();
    for (const [key, value] of items) if (!query.getAll(key).includes(value)) query.append(key, value);
    write(query);
    dispatchEvent(new Event("selection"));
  });
  addEventListener("selection", show);
  addEventListener("storage", show);
  addEventListener("pageshow", show);
  show();
}
