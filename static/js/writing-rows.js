// Lists of a step: add, move (buttons, Alt and the arrows, dragging), duplicate, take away and have it back, on the spot.
// Each button also works without this script: the form is sent and comes back.
const form = document.querySelector("form[data-writing]");
const lists = form ? [...form.querySelectorAll("[data-rows]")] : [];
const rowsOf = (list) => [...list.querySelector("[data-rows-all]").children];

// `crypto.randomUUID` is missing where a site is served without https.
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const text = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function blank(list, id = uuid()) {
  const row = list.querySelector("[data-blank]").content.firstElementChild.cloneNode(true);
  for (const element of [row, ...row.querySelectorAll("*")]) {
    for (const { name, value } of element.attributes) if (value.includes("__id__")) element.setAttribute(name, value.replaceAll("__id__", id));
  }
  grip(row);
  return row;
}

function number(list) {
  const rows = rowsOf(list);
  rows.forEach((row, index) => {
    for (const place of row.querySelectorAll("[data-number]")) place.textContent = index + 1;
    const [up, down] = row.querySelectorAll("[data-move]");
    if (up) [up.disabled, down.disabled] = [index === 0, index === rows.length - 1];
  });
  list.querySelector("[data-add]").disabled = rows.length >= Number(list.dataset.most);
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

function say(list, text, button) {
  const place = list.querySelector("[data-said]");
  place.textContent = text;
  if (button) place.append(" ", button);
}

function move(row, step) {
  const list = row.closest("[data-rows]");
  const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  if (step < 0) other.before(row);
  else other.after(row);
  number(list);
  const place = rowsOf(list).indexOf(row) + 1;
  say(list, list.dataset.moved.replace("{n}", place).replace("{count}", rowsOf(list).length));
}

function remove(row) {
  const list = row.closest("[data-rows]");
  const next = row.nextElementSibling;
  const undo = Object.assign(document.createElement("button"), { type: "button", className: "writing__quiet", textContent: list.dataset.undo });
  undo.addEventListener("click", () => {
    if (next?.isConnected) next.before(row);
    else list.querySelector("[data-rows-all]").append(row);
    number(list);
    say(list, "");
    row.focus();
  });
  row.remove();
  number(list);
  say(list, list.dataset.removed, undo);
  undo.focus();
}

function duplicate(row) {
  const list = row.closest("[data-rows]");
  const twin = blank(list);
  const values = [...row.querySelectorAll("[name]:not([type=hidden], button)")];
  const places = [...twin.querySelectorAll("[name]:not([type=hidden], button)")];
  values.forEach((input, index) => { places[index].value = input.value; places[index].checked = input.checked; });
  const [more, own] = [twin.querySelector("details"), row.querySelector("details")];
  if (more) more.open = own.open;
  row.after(twin);
  number(list);
  twin.focus();
}

for (const list of lists) {
  list.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const row = button?.closest("[data-row]");
    if (button?.matches("[data-add]")) {
      const added = blank(list);
      list.querySelector("[data-rows-all]").append(added);
      number(list);
      added.querySelector("input:not([type=hidden]), select, textarea")?.focus();
    } else if (button?.matches("[data-move]")) {
      move(row, Number(button.dataset.move));
      // At the end of the list the button that was pressed does nothing more: the other one has the focus.
      (button.disabled ? row.querySelector("[data-move]:not(:disabled)") : button)?.focus();
    } else if (button?.matches("[data-duplicate]")) duplicate(row);
    else if (button?.matches("[data-remove]")) remove(row);
    else return;
    event.preventDefault();
  });
  list.addEventListener("keydown", (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const row = event.target.closest("[data-row]");
    if (!event.altKey || !step || !row) return;
    event.preventDefault();
    move(row, step);
    event.target.focus();
  });
  for (const row of rowsOf(list)) grip(row);
}

function grip(row) {
  const handle = row.querySelector("[data-grip]");
  if (!handle) return;
  handle.hidden = false;
  handle.addEventListener("pointerdown", (event) => {
    const list = row.closest("[data-rows]");
    event.preventDefault();
    row.classList.add("row--moving");
    let clientY = event.clientY;
    const settle = () => {
      const middle = (other) => { const box = other.getBoundingClientRect(); return box.top + box.height / 2; };
      const before = row.previousElementSibling, after = row.nextElementSibling;
      if (before && clientY < middle(before)) before.before(row);
      else if (after && clientY > middle(after)) after.after(row);
    };
    const follow = (pointer) => { clientY = pointer.clientY; settle(); };
    // The page goes on by itself while the pointer rests at one of its ends: a list is often longer than the screen.
    const scroll = setInterval(() => {
      const step = clientY < 80 ? -14 : clientY > innerHeight - 120 ? 14 : 0;
      if (!step) return;
      scrollBy({ top: step, behavior: "instant" });
      settle();
    }, 16);
    const drop = () => {
      clearInterval(scroll);
      removeEventListener("pointermove", follow);
      removeEventListener("pointerup", drop);
      removeEventListener("pointercancel", drop);
      row.classList.remove("row--moving");
      number(list);
    };
    // On the window: an element that moves in the page loses the pointer.
    addEventListener("pointermove", follow);
    addEventListener("pointerup", drop);
    addEventListener("pointercancel", drop);
  });
}

// The form as it was when it was kept on this computer, its lists included.
export function fill(form, data) {
  for (const list of lists) {
    const all = list.querySelector("[data-rows-all]");
    const have = new Map(rowsOf(list).map((row) => [row.dataset.row, row]));
    all.replaceChildren(...data.getAll(list.dataset.rows).map((id) => have.get(id) ?? blank(list, id)));
    number(list);
  }
  for (const input of form.querySelectorAll(".writing__all [name]:not(button, [type=hidden])")) {
    const values = data.getAll(input.name);
    if (input.matches("[type=checkbox], [type=radio]")) input.checked = values.includes(input.value);
    else if (values.length) input.value = values[0];
  }
}

// The minutes of the activities, added up.
const sum = form?.querySelector("[data-run-sum]");
if (sum) {
  const { announced, exact, under, over } = sum.dataset;
  const show = () => {
    const run = [...form.querySelectorAll("[name^=activity-][name$=-minutes]")].reduce((total, input) => total + (Number(input.value) || 0), 0);
    const gap = Number(announced) - run;
    const text = gap === 0 ? exact : gap > 0 ? under : over;
    sum.firstElementChild.textContent = text.replace("{run}", run).replace("{announced}", announced).replace("{gap}", Math.abs(gap));
  };
  form.addEventListener("input", show);
  show();
}
