import { generateRssFeed } from "feedsmith";
import type { FeedChannel } from "./feed-channel.ts";
import type { FeedPicture, FeedStory } from "./feed-story.ts";

/**
 * RSS 2.0 with the whole text (`content:encoded`), names (`dc:creator`) and pictures (`media:content`).
 *
 * No `enclosure`: it must tell the length of a file that is made later. What is empty, the package leaves
 * out.
 *
 * @see https://www.rssboard.org/rss-specification
 * @see https://www.rssboard.org/media-rss
 */
export function writeRss(channel: FeedChannel): string {
  return generateRssFeed({
    title: channel.title,
    link: channel.pageUrl,
    description: channel.description,
    language: channel.language,
    lastBuildDate: channel.updated,
    atom: { links: [{ href: channel.feedUrl, rel: "self", type: "application/rss+xml" }] },
    items: channel.stories.map((story) => item(story, channel.language)),
  });
}

function item(story: FeedStory, feedLanguage: string) {
  const { original, picture } = story;
  return {
    title: story.title,
    link: story.url,
    description: story.description ?? "",
    guid: { value: story.url, isPermaLink: true },
    pubDate: story.published,
    categories: story.categories.map((name) => ({ name })),
    dc: {
      creators: story.authors.map(({ name }) => name),
      languages: story.language === feedLanguage ? [] : [story.language],
    },
    content: { encoded: story.html },
    atom: {
      updated: story.updated,
      links: original === undefined ? [] : [{ href: original, rel: "canonical" }],
    },
    media: { contents: picture === undefined ? [] : [mediaContent(picture)] },
  };
}

function mediaContent({ url, type, width, height, alt, credit }: FeedPicture) {
  return {
    url,
    medium: "image",
    type,
    ...(width === undefined || height === undefined ? {} : { width, height }),
    description: { value: alt, type: "plain" },
    credits: credit === undefined ? [] : [{ value: credit }],
  };
}
