import { openFeeds } from "../../../../src/trend/sources/feeds.ts";
import type { Subject } from "../contract.ts";

/** A sister site's feed. @see https://www.rssboard.org/rss-specification */
export const feed: Subject = {
  name: "feeds",
  counts: "nothing",
  bucketMinutes: 0,
  environment: {},
  open: (_, tools) => openFeeds({ from: "feeds" }, tools),
  answer: ({ url }) =>
    url.pathname === "/feed.xml"
      ? {
          headers: { "content-type": "application/rss+xml" },
          body: `<?xml version="1.0"?><rss version="2.0"><channel><title>भोर खेल</title>
<item><title>फ़ाइनल आज</title><link>/final/</link><pubDate>Mon, 23 Nov 2026 05:00:00 GMT</pubDate></item></channel></rss>`,
        }
      : { status: 404, body: "" },
};
