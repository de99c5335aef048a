import { generateAtomFeed } from "feedsmith";
import type { FeedChannel } from "./feed-channel.ts";
import type { FeedStory } from "./feed-story.ts";

/**
 * Atom with the whole text. What is empty, the package leaves out.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4287
 */
export function writeAtom(channel: FeedChannel): string {
  const { language, publisher } = channel;
  return generateAtomFeed({
    xml: { lang: language },
    id: channel.pageUrl,
    title: { value: channel.title },
    subtitle: { value: channel.description },
    updated: channel.updated,
    links: [
      { href: channel.pageUrl, rel: "alternate", type: "text/html" },
      { href: channel.feedUrl, rel: "self", type: "application/atom+xml" },
    ],
    // Stands for entries without an author of their own, as the standard demands one.
    authors: [{ name: publisher.name, uri: publisher.url }],
    entries: channel.stories.map((story) => entry(story, language)),
  });
}

function entry(story: FeedStory, feedLanguage: string) {
  const { description, original, picture } = story;
  return {
    ...(story.language === feedLanguage ? {} : { xml: { lang: story.language } }),
    id: story.url,
    title: { value: story.title },
    links: [
      { href: story.url, rel: "alternate", type: "text/html" },
      // @see https://www.rfc-editor.org/rfc/rfc6596
      ...(original === undefined ? [] : [{ href: original, rel: "canonical" }]),
      ...(picture === undefined ? [] : [{ href: picture.url, rel: "enclosure", type: picture.type }]),
    ],
    published: story.published,
    updated: story.updated,
    authors: story.authors.map(({ name, url: uri }) => ({ name, uri })),
    categories: story.categories.map((term) => ({ term })),
    ...(description === undefined ? {} : { summary: { value: description } }),
    content: { type: "html", value: story.html },
  };
}
