import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isLive } from "../src/catalog/live.ts";
import { explainError } from "../src/eleventy.ts";
import { openRelating } from "../src/ledger/relating.ts";
import { NoSite, openCurrentStories } from "../src/live-stories.ts";
import { formatReport } from "../src/problems/report.ts";
import { readProjectCode } from "../src/project-code.ts";
import { readProjectSettings } from "../src/project-settings.ts";
import { momentOf } from "../src/site.ts";
import { stateFolder } from "../src/write/output-folder.ts";
import {
  configFile,
  exit,
  inputFolder,
  moment,
  readFlags,
  refuse,
  relativeFolder,
  reportLanguage,
  wholeNumber,
} from "./command-line.ts";
import { explainRelated, relatedInJson } from "./report-related.ts";

const help = `npm run related -- STORY [flags]      explains the related stories beside a story

STORY is its address, its path below articles/, or its slug.

  --limit=NUMBER     stories in the sidebar (the option related.limit)
  --input=FOLDER     content folder (content)
  --output=FOLDER    the folder of the site, whose last build saves work (_site)
  --now=ISO          the moment to explain for (now)
  --language=en|hi   language of the explanation (en)
  --config=FILE      Eleventy configuration that adds the plugin (.eleventy.ts)
  --json             print the explanation as JSON

It writes nothing. Exit code: 0 done, 1 site.yaml cannot be used, 2 wrong use or no such story.`;

const { values, positionals } = readFlags(
  {
    limit: { type: "string" },
    input: { type: "string" },
    output: { type: "string" },
    now: { type: "string" },
    language: { type: "string" },
    config: { type: "string" },
    json: { type: "boolean" },
  },
  help,
  true,
);

const [reference, ...others] = positionals;
if (reference === undefined || others.length > 0) {
  refuse(`Name one story: npm run related -- /section/slug/\n\n${help}`);
}
const mostRelated = 100;
const input = inputFolder(values.input ?? "content");
const output = relativeFolder(values.output ?? "_site");
const limit = wholeNumber("--limit", values.limit, mostRelated);
const asked = { language: reportLanguage(values.language), now: moment(values.now) };
const config = configFile(values.config);
const settings = await readProjectSettings(input, config).catch((error) => refuse(explainError(error)));
const language = asked.language ?? settings.reportLanguage;
const now = asked.now ?? momentOf(settings.now, Date.now);
const { program } = readProjectCode(config, process.env);
// Only for as long as the explanation takes.
const scratch = mkdtempSync(join(tmpdir(), "khabar-related-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));

const state = stateFolder(input, output);
const live = await openCurrentStories(input, settings, now, program, state, scratch).catch((error) => {
  if (!(error instanceof NoSite)) throw error;
  console.error(formatReport(error.problems, error.files, language));
  process.exit(exit.problems);
});
const { catalog } = live;
const story = findStory(reference);
const relating = openRelating(catalog, live.table, limit ?? settings.related.limit, undefined);
const explained = relating.explain(story);
if (values.json) console.log(JSON.stringify(relatedInJson(story, explained), undefined, 2));
else console.log(explainRelated(story, explained, catalog.site.timeZone, language));
live.close();

/** The live story that a reference names; else ends with what to write instead. */
function findStory(text: string) {
  const path = siteAddress(text);
  const found = catalog.references.candidates(path);
  const [first] = found;
  const isLiveNow = (article: typeof first) => article !== undefined && isLive(article, now);
  if (found.length === 1 && first !== undefined) {
    // Nothing else is told of it: who asks may not be the one who may know.
    if (!isLiveNow(first)) return refuse(`The story ${text} is not published at this moment.`);
    return catalog.byId.get(first.id) ?? first;
  }
  if (found.length > 1) {
    const names = found.filter(isLiveNow).map(({ id }) => id);
    if (names.length === 0) return refuse(`The story ${text} is not published at this moment.`);
    return refuse(`${text} is the slug of several stories. Write the path of one: ${names.join(", ")}`);
  }
  const file = path.replace(/^(content\/)?(articles\/)?/, "").replace(/\.md$/, "");
  if (live.unread.some((unread) => unread.endsWith(`articles/${file}.md`))) {
    return refuse(`The story ${text} has mistakes. npm run check tells which.`);
  }
  const { suggestion } = catalog.references.suggestions(path.replace(/\/$/, "").split("/").at(-1) ?? path);
  const meant = suggestion === undefined ? undefined : catalog.references.find(suggestion);
  const hint = isLiveNow(meant) ? ` Did you mean ${meant?.address}?` : "";
  const mistakes = live.unread.length === 0 ? "" : " Some stories have mistakes; npm run check tells which.";
  return refuse(`There is no story ${text}.${hint}${mistakes}`);
}

/** An address as a browser shows it, with the site in front or percent signs in it, as the site's own. */
function siteAddress(text: string): string {
  const { url, basePath } = catalog.site;
  const path = text.startsWith(`${url}/`) ? text.slice(url.length) : text;
  const below =
    basePath !== "" && path === text && path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : path;
  try {
    return decodeURI(below.replace(/[?#].*$/, ""));
  } catch {
    return below;
  }
}
