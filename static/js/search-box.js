/* Suggestions while typing: the combobox of WAI-ARIA on a plain form. */
const field = document.querySelector("[data-suggestions]");
if (field) {
  const input = field.querySelector("input"), { dataset } = field;
  const set = (element, attributes) => {
    for (const name in attributes) element.setAttribute(name, attributes[name]);
    return element;
  };
  const make = (tag, attributes, ...inside) => {
    const element = set(document.createElement(tag), attributes);
    element.append(...inside);
    return element;
  };
  const list = make("ul", { id: "propositions", role: "listbox", "aria-label": dataset.label, class: "search-box__list" });
  const status = make("span", { role: "status", class: "visually-hidden" });
  const options = list.children;
  let found = [], active = -1, timer, turn = 0;

  const point = (index) => {
    active = index;
    [...options].forEach((option, i) => set(option, { "aria-selected": i == index }));
    input.removeAttribute("aria-activedescendant");
    if (index >= 0) {
      set(input, { "aria-activedescendant": options[index].id });
      options[index].scrollIntoView({ block: "nearest" });
    }
  };
  const show = (rows, words = "") => {
    found = rows;
    list.replaceChildren(
      ...rows.map(({ title, kind }, i) =>
        make("li", { id: `proposition-${i}`, role: "option" }, `${title} `, make("small", {}, kind)),
      ),
    );
    list.hidden = !rows[0];
    set(input, { "aria-expanded": !list.hidden });
    status.textContent = words;
    point(-1);
  };
  const close = () => {
    clearTimeout(timer);
    turn++;
    show([]);
  };
  const go = (index) => location.assign(found[index].url);
  const ask = async () => {
    const mine = ++turn, typed = input.value.trim();
    if (!typed[1]) return close();
    try {
      const answer = await fetch(`${dataset.suggestions}?${new URLSearchParams({ q: typed })}`);
      const { suggestions: rows } = await answer.json();
      // Too late when another key was pressed since.
      if (mine == turn) show(rows, rows[0] ? `${rows.length} ${dataset.some}` : dataset.none);
    } catch {
      close();
    }
  };

  set(input, { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id });
  close();
  field.append(list, status);
  input.oninput = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 150);
  };
  input.onblur = input.form.onsubmit = close;
  input.onkeydown = (event) => {
    const { key } = event, step = { ArrowDown: 1, ArrowUp: -1 }[key], places = found.length + 1;
    if (event.isComposing || !found[0]) return;
    // After the last one, what was typed; and round again.
    if (step) point(((active + 1 + step + places) % places) - 1);
    else if (key == "Enter" && active >= 0) go(active);
    else if (key == "Escape") close();
    else return;
    event.preventDefault();
  };
  // The box keeps the focus while the mouse chooses.
  list.onpointerdown = (event) => event.preventDefault();
  list.onclick = ({ target }) => go([...options].indexOf(target.closest("li")));
}
