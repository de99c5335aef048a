import type { GeneratorName } from "./generator.ts";

/** What the user decides about an import. Nothing is optional here: `undefined` means "find out". */
export interface MarkdownImportSettings {
  readonly folder: string;
  /** The content folder. */
  readonly into: string;
  /** Whether files that are there may be replaced. */
  readonly force: boolean;
  /** Whether nothing is written. */
  readonly dryRun: boolean;
  readonly from: GeneratorName | undefined;
  readonly as: "articles" | "pages";
  /** Names of fields there to names of fields here, beside the well-known ones. */
  readonly map: ReadonlyMap<string, string>;
  /** Id of the section for stories that say none. */
  readonly section: string;
  /** `category`, `folder`, `none`, or a field's name. */
  readonly sectionFrom: string;
  /** For stories without a date. */
  readonly date: string | undefined;
  /** IANA name: dates without an offset are in it. */
  readonly zone: string | undefined;
  /** Of every text, whatever the files say. */
  readonly language: string | undefined;
  /** If any are given, texts in others are left out. */
  readonly languages: readonly string[];
  /** The site's own, for a new `site.yaml`. */
  readonly siteLanguage: string | undefined;
  readonly name: string | undefined;
  readonly url: string | undefined;
  /** Origin (and base path) of the old site, without a trailing slash. */
  readonly oldSite: string | undefined;
  /** Pattern such as `/{year}/{month}/{day}/{slug}/`. */
  readonly oldAddresses: string | undefined;
  readonly keepAddresses: "redirect" | "permalink" | "none";
  /** Folders with pictures outside of the imported one, or deep in it. */
  readonly media: readonly string[];
  /** The project's own pattern of addresses and script of slugs. */
  readonly addresses: string;
  readonly slugs: "latin" | "native";
}
