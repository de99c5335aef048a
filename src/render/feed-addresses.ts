/** The feeds of a list of stories: their files beside its page, and their media types. */
export const feedFiles = [
  { file: "feed.xml", type: "application/rss+xml" },
  { file: "atom.xml", type: "application/atom+xml" },
  { file: "feed.json", type: "application/feed+json" },
] as const;

export type FeedFile = (typeof feedFiles)[number]["file"];

/** `title – site`, and for the site's own feed its name alone. */
export function feedTitle(siteName: string, sectionTitle?: string): string {
  return sectionTitle === undefined ? siteName : `${sectionTitle} – ${siteName}`;
}
