import { parentPort, workerData } from "node:worker_threads";
import { isCheckout } from "./git-blobs.ts";
import { listContent } from "./list-content.ts";
import { reportOf } from "./scout.ts";
import { lookUpFromTheEnd, shareTimes } from "./shared-times.ts";

// Runs in a thread of its own, see `Scout`.
const { folder, shownFolder } = workerData as { folder: string; shownFolder: string };
const listing = listContent(folder, shownFolder);
const { articles } = listing;
const times = shareTimes(articles.length);
parentPort?.postMessage(reportOf(folder, listing, times));
// In a checkout git is asked which files are as they were.
if (!isCheckout(folder)) lookUpFromTheEnd(times, (index) => articles[index]?.disk ?? "");
