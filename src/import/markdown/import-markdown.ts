import { readFileSync, realpathSync } from "node:fs";
import { basename } from "node:path";
import type { Site } from "../../check/types.ts";
import { slugOf } from "../../language/slug.ts";
import { formatContentFile } from "../content-file.ts";
import { writeInto } from "../content-writer.ts";
import { type ExistingNewsroom, readExisting } from "../existing-newsroom.ts";
import type { ImportResult, LeftOut, Loss } from "../losses.ts";
import { chooseAuthors, humanise, type WrittenAuthor } from "../people.ts";
import { writeSite } from "../site-file.ts";
import { convertBodies } from "./convert-bodies.ts";
import { findSources, type Sources } from "./find-sources.ts";
import { describeGenerator, detectGenerator } from "./generator.ts";
import { mostFrequent } from "./languages.ts";
import { indexLinks } from "./link-index.ts";
import { findMedia, listMediaFolder } from "./media.ts";
import { jekyllPattern, type OldSite } from "./old-addresses.ts";
import { type PlacedStory, sectionWords } from "./place-story.ts";
import { type PlannedStory, planStories, type SectionedStory } from "./plan-stories.ts";
import { readStories } from "./read-stories.ts";
import { indexRelated } from "./related.ts";
import { chooseSections, type WrittenSection } from "./sections.ts";
import type { MarkdownImportSettings } from "./settings.ts";
import { configNames, readSiteConfig, type SiteConfig } from "./site-config.ts";
import { articleFields, type FieldSurroundings, pageFields } from "./story-fields.ts";

/** The import cannot begin; the message says what to do. */
export class ImportRefused extends Error {}

/** For a site that says none: nobody can own a name below `.example`. */
const placeholderUrl = "https://newsroom.example";

/**
 * Takes a folder of Markdown files of another site generator into a content folder.
 *
 * Files are read, understood and given their places before anything is written; what is written is what the checks
 * of a build accept. Existing files stay unless `force` is set.
 *
 * @throws {ImportRefused} if the content folder has a `site.yaml` that cannot be used, or a new one cannot say
 *   what it is to say
 */
export async function importMarkdown(settings: MarkdownImportSettings): Promise<ImportResult> {
  const existing = await readExisting(settings.into, settings);
  if (existing === undefined) {
    throw new ImportRefused(
      `${settings.into}/site.yaml has problems. Run npm run check -- --input=${settings.into}`,
    );
  }
  const sources = await findSources(settings.folder);
  const folderName = basename(realpathSync(settings.folder));
  const generatorName = settings.from ?? detectGenerator(sources.texts, sources.files.keys(), folderName);
  const generator = describeGenerator(generatorName, sources.texts);
  const config = readConfig(sources);

  const zone = existing.site?.timeZone ?? settings.zone ?? config?.timeZone ?? "UTC";
  const writtenZone = settings.zone ?? config?.timeZone ?? zone;
  const read = readStories(sources, generator, settings, writtenZone);
  const language = existing.site?.language ?? siteLanguage(read.stories, settings, config);
  const losses: Loss[] = [...read.losses];

  const { stories, sections } = giveSections(read.stories, existing, settings, losses);
  const { site, text: siteText } = useSite(existing.site, {
    language,
    timeZone: zone,
    sections,
    config,
    folderName,
    settings,
  });
  const old: OldSite = {
    generator,
    pattern:
      settings.oldAddresses ?? (generator.name === "jekyll" ? jekyllPattern(config?.permalink) : undefined),
    mainLanguage: language,
  };
  const { planned, losses: addressLosses } = planStories(stories, site, old, existing, settings);
  losses.push(...addressLosses);

  const media = findMedia(sources.files, generator.publicFolders, generator.root, extraMedia(settings.media));
  const authors = chooseAuthors(
    existing.authors,
    planned.filter(({ isPage }) => !isPage).flatMap(({ source }) => source.authors),
  );
  const ownPages = listOwnPages(site, planned, existing, authors.missing());
  const origins = [site.url, settings.oldSite].filter((origin) => origin !== undefined);
  const index = indexLinks(planned, origins, ownPages);
  // A site that stays where it was has no old place to send readers to.
  const oldSite =
    settings.oldSite !== undefined && !isSameHost(settings.oldSite, site.url) ? settings.oldSite : undefined;
  const bodies = convertBodies(planned, generator.templates, { index, media, oldSite });
  const around: FieldSurroundings = {
    media,
    language,
    zone,
    writtenZone,
    original: findOriginals(planned, language),
    related: indexRelated(planned, index),
    authorId: authors.idOf,
  };

  const writer = writeInto(settings.into, settings.force, settings.dryRun);
  const leftOut: LeftOut[] = [...sources.leftOut, ...read.leftOut];
  const taken = { articles: 0, pages: 0 };
  if (siteText !== undefined) writer.write("site.yaml", siteText);
  for (const story of planned) {
    const { fields, losses: fieldLosses } = story.isPage
      ? pageFields(story, around)
      : articleFields(story, around);
    const body = bodies.of(story);
    const written = writer.write(story.file, formatContentFile(fields, body.text));
    if (written === "exists" || written === "outside") {
      leftOut.push({ file: story.source.path, line: undefined, reason: refusal[written], failed: true });
      continue;
    }
    taken[story.isPage ? "pages" : "articles"]++;
    losses.push(...fieldLosses, ...body.losses);
  }
  let newAuthors = 0;
  for (const { id, name } of authors.missing()) {
    if (writer.write(`authors/${id}.md`, formatContentFile({ name }, "")) === "written") newAuthors++;
  }
  let copied = 0;
  for (const [path, disk] of media.taken()) {
    const written = writer.copy(path, disk);
    if (written === "written" || written === "same") copied++;
    else leftOut.push({ file: path, line: undefined, reason: refusal[written], failed: true });
  }
  return {
    source: settings.folder,
    target: settings.into,
    files: sources.texts.length + sources.leftOut.length,
    ...taken,
    authors: newAuthors,
    media: copied,
    leftOut,
    losses,
    advice: adviseUser(settings, site, siteText !== undefined, planned),
  };
}

