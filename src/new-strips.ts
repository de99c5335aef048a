import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type PublishedPart, publishedPart } from "./desk.ts";
import type { Desks } from "./desks.ts";
import type { SitePlan } from "./newsroom.ts";
import type { PagePlan } from "./plan/site-plan.ts";
import type { Press, RenderedPage } from "./press.ts";
import { findSwap, type Swap } from "./write/splice.ts";
import { openWriter } from "./write/write-file.ts";

/** Pages that are alike, and what is swapped in them. */
export interface PlannedSwap {
  readonly pages: readonly number[];
  readonly swap: Swap;
}

/** Fewer pages are rendered sooner than compared. */
const worthASwap = 8;

/**
 * Plans new strips for pages that are otherwise as they were: a new edition changes the strip of every page, and to
 * render them all would take ten times as long as to write them.
 *
 * Of each kind of page and each language one is rendered, and compared with the page that stands.
 *
 * @param toRender grows by pages for which that does not work out
 */
export async function planSwaps(
  desks: Desks,
  press: Press,
  output: string,
  { pages }: SitePlan,
  toSwap: readonly number[],
  toRender: number[],
): Promise<PlannedSwap[]> {
  const groups = new Map<string, number[]>();
  for (const page of toSwap) {
    const alike = `${pages[page]?.kind} ${pages[page]?.language}`;
    const group = groups.get(alike);
    if (group) group.push(page);
    else groups.set(alike, [page]);
  }
  const chosen = [...groups.values()].filter((group) => group.length >= worthASwap);
  desks.expectSwaps(toSwap.length);
  const samples =
    chosen.length === 0
      ? []
      : await press.render(chosen.map(([first]) => pages[first as number] as PagePlan));
  const planned: PlannedSwap[] = [];
  for (const [index, group] of chosen.entries()) {
    const { path, content } = samples[index] as RenderedPage;
    const swap = findSwap(readFileSync(join(output, path), "utf8"), content);
    if (swap) planned.push({ pages: group, swap });
  }
  const taken = new Set(planned.map(({ pages: group }) => group));
  for (const group of groups.values()) if (!taken.has(group)) toRender.push(...group);
  return planned;
}

/** Puts the new strips into the pages; a page that has changed meanwhile is rendered after all. */
export async function swapStrips(
  desks: Desks,
  press: Press,
  { pages }: SitePlan,
  swaps: readonly PlannedSwap[],
  output: string,
): Promise<PublishedPart[]> {
  const pathOf = (page: number) => (pages[page] as PagePlan).file;
  const parts = await desks.swap(
    swaps.map(({ pages: group, swap }) => ({
      pages: Int32Array.from(group),
      paths: group.map(pathOf),
      swap,
    })),
  );
  const done = new Set(parts.flatMap((part) => [...part.pages]));
  const left = swaps.flatMap(({ pages: group }) => group.filter((page) => !done.has(page)));
  if (left.length === 0) return parts;
  const writer = openWriter(output);
  const rendered = await press.render(left.map((page) => pages[page] as PagePlan));
  const files = rendered.map(({ path, content }) => writer.write(path, content));
  return [...parts, publishedPart(left, files, writer.counts.written)];
}
