/** What a field of another generator can be for us. */
export type Meaning =
  | "title"
  | "seoTitle"
  | "kicker"
  | "description"
  | "date"
  | "updated"
  | "publishAt"
  | "expireAt"
  | "section"
  | "authors"
  | "tags"
  | "series"
  | "kind"
  | "image"
  | "imageAlt"
  | "imageCaption"
  | "imageCredit"
  | "language"
  | "translationKey"
  | "id"
  | "related"
  | "slug"
  | "permalink"
  | "redirectFrom"
  | "canonical"
  | "comments"
  | "status"
  | "published";

/** Well-known names, folded; of several in one file the one that stands first here is taken. */
export const wellKnownNames: Readonly<Record<Meaning, readonly string[]>> = {
  title: ["title", "headline", "name"],
  seoTitle: ["seotitle", "metatitle"],
  kicker: ["kicker", "eyebrow"],
  description: [
    "description",
    "summary",
    "excerpt",
    "subtitle",
    "deck",
    "lede",
    "lead",
    "abstract",
    "standfirst",
  ],
  date: [
    "date",
    "publisheddate",
    "publishedat",
    "datepublished",
    "pubdate",
    "created",
    "createdat",
    "datecreated",
  ],
  updated: [
    "updated",
    "lastmod",
    "lastmodifiedat",
    "lastmodified",
    "modified",
    "datemodified",
    "updatedat",
    "dateupdated",
    "updateddate",
    "modifieddate",
  ],
  publishAt: ["publishat", "publishdate"],
  expireAt: ["expireat", "expirydate", "unpublishdate", "expires"],
  section: ["section", "categories", "category"],
  authors: ["authors", "author", "byline"],
  tags: ["tags", "tag", "keywords"],
  series: ["series"],
  kind: ["kind"],
  image: [
    "image",
    "featuredimage",
    "coverimage",
    "cover",
    "thumbnail",
    "primaryimage",
    "heroimage",
    "hero",
    "banner",
    "ogimage",
    "socialimage",
    "images",
  ],
  imageAlt: ["imagealt", "featuredimagealt", "coveralt", "thumbnailalt"],
  imageCaption: ["imagecaption", "featuredimagecaption", "covercaption"],
  imageCredit: ["imagecredit", "featuredimagecredit", "covercredit", "imagesource"],
  language: ["language", "lang", "locale"],
  translationKey: ["translationkey", "translationof", "translationid", "langref"],
  id: ["id", "uid"],
  related: ["related", "relatedposts", "relatedarticles"],
  slug: ["slug"],
  permalink: ["permalink", "url"],
  redirectFrom: ["redirectfrom", "aliases", "alias", "redirects"],
  canonical: ["canonical", "canonicalurl"],
  comments: ["comments"],
  status: ["status", "draft"],
  published: ["published"],
};

/** `last_modified_at`, `lastModifiedAt` and `Last-Modified-At` are one name. */
export function foldName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]/gu, "");
}

/**
 * What the fields of a file are for.
 *
 * @param names as they stand in the file
 * @param map the user's own names, folded, which win over the well-known ones
 * @returns for each meaning the fields that have it, the one to take first
 */
export function understandNames(
  names: Iterable<string>,
  map: ReadonlyMap<string, Meaning>,
): { meant: Map<Meaning, string[]>; unknown: string[] } {
  const meant = new Map<Meaning, { name: string; rank: number }[]>();
  const unknown: string[] = [];
  for (const name of names) {
    const folded = foldName(name);
    const own = map.get(folded);
    const meaning = own ?? meaningOf.get(folded);
    if (meaning === undefined) {
      unknown.push(name);
      continue;
    }
    const rank = own === undefined ? wellKnownNames[meaning].indexOf(folded) : -1;
    meant.set(meaning, [...(meant.get(meaning) ?? []), { name, rank }]);
  }
  const sorted = [...meant].map(([meaning, fields]): [Meaning, string[]] => [
    meaning,
    fields.toSorted((a, b) => a.rank - b.rank).map(({ name }) => name),
  ]);
  return { meant: new Map(sorted), unknown };
}

const meaningOf: ReadonlyMap<string, Meaning> = new Map(
  Object.entries(wellKnownNames).flatMap(([meaning, names]) =>
    names.map((name) => [name, meaning as Meaning]),
  ),
);
