/** @param {string} selector @param {ParentNode} [within] */
export const find = (selector, within = document) => within.querySelector(selector);

/** @param {string} selector @param {ParentNode} [within] @returns {HTMLElement[]} */
export const findAll = (selector, within = document) => [...within.querySelectorAll(selector)];

/** The path of the site: `/`, or `/news/`. The script lies in `assets/` below it. */
export const base = () => new URL("..", import.meta.url).pathname;

/** Shows a button that only a script can serve, and serves it. */
export function offer(button, onClick) {
  button.onclick = onClick;
  button.hidden = false;
}

/** Says something, to eyes and to screen readers; it goes away by itself. */
export function say(words) {
  const status = find("[data-said]");
  if (!status) return;
  status.textContent = words;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => {
    status.textContent = "";
  }, 5000);
}

/** A moment in the words of the page's language. */
export const shownTime = (at) =>
  new Date(+at).toLocaleString(document.documentElement.lang, {
    dateStyle: "medium",
    timeStyle: "short",
    hourCycle: "h23",
  });
