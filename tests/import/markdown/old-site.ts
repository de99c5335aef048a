import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { ImportResult, LossKind } from "../../../src/import/losses.ts";
import { importMarkdown } from "../../../src/import/markdown/import-markdown.ts";
import type { MarkdownImportSettings } from "../../../src/import/markdown/settings.ts";
import { explainProblem } from "../../../src/problems/report.ts";
import { openNewsroomAt } from "../../support/open-newsroom.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { addFiles } from "../../support/write-newsroom.ts";

/** A new folder with these files. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = temporaryFolder("import");
  addFiles(folder, files);
  return folder;
}

export interface Imported {
  readonly result: ImportResult;
  /** The content folder. */
  readonly into: string;
  /** Its text files by path. */
  readonly files: Readonly<Record<string, string>>;
  /** Losses of a kind, as `file:line what`. */
  losses(kind: LossKind): string[];
  /** What a build would refuse, in words. */
  errors(): Promise<string[]>;
}

export const plainSettings: Omit<MarkdownImportSettings, "folder" | "into"> = {
  force: false,
  dryRun: false,
  from: undefined,
  as: "articles",
  map: new Map(),
  section: "news",
  sectionFrom: "category",
  date: undefined,
  zone: undefined,
  language: undefined,
  languages: [],
  siteLanguage: undefined,
  name: undefined,
  url: undefined,
  oldSite: undefined,
  oldAddresses: undefined,
  keepAddresses: "redirect",
  media: [],
  addresses: "/{section}/{slug}/",
  slugs: "latin",
};

/** Imports files as the command would. */
export async function importFiles(
  source: Readonly<Record<string, string | Uint8Array>> | string,
  settings: Partial<MarkdownImportSettings> = {},
): Promise<Imported> {
  const folder = typeof source === "string" ? source : folderOf(source);
  const into = settings.into ?? join(folderOf({}), "content");
  const result = await importMarkdown({ ...plainSettings, folder, into, ...settings });
  return {
    result,
    into,
    files: readTexts(into),
    losses: (kind) =>
      result.losses
        .filter((loss) => loss.kind === kind)
        .map(({ file, line, what }) => `${file}${line === undefined ? "" : `:${line}`} ${what}`),
    errors: () => errorsOf(into),
  };
}

/** @returns every error of a newsroom, without warnings */
export async function errorsOf(folder: string): Promise<string[]> {
  const { problems, plan } = await openNewsroomAt(folder, Date.UTC(2026, 10, 22));
  plan?.close();
  return problems
    .filter(({ severity }) => severity === "error")
    .map((problem) => `${problem.file}:${problem.line} ${problem.code} ${explainProblem(problem, "en")}`);
}

function readTexts(folder: string): Record<string, string> {
  const texts: Record<string, string> = {};
  const paths = statSync(folder, { throwIfNoEntry: false })
    ? readdirSync(folder, { recursive: true, encoding: "utf8" })
    : [];
  for (const path of paths.sort()) {
    if (/\.(md|yaml)$/.test(path)) texts[path] = readFileSync(join(folder, path), "utf8");
  }
  return texts;
}

/** A file with front matter of YAML. */
export function story(fields: string, body = ""): string {
  return `---\n${fields.trim()}\n---\n${body}`;
}
