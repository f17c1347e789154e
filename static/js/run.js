// « Mode animation » : one activity at a time, with a clock. Once the page is open it needs no network, even to be reloaded;
// the place and the clock survive a reload of the tab, and are forgotten with it.
const stage = document.querySelector("[data-stage]");
const items = [...stage.querySelectorAll("[data-minutes]")];
const get = (name) => stage.querySelector(`[data-${name}]`);
const key = `animer:${stage.dataset.stage}`;
const state = { index: 0, entered: 0, elapsed: 0, since: null };
let lock = null;

const elapsed = () => state.elapsed + (state.since ? (Date.now() - state.since) / 1000 : 0);
const save = () => { try { sessionStorage.setItem(key, JSON.stringify(state)); } catch { /* a private window: the clock lives in the page */ } };
const clock = (seconds) => {
  const s = Math.floor(Math.abs(seconds));
  const two = (n) => String(n).padStart(2, "0");
  return s >= 3600 ? `${Math.floor(s / 3600)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}` : `${Math.floor(s / 60)}:${two(s % 60)}`;
};

function tick() {
  const item = items[state.index];
  const left = item.dataset.minutes * 60 - (elapsed() - state.entered);
  get("left").textContent = left < 0 ? `+${clock(left)}` : clock(left);
  get("clock").classList.toggle("stage__clock--over", left < 0);
  get("elapsed").textContent = clock(elapsed());
  // Late by the plan: the activity before should have ended earlier, or this one should have.
  const planned = item.dataset.start * 60;
  const gap = Math.round((Math.max(state.entered, elapsed() - item.dataset.minutes * 60) - planned) / 60);
  const pace = get("pace");
  pace.textContent = gap ? `${Math.abs(gap)} min ${gap > 0 ? pace.dataset.late : pace.dataset.early}` : pace.dataset.onTime;
}

function show(focus) {
  items.forEach((item, index) => { item.hidden = index !== state.index; });
  const end = stage.querySelector(".stage__end");
  if (end) end.hidden = state.index !== items.length - 1;
  const next = items[state.index + 1];
  get("next").textContent = next ? `${next.dataset.title} (${next.dataset.minutes} min)` : get("next").dataset.last;
  for (const button of stage.querySelectorAll("[data-move]")) {
    button.disabled = !items[state.index + Number(button.dataset.move)];
  }
  const toggle = get("toggle");
  toggle.textContent = state.since ? toggle.dataset.pause : elapsed() ? toggle.dataset.resume : toggle.dataset.go;
  if (focus) {
    items[state.index].querySelector("h2").focus();
    scrollTo({ top: 0 });
  }
  tick();
  save();
}

function move(by) {
  if (!items[state.index + by]) return;
  state.index += by;
  state.entered = elapsed();
  show(true);
}

// The screen stays lit while the clock runs, where the browser allows it.
async function stayLit() {
  try {
    if (state.since && !lock) {
      lock = await navigator.wakeLock?.request("screen");
      lock?.addEventListener("release", () => { lock = null; });
    } else if (!state.since) await lock?.release();
  } catch { /* the battery is low, or the browser does not know how */ }
}

if (items.length) {
  try { Object.assign(state, JSON.parse(sessionStorage.getItem(key))); } catch { /* nothing kept */ }
  state.index = Math.min(Math.max(0, state.index), items.length - 1);
  stage.classList.add("stage--live");
  get("clock").hidden = false;
  get("nav").hidden = false;
  get("toggle").addEventListener("click", () => {
    if (state.since) Object.assign(state, { elapsed: elapsed(), since: null });
    else state.since = Date.now();
    show(false);
    stayLit();
  });
  for (const button of stage.querySelectorAll("[data-move]")) button.addEventListener("click", () => move(Number(button.dataset.move)));
  addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("input, select, textarea")) return;
    if (event.key === "ArrowRight" || event.key === "PageDown") move(1);
    if (event.key === "ArrowLeft" || event.key === "PageUp") move(-1);
  });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") stayLit(); });
  show(false);
  setInterval(tick, 500);
}

// Once opened, this page opens again without network: see run-worker.js.
if (stage.dataset.worker && "serviceWorker" in navigator) {
  const kept = () => { get("kept").hidden = false; };
  navigator.serviceWorker.register(stage.dataset.worker, { scope: location.pathname, updateViaCache: "none" }).then((registration) => {
    if (registration.active) kept();
    const worker = registration.installing ?? registration.waiting;
    worker?.addEventListener("statechange", () => { if (worker.state === "activated") kept(); });
  }).catch(() => { /* a private window: the page needs the network */ });
}
