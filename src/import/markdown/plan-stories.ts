import type { Site } from "../../check/types.ts";
import { cleanPath } from "../../check/values.ts";
import { slugOf } from "../../language/slug.ts";
import { ownAddresses } from "../../plan/site-plan.ts";
import { compareText } from "../../problems/problem.ts";
import type { ExistingNewsroom } from "../existing-newsroom.ts";
import type { Loss } from "../losses.ts";
import { addressesOf } from "./addresses.ts";
import { nameOf } from "./file-clues.ts";
import { contentPath } from "./file-names.ts";
import { hadAddress, type OldSite, oldAddresses } from "./old-addresses.ts";
import type { PlacedStory } from "./place-story.ts";
import type { MarkdownImportSettings } from "./settings.ts";

/** A story with its file and its address in the newsroom. */
export interface PlannedStory extends PlacedStory {
  /** Below the content folder: `articles/2019/rain.md`. */
  readonly file: string;
  readonly section: string;
  readonly tags: readonly string[];
  readonly address: string;
  /** Only where the file's name does not say it. */
  readonly slug: string | undefined;
  readonly permalink: string | undefined;
  readonly redirectFrom: readonly string[];
  /** Every address that a link may know the story by. */
  readonly oldAddresses: readonly string[];
}

/** A placed story with the section it goes to. */
export interface SectionedStory extends PlacedStory {
  readonly section: string;
  readonly tags: readonly string[];
}

/**
 * Gives every story its file, its address, and redirects from its old addresses.
 *
 * Where two stories would have one address, the one in the site's main language keeps it, else the first by path;
 * the other gets its language or a number behind its slug.
 *
 * @param stories any order; not modified
 * @returns in the order of the source paths
 */
export function planStories(
  stories: readonly SectionedStory[],
  site: Site,
  old: OldSite,
  existing: ExistingNewsroom,
  settings: MarkdownImportSettings,
): { planned: PlannedStory[]; losses: Loss[] } {
  const losses: Loss[] = [];
  const addresses = addressesOf(site, settings);
  const owners = takenAddresses(stories, site, existing);
  const files = new Set<string>();
  const inOrder = stories.toSorted(
    (a, b) =>
      Number(a.language !== old.mainLanguage) - Number(b.language !== old.mainLanguage) ||
      compareText(a.source.path, b.source.path),
  );
  const lose = (kind: Loss["kind"], story: PlacedStory, what: string) => {
    losses.push({ kind, file: story.source.path, line: undefined, what });
  };

  const addressed = inOrder.map((story) => {
    const file = contentPath(story, files);
    const known = oldAddresses(story, old);
    const isFree = (address: string) => (owners.get(address.toLowerCase()) ?? file) === file;
    const base = { date: story.source.date?.text, section: story.section };
    const kept = settings.keepAddresses === "permalink" && hadAddress(story, old) ? known[0] : undefined;
    if (kept !== undefined) {
      const address =
        isFree(kept) && !isGenerated(kept) ? addresses.of(file, { ...base, permalink: kept }) : undefined;
      if (address !== undefined) {
        owners.set(address.toLowerCase(), file);
        return { story, file, known, address, slug: undefined, permalink: kept };
      }
      lose("address", story, `${kept} is taken`);
    }
    const wanted = slugOf(story.source.slug ?? nameOf(story.source.path), { script: settings.slugs });
    for (const [index, slug] of slugCandidates(wanted, story.language, old.mainLanguage)) {
      const unsaid = addresses.of(file, base);
      const said = addresses.of(file, { ...base, slug });
      const address = said ?? unsaid ?? `/${slug}/`;
      if (!isFree(address) || isGenerated(address)) continue;
      owners.set(address.toLowerCase(), file);
      if (index > 0) lose("address", story, address);
      return {
        story,
        file,
        known,
        address,
        slug: address === unsaid ? undefined : slug,
        permalink: undefined,
      };
    }
    throw new Error("a number is always free");
  });

  const planned = addressed.map(({ story, file, known, address, slug, permalink }): PlannedStory => {
    const wanted = [
      ...(settings.keepAddresses === "redirect" && hadAddress(story, old) ? known.slice(0, 1) : []),
      ...(settings.keepAddresses === "none"
        ? []
        : story.source.aliases.map((alias) => resolveAlias(alias, known[0]))),
    ];
    const redirectFrom: string[] = [];
    for (const written of wanted) {
      const path = cleanPath(written);
      if (path === address) continue;
      const owner = path === undefined ? undefined : owners.get(path.toLowerCase());
      if (path === undefined) lose("redirect", story, `${written} cannot be an address here`);
      else if (isGenerated(path)) lose("redirect", story, `${path} is a page of the site itself`);
      else if (owner !== undefined && owner !== file) lose("redirect", story, `${path} belongs to ${owner}`);
      else if (path.toLowerCase() !== address.toLowerCase() && !redirectFrom.includes(path)) {
        owners.set(path.toLowerCase(), file);
        redirectFrom.push(path);
      }
    }
    const aliases = story.source.aliases.flatMap((alias) => cleanPath(resolveAlias(alias, known[0])) ?? []);
    return { ...story, file, address, slug, permalink, redirectFrom, oldAddresses: [...known, ...aliases] };
  });
  return { planned: planned.toSorted((a, b) => compareText(a.source.path, b.source.path)), losses };
}

/** The wanted slug, then with the language, then with numbers. */
function* slugCandidates(
  wanted: string,
  language: string | undefined,
  mainLanguage: string,
): Generator<[number, string]> {
  yield [0, wanted];
  let index = 1;
  if (language !== undefined && language !== mainLanguage)
    yield [index++, `${wanted}-${language.toLowerCase()}`];
  for (let count = 2; ; count++) yield [index++, `${wanted}-${count}`];
}

/** An alias without a leading `/` is beside the story, as Hugo has it. */
function resolveAlias(alias: string, address: string | undefined): string {
  const path = alias.replace(/^https?:\/\/[^/]+/, "") || "/";
  if (path.startsWith("/")) return path;
  return new URL(path, new URL("..", `https://site.invalid${address ?? "/"}`)).pathname;
}

/** Pages of lists, which come and go with the stories. */
function isGenerated(address: string): boolean {
  return (
    /^\/archive\/\d{4}\/\d{2}\/|\/page\/\d+\/$|^\/(media|assets|admin)\//.test(address) ||
    /\/(feed|atom)\.(xml|json)$/.test(address)
  );
}

function takenAddresses(
  stories: readonly SectionedStory[],
  site: Site,
  existing: ExistingNewsroom,
): Map<string, string> {
  const owners = new Map<string, string>(existing.addresses);
  const own = "the site itself";
  for (const address of [...ownAddresses, ...site.sections.map(({ address }) => address)])
    owners.set(address, own);
  const tags = [...existing.tags, ...stories.flatMap((story) => story.tags)];
  for (const tag of new Set(tags)) owners.set(`/topics/${slugOf(tag)}/`, own);
  const authors = [
    ...existing.authors.values(),
    ...stories.flatMap(({ source }) => source.authors.map(({ id }) => id)),
  ];
  for (const id of new Set(authors)) owners.set(`/authors/${slugOf(id)}/`, own);
  return owners;
}