const refusal = {
  exists: "A file of this name is already in the content folder. Use --force to replace it.",
  outside: "It would be written outside of the content folder, through a symbolic link there.",
};

function readConfig({ files }: Sources): SiteConfig | undefined {
  const name = configNames.find((candidate) => files.has(candidate));
  const disk = name === undefined ? undefined : files.get(name);
  return name === undefined || disk === undefined
    ? undefined
    : readSiteConfig(name, readFileSync(disk, "utf8"));
}

function siteLanguage(
  stories: readonly PlacedStory[],
  settings: MarkdownImportSettings,
  config: SiteConfig | undefined,
): string {
  const said = settings.siteLanguage ?? settings.language ?? config?.language?.replaceAll("_", "-");
  return said ?? mostFrequent(stories.map((story) => story.language));
}

function giveSections(
  stories: readonly PlacedStory[],
  existing: ExistingNewsroom,
  settings: MarkdownImportSettings,
  losses: Loss[],
): { stories: SectionedStory[]; sections: readonly WrittenSection[] } {
  const chooser = chooseSections(settings.section, existing.site);
  const sectioned = stories.map((story): SectionedStory => {
    const { categories, tags, path } = story.source;
    if (story.isPage) return { ...story, section: "", tags };
    const words = sectionWords(story, settings.sectionFrom);
    const { id, isMeant } = chooser.choose(words);
    if (!isMeant) losses.push({ kind: "section", file: path, line: undefined, what: `${words} → ${id}` });
    const others =
      settings.sectionFrom !== "none" && settings.sectionFrom !== "folder" && isMeant
        ? categories.slice(1)
        : categories;
    return { ...story, section: id, tags: withoutRepetitions([...tags, ...others]) };
  });
  const chosen = chooser.chosen();
  return {
    stories: sectioned,
    sections: chosen.length > 0 ? chosen : [{ id: settings.section, title: humanise(settings.section) }],
  };
}

/** Tags that differ only in case or punctuation are one. */
function withoutRepetitions(tags: readonly string[]): string[] {
  return [...new Map(tags.toReversed().map((tag) => [slugOf(tag), tag])).values()].toReversed();
}

interface SiteFacts {
  readonly language: string;
  readonly timeZone: string;
  readonly sections: readonly WrittenSection[];
  readonly config: SiteConfig | undefined;
  readonly folderName: string;
  readonly settings: MarkdownImportSettings;
}

/** The newsroom's own site, or a new one from what the flags and the old configuration say. */
function useSite(existing: Site | undefined, facts: SiteFacts): { site: Site; text: string | undefined } {
  if (existing !== undefined) return { site: existing, text: undefined };
  const { language, timeZone, sections, config, folderName, settings } = facts;
  const configUrl = config?.url !== undefined && /^https?:\/\/[^/]/.test(config.url) ? config.url : undefined;
  try {
    return writeSite({
      name: settings.name ?? config?.name ?? humanise(folderName),
      url: settings.url ?? configUrl ?? placeholderUrl,
      language,
      timeZone,
      sections,
    });
  } catch (error) {
    if (error instanceof RangeError) throw new ImportRefused(error.message);
    throw error;
  }
}

function isSameHost(a: string, b: string): boolean {
  return new URL(a).host === new URL(b).host;
}

function extraMedia(folders: readonly string[]): Map<string, string> {
  const files = new Map<string, string>();
  for (const folder of folders) for (const [path, disk] of listMediaFolder(folder)) files.set(path, disk);
  return files;
}

/** Pages of the new site that no source file makes: a link to the old one of the same address still leads there. */
function listOwnPages(
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
    ...site.sections.map(({ address }) => address),
    ...lasting.flatMap(({ tags }) => tags.map((tag) => `/topics/${slugOf(tag)}/`)),
    ...authors.map((id) => `/authors/${slugOf(id)}/`),
    ...existing.addresses.keys(),
  ]);
}

/** Finds the story that another one is a translation of: the same path in the site's own language. */
function findOriginals(
  stories: readonly PlannedStory[],
  language: string,
): (story: PlannedStory) => PlannedStory | undefined {
  const keyOf = ({ source, plainPath }: PlannedStory) => source.translationKey ?? plainPath;
  const originals = new Map<string, PlannedStory>();
  for (const story of stories) {
    if (!story.isPage && (story.language ?? language) === language) originals.set(keyOf(story), story);
  }
  return (story) => {
    const original = (story.language ?? language) === language ? undefined : originals.get(keyOf(story));
    return original === story ? undefined : original;
  };
}

function adviseUser(
  settings: MarkdownImportSettings,
  site: Site,
  isNew: boolean,
  stories: readonly PlannedStory[],
): string[] {
  const advice: string[] = [];
  if (isNew) advice.push(`${settings.into}/site.yaml is new. Look at its name, url and sections.`);
  if (isNew && site.url === placeholderUrl)
    advice.push(`Its url ${placeholderUrl} only stands in: write the site's own.`);
  if (isNew && site.sections.length > 12) {
    advice.push(
      `There are ${site.sections.length} sections. With --section-from=none all stories go to one and categories become tags.`,
    );
  }
  if (stories.length > 0) advice.push(`Check the newsroom now: npm run check -- --input=${settings.into}`);
  return advice;
}
