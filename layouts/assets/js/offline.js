import { keepThisPage, names } from "./kept-stories.js";
import { base, find, shownTime } from "./page.js";

/** Starts the service worker, and says on a kept page of when it is. */
export function keepForOffline() {
  // The service worker writes this into a page that it hands out itself.
  const { kept } = document.documentElement.dataset;
  if (kept) for (const at of document.querySelectorAll("[data-kept-at]")) at.textContent = shownTime(kept);
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  serviceWorker.register(`${base()}sw.js`);
  // It has not seen the page that started it.
  if (!serviceWorker.controller && find("body[data-page=article]")) {
    serviceWorker.ready.then(() => keepThisPage(names().read, names().files)).catch(() => {});
  }
}
