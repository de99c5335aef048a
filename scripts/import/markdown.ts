import { existsSync, statSync, writeFileSync } from "node:fs";
import { resolve, sep } from "node:path";
import { readWrittenDate } from "../../src/import/dates.ts";
import { wellKnownNames } from "../../src/import/markdown/field-names.ts";
import { type GeneratorName, generatorNames } from "../../src/import/markdown/generator.ts";
import { importMarkdown } from "../../src/import/markdown/import-markdown.ts";
import { isMeaning } from "../../src/import/markdown/read-stories.ts";
import type { MarkdownImportSettings } from "../../src/import/markdown/settings.ts";
import { ImportRefused } from "../../src/import/markdown/use-site.ts";
import { formatImportReport, summariseImport } from "../../src/import/report.ts";
import { isTimeZone } from "../../src/language/dates.ts";
import { isLanguageTag } from "../../src/language/languages.ts";
import { resolveOptions } from "../../src/options.ts";
import { readProjectSettings } from "../../src/project-settings.ts";
import { exit, progressLine, readFlags, refuse } from "../command-line.ts";

const help = `npm run import -- markdown FOLDER [flags]

Where to
  --into=FOLDER               content folder (content); files that are there stay
  --force                     replace files that are there
  --dry-run                   write nothing but the report
  --report=FILE               what could not be kept (import-report.md)

What is in FOLDER
  --from=${generatorNames.join("|")}   the generator (found out)
  --as=articles|pages         what the files become (articles)
  --map=a=b,c=d               fields there to fields here: --map=summary=description,topics=tags
  --media=FOLDER              further folder of pictures; may be repeated
  --date=DATE                 for files without a date
  --zone=ZONE                 of dates without an offset, and of a new site (the site's, else UTC)
  --languages=hi,bn           take only these
  --language=TAG              of every file, whatever it says

Sections
  --section=ID                for stories without one (news)
  --section-from=category|folder|none|FIELD   what tells the section (category)

Addresses
  --old-site=URL              the site until now: its links are links within, missing pages stay there
  --old-addresses=PATTERN     such as /{year}/{month}/{day}/{slug}/ (the generator's habit)
  --keep-addresses=redirect|permalink|none    what becomes of old addresses (redirect)

A new site.yaml
  --name=TEXT  --url=URL  --site-language=TAG

  --config=FILE               Eleventy configuration that adds the plugin (.eleventy.ts)

Exit code: 0 done, 1 some files could not be taken, 2 wrong use.`;

const text = { type: "string" } as const;
const texts = { type: "string", multiple: true } as const;
/** Imports as the words of the command say. */
export async function importFromMarkdown(): Promise<void> {
  const { values, positionals } = readFlags(
    {
      into: text,
      force: { type: "boolean" },
      "dry-run": { type: "boolean" },
      report: text,
      from: text,
      as: text,
      map: texts,
      media: texts,
      date: text,
      zone: text,
      languages: texts,
      language: text,
      section: text,
      "section-from": text,
      "old-site": text,
      "old-addresses": text,
      "keep-addresses": text,
      name: text,
      url: text,
      "site-language": text,
      config: text,
    },
    help,
    true,
  );

  const [, folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) refuse(`Name one folder to import.\n\n${help}`);
  requireFolder(folder);
  const media = values.media ?? [];
  for (const extra of media) requireFolder(extra);
  const into = values.into ?? "content";
  if (existsSync(into) && !statSync(into).isDirectory()) refuse(`${into} is not a folder.`);
  if (isWithin(into, folder) || isWithin(folder, into)) {
    refuse(`${folder} and ${into} lie in each other. Write into a folder of its own: --into=FOLDER`);
  }

  const zone = values.zone;
  if (zone !== undefined && !isTimeZone(zone))
    refuse(`There is no time zone "${zone}". Write one such as --zone=Asia/Kolkata`);
  if (values.date !== undefined && readWrittenDate(values.date, zone ?? "UTC") === undefined) {
    refuse(`"${values.date}" is not a date. Write one such as --date=2024-01-31`);
  }
  const languages = list(values.languages);
  for (const tag of [...languages, values.language, values["site-language"]]) {
    if (tag !== undefined && !isLanguageTag(tag))
      refuse(`"${tag}" is not a language. Write a tag such as hi or en-IN.`);
  }
  const section = values.section ?? "news";
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(section))
    refuse(`"${section}" cannot be a section's id. Write one such as --section=news`);
  const oldAddresses = values["old-addresses"];
  if (oldAddresses !== undefined && !oldAddresses.startsWith("/"))
    refuse(`--old-addresses begins with "/", such as /{year}/{slug}/`);

  const configPath = values.config ?? ".eleventy.ts";
  const project = existsSync(configPath)
    ? await readProjectSettings(existsSync(into) ? into : ".", configPath)
    : resolveOptions();
  const progress = progressLine();
  try {
    const settings = {
      folder,
      into,
      force: values.force ?? false,
      dryRun: values["dry-run"] ?? false,
      from: values.from === undefined ? undefined : oneOf<GeneratorName>("from", values.from, generatorNames),
      as: oneOf("as", values.as ?? "articles", ["articles", "pages"]),
      map: readMap(list(values.map)),
      section,
      sectionFrom: values["section-from"] ?? "category",
      date: values.date,
      zone,
      language: values.language,
      languages,
      siteLanguage: values["site-language"],
      name: values.name,
      url: webAddress("url", values.url),
      oldSite: webAddress("old-site", values["old-site"]),
      oldAddresses,
      keepAddresses: oneOf("keep-addresses", values["keep-addresses"] ?? "redirect", [
        "redirect",
        "permalink",
        "none",
      ]),
      media,
      addresses: project.addresses,
      slugs: project.slugs,
    } satisfies MarkdownImportSettings;
    const result = await importMarkdown(settings, progress.show);
    progress.end();
    const report = values.report ?? "import-report.md";
    writeFileSync(report, formatImportReport(result));
    console.log(summariseImport(result));
    console.log(`Everything in detail: ${report}`);
    process.exitCode = result.leftOut.some(({ failed }) => failed) ? exit.problems : exit.done;
  } catch (error) {
    if (error instanceof ImportRefused) refuse(error.message);
    throw error;
  }
}

function requireFolder(path: string): void {
  if (!existsSync(path) || !statSync(path).isDirectory()) refuse(`There is no folder ${path}.`);
}

function isWithin(inner: string, outer: string): boolean {
  return `${resolve(inner)}${sep}`.startsWith(`${resolve(outer)}${sep}`);
}

/** `--x=a,b --x=c` is a, b, c. */
function list(given: readonly string[] | undefined): string[] {
  return (given ?? [])
    .flatMap((part) => part.split(","))
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function oneOf<T extends string>(flag: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  return found ?? refuse(`--${flag} is "${value}", but must be one of: ${allowed.join(", ")}.`);
}

function readMap(pairs: readonly string[]): Map<string, string> {
  const map = new Map<string, string>();
  for (const pair of pairs) {
    const [from = "", to = ""] = pair.split("=").map((part) => part.trim());
    if (from === "" || !isMeaning(to)) {
      refuse(
        `--map=${pair} cannot be used. Write theirs=ours; ours are: ${Object.keys(wellKnownNames).join(", ")}.`,
      );
    }
    map.set(from, to);
  }
  return map;
}

function webAddress(flag: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (!/^https?:\/\/[^\s/]/.test(value) || !URL.canParse(value))
    refuse(`--${flag} is "${value}", but must begin with https://`);
  return value.replace(/\/+$/, "");
}
