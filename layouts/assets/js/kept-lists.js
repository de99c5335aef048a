import { forgetStory, names, savedStories } from "./kept-stories.js";
import { find, findAll, offer, say, shownTime } from "./page.js";

/** The pages that list what is kept: `/saved/` and `/offline/`. */
export async function showKeptStories() {
  const template = find("template[data-kept-story]");
  if (!template) return;
  const fillList = (list, stories) => {
    list.replaceChildren(
      ...stories.map(({ path, title, lang, dir, at, isRemovable }) => {
        const item = template.content.cloneNode(true);
        const link = find("a", item);
        Object.assign(link, { href: path, textContent: title, lang, dir });
        find("[data-at]", item).textContent = shownTime(at);
        const remove = find("button", item);
        if (isRemovable) {
          remove.ariaLabel = remove.dataset.name.replace("{title}", title);
          offer(remove, () => {
            forgetStory(path);
            say(remove.dataset.done);
            showKeptStories();
            find("h1").focus();
          });
        } else remove.remove();
        return item;
      }),
    );
    list.parentElement.hidden = stories.length === 0;
  };
  const saved = savedStories();
  for (const list of findAll("[data-list=saved]")) {
    fillList(
      list,
      saved.map((story) => ({ ...story, isRemovable: true })),
    );
  }
  let read = [];
  if (features.offline && globalThis.caches) read = await readStories(saved).catch(() => []);
  for (const list of findAll("[data-list=read]")) fillList(list, read);
  const isEmpty = saved.length + read.length === 0;
  find("[data-empty]").hidden = !isEmpty;
  const all = find("[data-do=forget-all]");
  offer(all, async () => {
    for (const { path } of savedStories()) forgetStory(path);
    localStorage.removeItem(names().list);
    // Some browsers have caches and let nobody use them.
    for (const name of (await globalThis.caches?.keys().catch(() => [])) ?? []) {
      if (name.startsWith(names().mine) && !name.startsWith(names().shell)) await caches.delete(name);
    }
    say(all.dataset.done);
    await showKeptStories();
    find("h1").focus();
  });
  all.hidden = isEmpty;
}

/** What the service worker kept, the last read first, without what is saved. */
async function readStories(saved) {
  // Opening a cache that is not there would make it.
  if (!(await caches.has(names().read))) return [];
  const cache = await caches.open(names().read);
  const stories = [];
  for (const request of await cache.keys()) {
    const { pathname: path } = new URL(request.url);
    const response = await cache.match(request);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const title = find("[data-part=headline]", page)?.textContent;
    if (!title || saved.some((story) => story.path === path)) continue;
    const { lang, dir } = page.documentElement;
    stories.unshift({ path, title, lang, dir, at: response.headers.get("khabar-kept") });
  }
  return stories;
}
