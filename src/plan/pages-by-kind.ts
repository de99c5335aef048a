import type { PagePlan } from "./site-plan.ts";
import { type PageKind, pageKinds } from "./views.ts";

/** Pages for Eleventy's virtual templates: one template a kind. */
export type PagesByKind = Readonly<Record<PageKind, readonly PagePlan[]>>;

/** @param pages in any order, which is kept within a kind */
export function byKind(pages: readonly PagePlan[]): PagesByKind {
  const kinds = Object.fromEntries(pageKinds.map((kind) => [kind, [] as PagePlan[]]));
  for (const page of pages) kinds[page.kind]?.push(page);
  return kinds as unknown as PagesByKind;
}
