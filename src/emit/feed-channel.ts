import type { FeedStory } from "./feed-story.ts";

/** A feed before it is written in a format. */
export interface FeedChannel {
  readonly title: string;
  readonly description: string;
  readonly language: string;
  /** The page whose stories these are. */
  readonly pageUrl: string;
  /** Where this format of the feed will lie. */
  readonly feedUrl: string;
  /** The site, which stands for stories without a byline. */
  readonly publisher: { readonly name: string; readonly url: string };
  /** The last change of a story in it: the same stories make the same feed, whenever they are built. */
  readonly updated: Date;
  /** Newest first. */
  readonly stories: readonly FeedStory[];
}
