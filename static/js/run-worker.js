// « Mode animation » without network: one plan's page and what it is made of, kept once it was opened. The server puts two
// constants before this: PAGE, the address, which is also the only place where this worker answers; VERSION, which changes with
// what is published and with the files of the site. « J’ai fini » takes all of it away (Clear-Site-Data).
/* global PAGE, VERSION */
const PREFIX = `animer ${PAGE} `;
const NAME = PREFIX + VERSION;
// A network that does not answer in so many ms is taken for none.
const PATIENCE = 4000;
const IN_HTML = /<(?:link[^>]+rel="(?:stylesheet|icon)"|script|img|use)[^>]*?>/g;
const ADDRESS = /\s(?:href|src)="([^"#]+)/;
const IN_CSS = /url\(["']?([^"')]+)/g;
const IN_JS = /\b(?:from|import)\s*\(?\s*["'](\.[^"']+)/g;

function partsOf(text, base, kind) {
  const found = kind === "html"
    ? [...text.matchAll(IN_HTML)].map(([tag]) => ADDRESS.exec(tag)?.[1]).filter(Boolean).map((address) => address.replaceAll("&amp;", "&"))
    : [...text.matchAll(kind === "css" ? IN_CSS : IN_JS)].map((match) => match[1]);
  return found.map((address) => new URL(address, base)).filter((url) => url.origin === location.origin).map((url) => url.href.split("#")[0]);
}

// The page, then what it names, then what that names: each once.
async function keep(cache, address, seen) {
  if (seen.has(address)) return;
  seen.add(address);
  const response = await fetch(address, { cache: "no-cache" });
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  await cache.put(address, response.clone());
  const kind = /\b(html|css|javascript)\b/.exec(response.headers.get("Content-Type") ?? "")?.[1];
  if (!kind) return;
  const parts = partsOf(await response.text(), address, kind);
  // A picture that is missing must not keep the rest from being kept.
  await Promise.all(parts.map((part) => keep(cache, part, seen).catch(() => {})));
}

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(caches.open(NAME).then((cache) => keep(cache, new URL(PAGE, location.origin).href, new Set())));
});

addEventListener("activate", (event) => {
  const old = (name) => name.startsWith(PREFIX) && name !== NAME;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name)))).then(() => clients.claim()));
});

async function fresh(request, cache) {
  const kept = await cache.match(PAGE);
  const asked = fetch(request).then((response) => {
    if (response.ok && !response.redirected) return cache.put(PAGE, response.clone()).then(() => response);
    return response;
  });
  if (!kept) return asked;
  const late = new Promise((resolve) => { setTimeout(() => resolve(kept), PATIENCE); });
  return Promise.race([asked.catch(() => kept), late]);
}

addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (event.request.mode === "navigate") {
    if (url.pathname === PAGE) event.respondWith(caches.open(NAME).then((cache) => fresh(event.request, cache)));
    return;
  }
  // Their names change with what they hold: what is kept is right.
  event.respondWith(caches.open(NAME).then((cache) => cache.match(event.request, { ignoreSearch: false })).then((kept) => kept ?? fetch(event.request)));
});
