import { readFileSync } from "node:fs";
import type { Site } from "../../check/types.ts";
import { humanise } from "../people.ts";
import { writeSite } from "../site-file.ts";
import type { Sources } from "./find-sources.ts";
import { mostFrequent } from "./languages.ts";
import type { PlacedStory } from "./place-story.ts";
import type { WrittenSection } from "./sections.ts";
import type { MarkdownImportSettings } from "./settings.ts";
import { configNames, readSiteConfig, type SiteConfig } from "./site-config.ts";

/** The import cannot begin; the message says what to do. */
export class ImportRefused extends Error {}

/** For a site that says none: nobody can own a name below `.example`. */
export const placeholderUrl = "https://newsroom.example";

/** The configuration of the old generator, if it lies in the folder. */
export function readConfig({ files }: Sources): SiteConfig | undefined {
  const name = configNames.find((candidate) => files.has(candidate));
  const disk = name === undefined ? undefined : files.get(name);
  return name === undefined || disk === undefined
    ? undefined
    : readSiteConfig(name, readFileSync(disk, "utf8"));
}

/** The language of a new site: the one that is said, else that of most texts. */
export function siteLanguage(
  stories: readonly PlacedStory[],
  settings: MarkdownImportSettings,
  config: SiteConfig | undefined,
): string {
  const said = settings.siteLanguage ?? settings.language ?? config?.language;
  return said ?? mostFrequent(stories.map((story) => story.language));
}

/** What a new site is made of. */
export interface SiteFacts {
  readonly language: string;
  readonly timeZone: string;
  readonly sections: readonly WrittenSection[];
  readonly config: SiteConfig | undefined;
  readonly folderName: string;
  readonly settings: MarkdownImportSettings;
}

/**
 * The newsroom's own site, or a new one from what the flags and the old configuration say.
 *
 * @returns with the text of `site.yaml` if there is none yet
 * @throws {ImportRefused} if the checks refuse what a new one would say
 */
export function useSite(
  existing: Site | undefined,
  facts: SiteFacts,
): { site: Site; text: string | undefined } {
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
