import { dirname, join } from "node:path";
import { locateFindings } from "../src/check/check.ts";
import { articleKinds } from "../src/check/schema.ts";
import { newFileName } from "../src/cms/backend/file-names.ts";
import { putFile } from "../src/cms/backend/put-file.ts";
import { composeStory, templateOf } from "../src/cms/terminal/new-story.ts";
import { readFrame } from "../src/cms/terminal/read-frame.ts";
import { explainError } from "../src/eleventy.ts";
import { localParts, parseDateTime } from "../src/language/dates.ts";
import { isLanguageTag } from "../src/language/languages.ts";
import { formatReport } from "../src/problems/report.ts";
import { suggest } from "../src/problems/suggest.ts";
import { readProjectSettings } from "../src/project-settings.ts";
import { readFrontMatter } from "../src/read/front-matter.ts";
import { listContent } from "../src/read/list-content.ts";
import { momentOf } from "../src/site.ts";
import { configFile, exit, inputFolder, moment, readFlags, refuse } from "./command-line.ts";

const help = `npm run new -- "HEADLINE" --section=ID [flags]      begins a story and prints the path of its file

  --section=ID       section of site.yaml, by id or title; may be left out where there is only one
  --kind=KIND        ${articleKinds.join(", ")} (news)
  --author=ID        of a file in authors/; several with commas
  --tags=LIST        topics, with commas
  --lang=CODE        language of the story, where it is not the site's
  --date=TIME        when it is first published, such as 2026-11-22T08:00 (now)
  --publish-at=TIME  embargo: nobody sees it before
  --published        without status: draft; it goes online with the next build
  --folder=PATH      folder below articles/ (the year)
  --input=FOLDER     content folder (content)
  --now=ISO          the moment to take for now
  --config=FILE      Eleventy configuration that adds the plugin (.eleventy.ts)

The file is made from content/templates/KIND.md, or from a template of ours. Exit code: 0 done, 1 site.yaml cannot be
used, 2 wrong use.`;

const { values, positionals } = readFlags(
  {
    section: { type: "string" },
    kind: { type: "string" },
    author: { type: "string" },
    tags: { type: "string" },
    lang: { type: "string" },
    date: { type: "string" },
    "publish-at": { type: "string" },
    published: { type: "boolean" },
    folder: { type: "string" },
    input: { type: "string" },
    now: { type: "string" },
    config: { type: "string" },
  },
  help,
  true,
);

const [headline, ...others] = positionals;
const title = headline?.replace(/\s+/gu, " ").trim().normalize("NFC") ?? "";
if (title === "" || others.length > 0) {
  refuse(`Write the headline in quotation marks: npm run new -- "भारी बारिश" --section=desh\n\n${help}`);
}
const input = inputFolder(values.input ?? "content");
const settings = await readProjectSettings(input, configFile(values.config)).catch((error) =>
  refuse(explainError(error)),
);
const { frame, problems } = readFrame(input, settings);
if (frame === undefined) {
  console.error(formatReport(problems, 1, settings.reportLanguage));
  process.exit(exit.problems);
}
const { site, knownAuthors } = frame;
const zone = site.timeZone;
const now = moment(values.now) ?? momentOf(settings.now, Date.now);
const kind = oneOf("--kind", values.kind ?? "news", articleKinds);
if (values.lang !== undefined && !isLanguageTag(values.lang)) {
  refuse(`--lang=${values.lang} is not a language code. Write one such as hi, en or ur.`);
}
const language = values.lang === site.language ? undefined : values.lang;
const idea = {
  title,
  kind,
  language,
  section: sectionOf(values.section),
  authors: listOf(values.author).map((id) => oneOf("--author", id, [...knownAuthors.keys()])),
  tags: listOf(values.tags),
  date: timeOf("--date", values.date) ?? now,
  publishAt: timeOf("--publish-at", values["publish-at"]) === undefined ? undefined : values["publish-at"],
  isPublished: values.published ?? false,
};

const template = templateOf(input, kind, language ?? site.language);
const text = composeStory(template.text, idea, zone);
if (text === undefined) refuseTemplate();
const { articles } = listContent(input, input);
const taken = new Set(articles.map(({ path }) => nameIn(path)));
const folder = (values.folder ?? String(localParts(idea.date, zone).year)).replace(/^\/+|\/+$/g, "");
if (!/^[^.\\/][^\\/]*(\/[^.\\/][^\\/]*)*$/u.test(folder)) {
  refuse(`--folder=${values.folder} is no folder below articles/. Write one such as --folder=2026/khel.`);
}
// Not only free in its folder: stories of one name would be told apart by their paths alone.
const name = newFileName(title, ".md", (candidate) => taken.has(candidate));
const file = join(input, "articles", folder, name);
try {
  if (!putFile(file, Buffer.from(text), true)) refuse(`${file} is there already.`);
} catch (error) {
  refuse(`${dirname(file)} cannot be written: ${(error as NodeJS.ErrnoException).code}.`);
}
console.log(file.replaceAll("\\", "/"));

/** Templates are no part of the site, so `npm run check` would not say what is wrong in one. */
function refuseTemplate(): never {
  const { path: file, text: written } = template;
  const findings = readFrontMatter(written).troubles.map((trouble) => ({ ...trouble, file }));
  if (findings.length === 0) return refuse(`${file} has fields that cannot be changed.`);
  const found = locateFindings(findings, () => written);
  return refuse(formatReport(found, 1, settings.reportLanguage));
}

function nameIn(path: string): string {
  return (path.split("/").at(-1) ?? path).toLowerCase();
}

function sectionOf(wanted: string | undefined): string {
  const known = site.sections.map(({ id, title: shown }) => `${id} (${shown})`).join(", ");
  const only = site.sections.length === 1 ? site.sections[0]?.id : undefined;
  if (wanted === undefined) return only ?? refuse(`Name a section: --section=ID. There are: ${known}.`);
  const found = site.sections.find(
    ({ id, title: shown }) => id === wanted || shown === wanted.normalize("NFC"),
  );
  return found?.id ?? refuse(`There is no section "${wanted}". There are: ${known}.`);
}

function oneOf<T extends string>(flag: string, wanted: string, known: readonly T[]): T {
  const found = known.find((each) => each === wanted);
  if (found !== undefined) return found;
  const meant = suggest(wanted, known);
  const hint = meant === undefined ? `There are: ${known.join(", ")}.` : `Did you mean ${flag}=${meant}?`;
  return refuse(`${flag}=${wanted} is unknown. ${hint}`);
}

function listOf(text: string | undefined): string[] {
  return (text ?? "")
    .split(",")
    .map((item) => item.trim().normalize("NFC"))
    .filter((item) => item !== "");
}

/** Epoch milliseconds of a time as writers write it. */
function timeOf(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const parsed = parseDateTime(text, zone);
  if (parsed.ok) return parsed.at;
  return refuse(`${flag}=${text} is no time in ${zone}. Write one such as ${flag}=2026-11-22T08:00`);
}
