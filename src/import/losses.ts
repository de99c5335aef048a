/** What an import can lose or change, in the order of the report. */
export const lossKinds = {
  field: "Fields that Khabar does not have",
  value: "Values that could not be understood and were left out",
  date: "Dates that cannot stand together and were left out",
  section: "Stories in another section than before",
  author: "Authors written in a way that could not be understood",
  address: "Addresses that changed because another file has the same one",
  redirect: "Old addresses that cannot be redirected",
  reference: "References to stories that are not there",
  template: "Template code that was removed",
  markup: "Marks of the old Markdown that were removed",
  escaped: "Lines with ::: that are not blocks here, kept as text",
  "link-words": "Links whose page is not there: only their words were kept",
  "link-old-site": "Links whose page is not there: they lead to the old site",
  anchor: "Links to a part of a page that does not exist: they lead to the page",
  "image-missing": "Pictures whose file is not there: only their words were kept",
  "image-remote": "Lead pictures on other sites: they must be saved in media/",
  "image-alt": "Pictures without a description: title, caption or headline stands in for it",
  html: "HTML that the build leaves out",
  title: "Titles taken from the first heading or the file's name",
} as const;

export type LossKind = keyof typeof lossKinds;

/** Something that could not be kept as it was. */
export interface Loss {
  readonly kind: LossKind;
  /** Path below the imported folder. */
  readonly file: string;
  /** From 1; `undefined` where it is about the whole file. */
  readonly line: number | undefined;
  /** What was there: a field's name, a link, a piece of code. */
  readonly what: string;
}

/** A file that is not in the newsroom now. */
export interface LeftOut {
  readonly file: string;
  readonly line: number | undefined;
  readonly reason: string;
  /** Whether it should have been taken and could not be; a list page or another language was not wanted. */
  readonly failed: boolean;
}

/** What happened to a folder of files. */
export interface ImportResult {
  readonly source: string;
  readonly target: string;
  /** How many source files were looked at. */
  readonly files: number;
  readonly articles: number;
  readonly pages: number;
  readonly authors: number;
  readonly media: number;
  readonly leftOut: readonly LeftOut[];
  readonly losses: readonly Loss[];
  /** What somebody should do now, a sentence each. */
  readonly advice: readonly string[];
}
