import { findAll, offer, say } from "./page.js";

/** The device's own sheet, where it has one, and buttons that copy the address. */
export function offerSharing() {
  const url = location.origin + location.pathname;
  const copy = async ({ currentTarget: { dataset } }) => {
    await navigator.clipboard.writeText(url);
    say(dataset.done);
  };
  // Whoever closes the sheet has shared nothing, and need not be told.
  const share = () => navigator.share({ title: document.title, url }).catch(() => {});
  // Neither is there on pages without https.
  const canCopy = navigator.clipboard !== undefined;
  for (const button of findAll("[data-do=share]")) {
    if (navigator.share || canCopy) offer(button, navigator.share ? share : copy);
  }
  for (const button of findAll("[data-do=copy]")) if (canCopy) offer(button, copy);
}
