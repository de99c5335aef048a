import { generateJsonFeed } from "feedsmith";
import type { FeedChannel } from "./feed-channel.ts";
import type { FeedStory } from "./feed-story.ts";

/**
 * JSON Feed 1.1 with the whole text.
 *
 * @see https://www.jsonfeed.org/version/1.1/
 */
export function writeJsonFeed(channel: FeedChannel): string {
  const feed = generateJsonFeed({
    title: channel.title,
    home_page_url: channel.pageUrl,
    feed_url: channel.feedUrl,
    description: channel.description,
    language: channel.language,
    authors: [channel.publisher],
    items: channel.stories.map((story) => item(story, channel.language)),
  }) as { readonly items?: readonly object[] };
  // The package leaves out an empty list; the format demands one.
  return `${JSON.stringify({ ...feed, items: feed.items ?? [] })}\n`;
}

function item(story: FeedStory, feedLanguage: string) {
  const { description, original, picture } = story;
  return {
    id: story.url,
    url: story.url,
    ...(original === undefined ? {} : { external_url: original }),
    title: story.title,
    ...(description === undefined ? {} : { summary: description }),
    content_html: story.html,
    ...(picture === undefined ? {} : { image: picture.url }),
    date_published: story.published,
    date_modified: story.updated,
    ...(story.authors.length === 0 ? {} : { authors: [...story.authors] }),
    tags: [...story.categories],
    ...(story.language === feedLanguage ? {} : { language: story.language }),
  };
}
