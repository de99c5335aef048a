import type { Article } from "../check/types.ts";
import { compareText } from "../problems/problem.ts";

/** Newest first; two stories of one minute stand in code unit order of their ids. */
export function newestFirst(a: Article, b: Article): number {
  return b.date - a.date || compareText(a.id, b.id);
}

/** The exact reverse of {@link newestFirst}. */
export function oldestFirst(a: Article, b: Article): number {
  return newestFirst(b, a);
}
