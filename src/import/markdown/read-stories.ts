import { readWrittenDate, type WrittenDate } from "../dates.ts";
import type { LeftOut, Loss } from "../losses.ts";
import { foldName, type Meaning, wellKnownNames } from "./field-names.ts";
import type { Sources } from "./find-sources.ts";
import { readSourceFields } from "./front-matter.ts";
import type { Generator } from "./generator.ts";
import { isNestedTooDeeply } from "./nesting.ts";
import { type PlacedStory, placeStory } from "./place-story.ts";
import type { MarkdownImportSettings } from "./settings.ts";
import { readSourceStory } from "./source-story.ts";

/** All stories of a folder that are wanted and can be read, in the order of their paths. */
export interface ReadStories {
  readonly stories: readonly PlacedStory[];
  readonly leftOut: readonly LeftOut[];
  readonly losses: readonly Loss[];
}

/**
 * Reads every source file. One that is broken is left out and the others go on.
 *
 * @param zone IANA name, for dates without an offset
 */
export function readStories(
  { texts, files }: Sources,
  generator: Generator,
  settings: MarkdownImportSettings,
  zone: string,
): ReadStories {
  const stories: PlacedStory[] = [];
  const leftOut: LeftOut[] = [];
  const losses: Loss[] = [];
  const rules = { map: fieldMap(settings), zone, spacesPartLists: generator.name === "jekyll" };
  const fallbackDate = settings.date === undefined ? undefined : readWrittenDate(settings.date, zone);
  for (const text of texts) {
    const fields = readSourceFields(text.text);
    if ("reason" in fields) {
      leftOut.push({ file: text.path, line: fields.line, reason: fields.reason, failed: true });
      continue;
    }
    if (isNestedTooDeeply(fields.body)) {
      const reason = "More than 1000 elements of HTML stand in each other. Close them.";
      leftOut.push({ file: text.path, line: undefined, reason, failed: true });
      continue;
    }
    const { story, losses: own } = readSourceStory(text, fields, rules);
    const placed = placeStory(story, generator, settings);
    if ("reason" in placed) {
      leftOut.push({ file: text.path, line: undefined, reason: placed.reason, failed: false });
      continue;
    }
    const dated = withDate(placed, fallbackDate);
    if (dated === undefined) {
      const reason =
        "It has no date. Give one for all such files with --date=2024-01-31, or import them with --as=pages.";
      leftOut.push({ file: text.path, line: undefined, reason, failed: true });
      continue;
    }
    stories.push(dated);
    losses.push(...own);
  }
  for (const path of files.keys()) {
    if (!/\.(mdx|html?|adoc|rst|org)$/i.test(path) || !path.startsWith(generator.root)) continue;
    if (generator.publicFolders.some((folder) => path.startsWith(`${folder}/`))) continue;
    const isPageOfGenerator = /\.html?$/i.test(path);
    const reason = isPageOfGenerator ? "It is HTML, not Markdown." : "It is not plain Markdown.";
    leftOut.push({ file: path, line: undefined, reason, failed: !isPageOfGenerator });
  }
  return { stories, leftOut, losses };
}

function withDate(placed: PlacedStory, fallback: WrittenDate | undefined): PlacedStory | undefined {
  if (placed.isPage || placed.source.date !== undefined) return placed;
  return fallback && { ...placed, source: { ...placed.source, date: fallback } };
}

/** The user's names for fields, with the one that `--section-from` names. */
function fieldMap({ map, sectionFrom }: MarkdownImportSettings): Map<string, Meaning> {
  const meanings = new Map<string, Meaning>();
  for (const [name, meaning] of map) if (isMeaning(meaning)) meanings.set(foldName(name), meaning);
  if (!["category", "folder", "none"].includes(sectionFrom)) meanings.set(foldName(sectionFrom), "section");
  return meanings;
}

/** Whether a field of ours can be filled from another one. */
export function isMeaning(name: string): name is Meaning {
  return Object.hasOwn(wellKnownNames, name);
}
