import { base, findAll } from "./page.js";

/** Names of what is kept on the device, each for one site: several may share a host. */
export const names = () => ({
  list: `khabar:saved:${base()}`,
  read: `khabar:${base()}:read`,
  files: `khabar:${base()}:files`,
  saved: (path) => `khabar:${base()}:saved:${path}`,
  mine: `khabar:${base()}:`,
  shell: `khabar:${base()}:shell:`,
});

/** More than anybody reads later, and less than a cheap phone notices. */
export const mostSaved = 50;

/** @returns {{ path: string, title: string, lang: string, dir: string, at: number }[]} the newest first */
export function savedStories() {
  try {
    const list = JSON.parse(localStorage.getItem(names().list));
    return list.filter(({ path, title }) => path.startsWith("/") && title);
  } catch {
    return [];
  }
}

export const isSaved = () => savedStories().some(({ path }) => path === location.pathname);

export function writeSaved(stories) {
  const { list, saved } = names();
  for (const { path } of stories.slice(mostSaved)) dropCache(saved(path));
  localStorage.setItem(list, JSON.stringify(stories.slice(0, mostSaved)));
}

export function forgetStory(path) {
  writeSaved(savedStories().filter((story) => story.path !== path));
  return dropCache(names().saved(path));
}

/** Not there on pages without https. */
const dropCache = (name) => globalThis.caches?.delete(name);

/** Keeps this page, and what it needs to look as it does. */
export async function keepThisPage(pageCache, fileCache) {
  const pages = await caches.open(pageCache);
  const response = await fetch(location.pathname);
  const isPrivate = /no-store|private/.test(response.headers.get("cache-control"));
  // What the host wants nobody to keep is kept for a reader who asks for it, and not by itself.
  if (!response.ok || (isPrivate && pageCache === names().read)) return;
  const headers = new Headers(response.headers);
  headers.set("khabar-kept", Date.now());
  await pages.put(location.pathname, new Response(await response.blob(), { headers }));
  const files = await caches.open(fileCache);
  const pictures = findAll("main article img");
  for (const picture of pictures) picture.loading = "eager";
  await Promise.all(pictures.map((picture) => picture.decode().catch(() => {})));
  const urls = [...findAll("link[rel=stylesheet], script[src]"), ...pictures].map(
    (element) => element.currentSrc || element.href || element.src,
  );
  await Promise.all(
    [...new Set(urls)]
      .filter((url) => url.startsWith(`${location.origin}/`))
      .map((url) => files.add(url).catch(() => {})),
  );
}
