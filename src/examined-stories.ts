import { statSync } from "node:fs";
import type { Examined } from "./health/examine.ts";
import { rowOfArticle } from "./ledger/stored-article.ts";
import { storyFlags } from "./ledger/story-table.ts";
import type { LiveStories } from "./live-stories.ts";
import type { Problem } from "./problems/problem.ts";
import { pictureSize } from "./read/picture-size.ts";

/** What an examination needs to know of stories that are open. */
export function examinedStories(stories: LiveStories, problems: readonly Problem[]): Examined {
  const { table } = stories;
  const mayShow = storyFlags.hasPictures | storyFlags.hasLinks;
  return {
    ...stories,
    problems,
    hasPictures: (article) => ((table.flags[rowOfArticle(article)] as number) & mayShow) !== 0,
    bytesOf: (disk) => statSync(disk, { throwIfNoEntry: false })?.size ?? 0,
    sizeOf: pictureSize,
  };
}
