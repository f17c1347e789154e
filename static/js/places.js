/* « Autour de moi » : the position is asked for after a click, rounded to about a kilometre, and sent alone. */
for (const button of navigator.geolocation ? document.querySelectorAll("[data-near]") : []) {
  const form = button.closest("form"), says = form.querySelector("[data-near-says]");
  button.hidden = false;
  button.addEventListener("click", () => {
    says.textContent = says.dataset.wait;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => location.assign(`${form.action.split("#")[0]}?position=${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}#resultats`),
      () => { says.textContent = says.dataset.refused; },
      { maximumAge: 600_000, timeout: 15_000 },
    );
  });
}
