// « Monter » and « Descendre » for ordering exercises. The position lists stay, hidden: they are what is sent.
function number(list) {
  [...list.children].forEach((row, index, rows) => {
    row.querySelector("select").value = index + 1;
    const [up, down] = row.querySelectorAll("[data-move]");
    up.ariaDisabled = `${index === 0}`;
    down.ariaDisabled = `${index === rows.length - 1}`;
  });
}

function show(root) {
  for (const list of root.querySelectorAll("[data-ordering]:not(.order--live)")) {
    list.classList.add("order--live");
    for (const select of list.querySelectorAll("select")) select.hidden = true;
    for (const moves of list.querySelectorAll(".order__moves")) moves.hidden = false;
    number(list);
  }
}

addEventListener("click", (event) => {
  const button = event.target.closest("[data-move]");
  if (!button || button.ariaDisabled === "true") return;
  const row = button.closest("li");
  const list = row.parentElement;
  if (button.dataset.move < 0) row.previousElementSibling.before(row);
  else row.nextElementSibling.after(row);
  number(list);
  button.focus();
  const status = list.nextElementSibling;
  status.textContent = `${status.dataset.place} ${[...list.children].indexOf(row) + 1}`;
});

addEventListener("exercise:shown", (event) => show(event.target));
show(document);
