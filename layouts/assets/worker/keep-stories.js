// The service worker: keeps stories that were read for times without a connection. `site` is written in front of it.
// The names are those of js/kept-stories.js.

const { version, shell } = site;
const base = new URL("./", location).pathname;
const mine = `khabar:${base}:`;
const [read, files, saved] = [`${mine}read`, `${mine}files`, `${mine}saved:`];
const current = `${mine}shell:${version}`;
/** Stories, and their pictures, styles and scripts. */
const [mostRead, mostFiles] = [30, 200];

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(
    caches
      .open(current)
      .then((cache) => cache.addAll(shell.map((url) => new Request(url, { cache: "reload" })))),
  );
});

addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) {
        const isKept = [current, read, files].includes(name) || name.startsWith(saved);
        if (name.startsWith(mine) && !isKept) await caches.delete(name);
      }
      // Pages need not wait until this script runs.
      await registration.navigationPreload?.enable();
      await clients.claim();
    })(),
  );
});

addEventListener("fetch", (event) => {
  const { method, mode, url, destination } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== location.origin || !pathname.startsWith(base)) return;
  if (mode === "navigate") event.respondWith(page(event, pathname));
  else if (/^(style|script|image|font)$/.test(destination)) event.respondWith(file(event, pathname));
});

/** From the network, always; what is kept only where there is none, and marked. */
async function page(event, path) {
  try {
    const response = (await event.preloadResponse) || (await fetch(event.request));
    if (response.ok) event.waitUntil(keepPage(path, response.clone()));
    return response;
  } catch {
    const kept = (await (await caches.open(read)).match(path)) || (await caches.match(path));
    return kept ? marked(kept) : caches.match(`${base}offline/`);
  }
}

async function keepPage(path, response) {
  const { headers } = response;
  if (/no-store|private/.test(headers.get("cache-control"))) return;
  const text = await response.text();
  if (!/data-page="?(article|home)/.test(text)) return;
  const kept = new Headers(headers);
  kept.set("khabar-kept", Date.now());
  const put = async (name) => {
    const cache = await caches.open(name);
    // First out, so that the cache is in the order of reading.
    await cache.delete(path);
    await cache.put(path, new Response(text, { headers: kept }));
    return cache;
  };
  if (await caches.has(saved + path)) {
    const cache = await put(saved + path);
    // The style and the script of today's page are not those that were saved with it. A story may link to those of others.
    const urls = [...text.matchAll(/(?:href|src)="?(\/[^/"\s>][^"\s>]*\.(?:css|js))[">\s]/g)].map(
      ([, url]) => url,
    );
    await Promise.all(urls.map((url) => cache.add(url).catch(() => {})));
  }
  await trim(await put(read), mostRead);
}

async function trim(cache, most) {
  for (const request of (await cache.keys()).slice(0, -most)) await cache.delete(request);
}

/** Tells the page of when it is. */
async function marked(response) {
  const { headers } = response;
  const at = headers.get("khabar-kept");
  if (!at) return response;
  const text = await response.text();
  return new Response(text.replace("<html", `<html data-kept="${+at}"`), { headers });
}

async function file(event, path) {
  const { request } = event;
  const kept = await caches.match(request);
  // The name has a digest of the text in it.
  if (kept && /\/assets\/.*\.[0-9a-f]{8}\.\w+$/.test(path)) {
    // The shell goes with the next version of the site; stories that were read need theirs.
    event.waitUntil(keepFile(request, kept.clone()));
    return kept;
  }
  try {
    const response = await fetch(request);
    if (response.ok) event.waitUntil(keepFile(request, response.clone()));
    return response;
  } catch {
    return kept || Response.error();
  }
}

async function keepFile(request, response) {
  // All of it, before the old one goes: a reader who moves on breaks it off.
  const { headers } = response;
  const whole = await response.blob();
  const cache = await caches.open(files);
  await cache.delete(request);
  await cache.put(request, new Response(whole, { headers }));
  await trim(cache, mostFiles);
}
