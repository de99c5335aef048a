import { realpathSync } from "node:fs";
import { basename } from "node:path";
import type { Site } from "../../check/types.ts";
import { formatContentFile } from "../content-file.ts";
import { type Written, writeInto } from "../content-writer.ts";
import { readExisting } from "../existing-newsroom.ts";
import type { ImportResult, LeftOut, Loss } from "../losses.ts";
import { chooseAuthors } from "../people.ts";
import { convertBodies } from "./convert-bodies.ts";
import { findSources } from "./find-sources.ts";
import { describeGenerator, detectGenerator } from "./generator.ts";
import { indexLinks } from "./link-index.ts";
import { findMedia, listMediaFolder } from "./media.ts";
import { jekyllPattern, type OldSite } from "./old-addresses.ts";
import { listOwnPages } from "./own-pages.ts";
import { planStories } from "./plan-stories.ts";
import { readStories } from "./read-stories.ts";
import { indexRelated } from "./related.ts";
import { giveSections } from "./sections.ts";
import type { MarkdownImportSettings } from "./settings.ts";
import { articleFields, pageFields } from "./story-fields.ts";
import { findOriginals } from "./translations.ts";
import { ImportRefused, placeholderUrl, readConfig, siteLanguage, useSite } from "./use-site.ts";

/**
 * Takes a folder of Markdown files of another site generator into a content folder.
 *
 * Files are read, understood and given their places before anything is written; what is written is what the checks
 * of a build accept. Existing files stay unless `force` is set.
 *
 * @param tell gets a word now and then about how far it has come
 * @throws {ImportRefused} if the content folder has a `site.yaml` that cannot be used, or a new one cannot say
 *   what it is to say
 */
export async function importMarkdown(
  settings: MarkdownImportSettings,
  tell: (progress: string) => void = () => {},
): Promise<ImportResult> {
  const { folder, into } = settings;
  const existing = await readExisting(into, settings);
  if (existing === undefined) {
    throw new ImportRefused(`${into}/site.yaml has problems. Run npm run check -- --input=${into}`);
  }
  const sources = await findSources(folder);
  tell(`reading ${sources.texts.length} files`);
  const folderName = basename(realpathSync(folder));
  const name = settings.from ?? detectGenerator(sources.texts, sources.files.keys(), folderName);
  const generator = describeGenerator(name, sources.texts);
  const config = readConfig(sources);

  const timeZone = existing.site?.timeZone ?? settings.zone ?? config?.timeZone ?? "UTC";
  const writtenZone = settings.zone ?? config?.timeZone ?? timeZone;
  const read = readStories(sources, generator, settings, writtenZone);
  const language = existing.site?.language ?? siteLanguage(read.stories, settings, config);
  const { stories, sections, losses: sectionLosses } = giveSections(read.stories, existing.site, settings);
  const facts = { language, timeZone, sections, config, folderName, settings };
  const { site, text: siteText } = useSite(existing.site, facts);

  const configured = generator.name === "jekyll" ? jekyllPattern(config?.permalink) : undefined;
  const pattern = settings.oldAddresses ?? configured;
  const old: OldSite = { generator, pattern, zone: writtenZone, mainLanguage: language };
  const { planned, losses: addressLosses } = planStories(stories, site, old, existing, settings);
  const written = planned.flatMap(({ isPage, source }) => (isPage ? [] : source.authors));
  const authors = chooseAuthors(existing.authors, written);

  const extra = new Map(settings.media.flatMap((path) => [...listMediaFolder(path)]));
  const media = findMedia(sources.files, generator.publicFolders, generator.root, extra);
  const origins = { own: site.url, old: settings.oldSite };
  const index = indexLinks(planned, origins, listOwnPages(site, planned, existing, authors.missing()));
  const bodies = convertBodies(planned, generator.templates, {
    index,
    media,
    oldSite: placeOf(settings, site),
  });
  const around = {
    media,
    language,
    zone: timeZone,
    writtenZone,
    original: findOriginals(planned, language),
    related: indexRelated(planned, index),
    authorId: authors.idOf,
  };

  const writer = writeInto(into, settings.force, settings.dryRun);
  const losses: Loss[] = [...read.losses, ...sectionLosses, ...addressLosses];
  const leftOut: LeftOut[] = [...sources.leftOut, ...read.leftOut];
  const files = planned.length + leftOut.length;
  const isThere = (file: string, result: Written): boolean => {
    if (result === "written" || result === "same") return true;
    leftOut.push({ file, line: undefined, reason: refusals[result], failed: true });
    return false;
  };
  if (siteText !== undefined) isThere("site.yaml", writer.write("site.yaml", siteText));
  const taken = planned.filter((story, index) => {
    if (index % 20 === 0) tell(`${index} of ${planned.length} files`);
    const { fields, losses: own } = story.isPage ? pageFields(story, around) : articleFields(story, around);
    const body = bodies.of(story);
    if (!isThere(story.source.path, writer.write(story.file, formatContentFile(fields, body.text))))
      return false;
    for (const loss of [own, body.losses].flat()) losses.push(loss);
    return true;
  });
  const newAuthors = authors
    .missing()
    .filter(
      ({ id, name }) => writer.write(`authors/${id}.md`, formatContentFile({ name }, "")) === "written",
    );
  const copied = [...media.taken()].filter(([path, disk]) => isThere(path, writer.copy(path, disk)));
  return {
    source: folder,
    target: into,
    files,
    articles: taken.filter(({ isPage }) => !isPage).length,
    pages: taken.filter(({ isPage }) => isPage).length,
    authors: newAuthors.length,
    media: copied.length,
    leftOut,
    losses,
    advice: adviseUser(settings, site, siteText !== undefined, taken.length),
  };
}

const refusals: Record<Exclude<Written, "written" | "same">, string> = {
  exists: "A file of this name is already in the content folder. Use --force to replace it.",
  outside: "It would be written outside of the content folder, through a symbolic link there.",
  unwritable: "It cannot be written into the content folder. Check its permissions.",
};

/** Where missing pages still are. A site that stays where it was has no old place to send readers to. */
function placeOf({ oldSite }: MarkdownImportSettings, site: Site): string | undefined {
  return oldSite === undefined || new URL(oldSite).host === new URL(site.url).host ? undefined : oldSite;
}

function adviseUser({ into }: MarkdownImportSettings, site: Site, isNew: boolean, taken: number): string[] {
  const advice: string[] = [];
  if (isNew) advice.push(`${into}/site.yaml is new. Look at its name, url and sections.`);
  if (isNew && site.url === placeholderUrl) {
    advice.push(`Its url ${placeholderUrl} only stands in: write the site's own.`);
  }
  if (isNew && site.sections.length > 12) {
    const many = `There are ${site.sections.length} sections.`;
    advice.push(`${many} With --section-from=none all stories go to one and categories become tags.`);
  }
  if (taken > 0) advice.push(`Check the newsroom now: npm run check -- --input=${into}`);
  return advice;
}
