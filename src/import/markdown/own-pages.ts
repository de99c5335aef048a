import type { Site } from "../../check/types.ts";
import { slugOf } from "../../language/slug.ts";
import type { ExistingNewsroom } from "../existing-newsroom.ts";
import type { WrittenAuthor } from "../people.ts";
import type { PlannedStory } from "./plan-stories.ts";

/** Pages of the new site that no source file makes: a link to the old one of the same address still leads there. */
export function listOwnPages(
  site: Site,
  stories: readonly PlannedStory[],
  existing: ExistingNewsroom,
  newAuthors: readonly WrittenAuthor[],
): Set<string> {
  // A topic of drafts alone, or of stories that expire, may have no page.
  const lasting = stories.filter(
    ({ isPage, source }) =>
      !isPage && !source.draft && source.expireAt === undefined && source.publishAt === undefined,
  );
  const authors = [...existing.authors.values(), ...newAuthors.map(({ id }) => id)];
  return new Set([
    "/",
    "/feed.xml",
    "/atom.xml",
    "/feed.json",
    "/sitemap.xml",
    ...site.sections.map(({ address }) => address),
    ...lasting.flatMap(({ tags }) => tags.map((tag) => `/topics/${slugOf(tag)}/`)),
    ...authors.map((id) => `/authors/${slugOf(id)}/`),
    ...existing.addresses.keys(),
  ]);
}
