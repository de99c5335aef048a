import type { Generator } from "./generator.ts";
import { languageOfPath } from "./languages.ts";
import type { MarkdownImportSettings } from "./settings.ts";
import type { SourceStory } from "./source-story.ts";

/** A story whose place in the content folder is known. */
export interface PlacedStory {
  readonly source: SourceStory;
  readonly isPage: boolean;
  /** `undefined` if nothing says which. */
  readonly language: string | undefined;
  /** Where the text stood in its site: `hi/news/rain.md`. */
  readonly sitePath: string;
  /** The same without what says the language: equal for all translations of a text. */
  readonly plainPath: string;
  /** Folder of the site, without language, dates and the file's own. */
  readonly folder: string | undefined;
  readonly collection: string | undefined;
}

/** Why a file is not wanted, though nothing is wrong with it. */
export interface Unwanted {
  readonly reason: string;
}

const pageLayouts = /^(page|pages|about|contact|static)$/i;

/** Decides what a file is and where its copy belongs. */
export function placeStory(
  source: SourceStory,
  generator: Generator,
  settings: MarkdownImportSettings,
): PlacedStory | Unwanted {
  const inRoot = source.path.startsWith(generator.root)
    ? source.path.slice(generator.root.length)
    : source.path;
  const collection = generator.name === "jekyll" ? /^_([a-z]\w*)\//i.exec(inRoot)?.[1] : undefined;
  const path =
    generator.name === "jekyll"
      ? inRoot.replace(/^_[a-z]\w*\//i, "").replace(/(^|\/)_posts\//, "$1")
      : inRoot;
  const name = path.split("/").at(-1) ?? path;
  const isList = generator.name === "hugo" && /^_index(\.[\w-]+)?\.\w+$/.test(name);
  if (isList && source.body.trim() === "")
    return { reason: "It is the settings of a list page, which Khabar makes by itself." };
  if (isProjectFile(source.path)) return { reason: "It tells about the project, not the site." };

  const named = languageOfPath(path, settings.languages);
  const language = settings.language ?? source.language ?? named?.language;
  if (settings.languages.length > 0 && (language === undefined || !settings.languages.includes(language))) {
    return {
      reason: `Its language is ${language ?? "not known"}; wanted are ${settings.languages.join(", ")}.`,
    };
  }
  const isJekyllPage =
    generator.name === "jekyll" && collection === undefined && !/(^|\/)_posts\//.test(inRoot);
  const isPage =
    settings.as === "pages" ||
    isList ||
    pageLayouts.test(source.layout ?? "") ||
    (isJekyllPage && source.date === undefined);
  const folders = (named?.pathWithout ?? path).split("/").slice(0, -1);
  return {
    source,
    isPage,
    language,
    sitePath: path,
    plainPath: named?.pathWithout ?? path,
    folder: folders.find((folder) => !/^\d+$/.test(folder)),
    collection,
  };
}

function isProjectFile(path: string): boolean {
  return /^(readme|license|licence|contributing|changelog|code_of_conduct|security)\.\w+$/i.test(path);
}

/** What a story belongs to, as written; `undefined` for the default section. */
export function sectionWords({ source, folder }: PlacedStory, sectionFrom: string): string | undefined {
  if (sectionFrom === "none") return undefined;
  return sectionFrom === "folder" ? folder : source.categories[0];
}
