import { findAll, offer, say } from "./page.js";

/** The device's own sheet, where it has one, and a button that copies the address. */
export function offerSharing() {
  const url = location.origin + location.pathname;
  if (navigator.share) {
    for (const button of findAll("[data-do=share]")) {
      // Whoever closes the sheet has shared nothing, and need not be told.
      offer(button, () => navigator.share({ title: document.title, url }).catch(() => {}));
    }
  }
  // Not there on pages without https.
  if (navigator.clipboard) {
    for (const button of findAll("[data-do=copy]")) {
      offer(button, async () => {
        await navigator.clipboard.writeText(url);
        say(button.dataset.done);
      });
    }
  }
}
