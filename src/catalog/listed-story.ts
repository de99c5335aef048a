import type { Article } from "../check/types.ts";

/** A story as far as lists go: in which it is, whatever it says. */
export type ListedStory = Pick<Article, "section" | "authors" | "tags" | "date">;
