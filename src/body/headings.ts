import { slugOf } from "../language/slug.ts";
import { blockOf } from "./blocks.ts";
import type { Token, Tokens } from "./grammar.ts";

/** Ids that the page around a story already uses. */
export const pageIds: readonly string[] = ["main", "comments", "comment-form", "related", "trending", "top"];

/** Where a heading of the body goes in the page: its id, and a level that never skips one. */
export interface PlacedHeading {
  readonly id: string;
  /** 2 to 6: the headline is the only `h1`; a live entry's own headline is an `h2`. */
  readonly level: number;
  readonly text: string;
}

/** A new set of {@link pageIds}, to which the ids of headings are added. */
export function takenIds(): Set<string> {
  return new Set(pageIds);
}

/**
 * @param depth how many headings it stands below
 * @param used grows by its id
 */
export function placeHeading(text: string, depth: number, used: Set<string>): PlacedHeading {
  return { id: uniqueId(slugOf(text), used), level: Math.min(6, depth + 2), text };
}

/**
 * Gives every heading of a body its id and level.
 *
 * Writers begin with `#` or `###` as they like; readers of a screen reader jump by levels, so the outline
 * is kept and the numbers are made regular. Equal texts get `-2`, `-3` in order.
 *
 * @param tokens of the whole body
 * @returns in the order of the headings
 */
export function placeHeadings(tokens: Tokens): PlacedHeading[] {
  const placed: PlacedHeading[] = [];
  const used = takenIds();
  let open: number[] = [];
  const outside: number[][] = [];
  let liveDepth = 0;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token;
    if (token.type === "news_block_open") {
      outside.push(open);
      open = [];
      if (blockOf(token).name === "live") liveDepth++;
    } else if (token.type === "news_block_close") {
      open = outside.pop() ?? [];
      if (blockOf(token).name === "live") liveDepth--;
    } else if (token.type === "heading_open") {
      const written = Number(token.tag.slice(1));
      open = open.filter((level) => level < written);
      const text = plainText(tokens[index + 1]?.children ?? []);
      placed.push(placeHeading(text, liveDepth + outerDepth(outside) + open.length, used));
      open.push(written);
    }
  }
  return placed;
}

function outerDepth(outside: readonly number[][]): number {
  let depth = 0;
  for (const levels of outside) depth += levels.length;
  return depth;
}

/** `id`, or the first of `id-2`, `id-3` … that is free; takes it. */
export function uniqueId(id: string, used: Set<string>): string {
  let free = id;
  for (let count = 2; used.has(free); count++) free = `${id}-${count}`;
  used.add(free);
  return free;
}

/** The words of inline tokens, without marks. */
export function plainText(tokens: Tokens): string {
  let text = "";
  for (const token of tokens) {
    if (token.type === "text" || token.type === "code_inline") text += token.content;
    else if (token.type === "softbreak" || token.type === "hardbreak") text += " ";
    else if (token.type === "image") text += plainText(token.children ?? []);
  }
  return text;
}
