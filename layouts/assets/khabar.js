// The script of every page. It is loaded after everything else, and no page needs it.
// `features` are the site's options: what is off is not in the published file.
import { hideOldBanner } from "./js/breaking.js";
import { loadOnClick } from "./js/embeds.js";
import { offerListening } from "./js/listen.js";
import { showLiveList } from "./js/live-trending.js";
import { keepForOffline } from "./js/offline.js";
import { offerSaving } from "./js/save.js";
import { showKeptStories } from "./js/kept-lists.js";
import { offerSharing } from "./js/share.js";
import { rememberTextSize } from "./js/text-size.js";

const work = [rememberTextSize, hideOldBanner];
if (features.offline) work.push(keepForOffline);
if (features.save || features.offline) work.push(showKeptStories);
if (features.save) work.push(offerSaving);
if (features.share) work.push(offerSharing);
if (features.listen) work.push(offerListening);
if (features.embeds) work.push(loadOnClick);
if (features.trending) work.push(showLiveList);

for (const start of work) {
  // What one of them cannot do here is no reason for the others.
  try {
    start();
  } catch {}
}
