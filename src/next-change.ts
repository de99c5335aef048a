import type { NextChange } from "./catalog/live.ts";

const reasons: Readonly<Record<NextChange["because"], string>> = {
  publish: "is published",
  expire: "expires",
  "breaking-ends": "stops being breaking news",
  "leaves-news-sitemap": "leaves the news sitemap",
  edition: "may enter the strip of the next edition",
};

/** The line for people and schedulers that says when to build again though nobody writes anything. */
export function showNextChange(next: NextChange | undefined): string {
  if (next === undefined) return "The site stays as it is until something is written.";
  return `Next change by itself: ${new Date(next.at).toISOString()} (${next.article} ${reasons[next.because]})`;
}
