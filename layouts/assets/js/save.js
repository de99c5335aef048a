import { forgetStory, isSaved, keepThisPage, names, savedStories, writeSaved } from "./kept-stories.js";
import { find, offer, say } from "./page.js";

/** Save for later: on this device, and told to nobody. */
export function offerSaving() {
  const button = find("[data-do=save]");
  if (!button) return;
  // Throws where the browser keeps nothing.
  localStorage.getItem("");
  const show = () => button.setAttribute("aria-pressed", isSaved());
  offer(button, async () => {
    const path = location.pathname;
    if (isSaved()) {
      forgetStory(path);
      say(button.dataset.forgotten);
    } else {
      const { lang, dir } = document.documentElement;
      const title = find("[data-part=headline]").textContent;
      writeSaved([{ path, title, lang, dir, at: Date.now() }, ...savedStories()]);
      say(button.dataset.done);
      if (features.offline) keepThisPage(names().saved(path), names().saved(path)).catch(() => {});
    }
    show();
  });
  show();
}
