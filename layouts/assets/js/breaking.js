import { find } from "./page.js";

/** A timer holds 31 bits of milliseconds. */
const longest = 2 ** 31 - 1;

/** Takes the breaking banner away when its time is over; without a script the next build does. */
export function hideOldBanner() {
  const banner = find("[data-until]");
  if (!banner) return;
  const left = Date.parse(banner.dataset.until) - Date.now();
  if (left <= 0) banner.remove();
  else setTimeout(hideOldBanner, Math.min(left, longest));
}
