import type { Article } from "../check/types.ts";
import { Digest } from "../language/digest.ts";
import { absoluteUrl } from "../render/address.ts";
import { type FeedFile, feedFiles, feedTitle } from "../render/feed-addresses.ts";
import { writeAtom } from "./atom.ts";
import type { EmitSource } from "./emit.ts";
import type { FeedChannel } from "./feed-channel.ts";
import { type FeedStory, feedStory } from "./feed-story.ts";
import { writeJsonFeed } from "./json-feed.ts";
import type { OutputFile } from "./output-file.ts";
import { writeRss } from "./rss.ts";
import { xmlText } from "./xml-text.ts";

const writers: Readonly<Record<FeedFile, (channel: FeedChannel) => string>> = {
  "feed.xml": writeRss,
  "atom.xml": writeAtom,
  "feed.json": writeJsonFeed,
};

/** The feeds of the site and of each section, in every format. A section without stories has empty feeds. */
export function emitFeeds({ catalog, pictures, feedLimit, bodyOf, digests }: EmitSource): OutputFile[] {
  const { site } = catalog;
  const known = new Map<Article, FeedStory>();
  const storyOf = (article: Article): FeedStory => {
    const story = known.get(article) ?? feedStory(article, bodyOf(article), catalog, pictures);
    known.set(article, story);
    return story;
  };
  const lists = [
    { address: "/", title: feedTitle(site.name), description: site.description, stories: catalog.stories },
    ...site.sections.map(({ id, address, title, description }) => ({
      address,
      title: feedTitle(site.name, title),
      description,
      stories: catalog.bySection.get(id) ?? [],
    })),
  ];
  return lists.flatMap(({ address, title, description, stories }) => {
    const newest = stories.slice(0, feedLimit);
    const digest = new Digest();
    for (const story of newest) digest.number(digests.story(story));
    const parts = digests.parts(digest.end());
    const channel = (file: FeedFile): FeedChannel => {
      const shown = newest.map(storyOf);
      return {
        title: xmlText(title),
        description: xmlText(description ?? title),
        language: site.language,
        pageUrl: absoluteUrl(site, address),
        feedUrl: absoluteUrl(site, `${address}${file}`),
        publisher: { name: xmlText(site.name), url: absoluteUrl(site, "/") },
        // Atom demands a date even of an empty feed.
        updated: new Date(shown.reduce((latest, { updated }) => Math.max(latest, updated.getTime()), 0)),
        stories: shown,
      };
    };
    return feedFiles.map(({ file }) => ({
      path: `${address.slice(1)}${file}`,
      parts,
      make: () => writers[file](channel(file)),
    }));
  });
}
