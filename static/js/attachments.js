// A file on its way: how much of it has gone, and a sentence when it cannot. Without this script the form is sent as any other.
const MOST = 20_000_000;

function showWrong() {
  document.querySelector("[data-wrong]")?.focus();
}

// A refusal is the whole page again, with what is wrong: put its middle in the place of ours.
function show(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const fresh = page.querySelector(".account");
  if (!fresh) return false;
  document.querySelector(".account").replaceWith(fresh);
  document.title = page.title;
  start();
  showWrong();
  return true;
}

function send(form, place) {
  const bar = place.querySelector("progress");
  const text = place.querySelector("[role=status]");
  const button = form.querySelector("button[type=submit]");
  const request = new XMLHttpRequest();
  place.hidden = false;
  text.textContent = form.dataset.sending;
  button.disabled = true;
  const failed = () => {
    button.disabled = false;
    bar.hidden = true;
    text.textContent = form.dataset.failed;
  };
  request.upload.onprogress = (event) => {
    if (!event.lengthComputable) return;
    bar.hidden = false;
    bar.value = Math.round((100 * event.loaded) / event.total);
    text.textContent = event.loaded < event.total ? `${form.dataset.sending} ${bar.value} %` : form.dataset.checking;
  };
  request.onload = () => {
    if (request.getResponseHeader("Content-Type")?.startsWith("application/json")) {
      location.assign(JSON.parse(request.responseText).next);
    } else if (!show(request.responseText)) failed();
  };
  request.onerror = request.ontimeout = failed;
  request.open("POST", form.action || location.href);
  request.setRequestHeader("Accept", "application/json, text/html");
  request.send(new FormData(form));
}

function start() {
  const form = document.querySelector("form[data-sending]");
  if (!form) return;
  const place = form.querySelector("[data-progress]");
  form.addEventListener("submit", (event) => {
    const file = form.querySelector("input[type=file]").files[0];
    if (!file) return;
    event.preventDefault();
    if (file.size > MOST) {
      place.hidden = false;
      place.querySelector("progress").hidden = true;
      place.querySelector("[role=status]").textContent = form.dataset.tooBig;
      return;
    }
    send(form, place);
  });
}

start();
showWrong();
