import { readFileSync } from "node:fs";
import { applyChanges, type FileChange } from "../src/cms/terminal/apply-changes.ts";
import { renameTag, tagMatcher } from "../src/cms/terminal/rename-tag.ts";
import { explainError } from "../src/eleventy.ts";
import { foldText } from "../src/language/fold.ts";
import { suggest } from "../src/problems/suggest.ts";
import { configFile, inputFolder, readFlags, refuse } from "./command-line.ts";
import { openNewsroom } from "./open-newsroom.ts";

const help = `npm run rename-tag -- "FROM" "TO" [flags]      writes a topic otherwise in all stories

All spellings of FROM that are one topic are meant (हिन्दी and हिंदी); where TO is of the same topic, only FROM as it is
written. A story that has TO already does not get it twice.

  --dry-run          only say what would change
  --input=FOLDER     content folder (content)
  --output=FOLDER    the folder of the site, whose last build saves work (_site)
  --config=FILE      Eleventy configuration that adds the plugin (.eleventy.ts)

Exit code: 0 done, 1 site.yaml cannot be used, 2 wrong use or no such topic.`;

const { values, positionals } = readFlags(
  {
    "dry-run": { type: "boolean" },
    input: { type: "string" },
    output: { type: "string" },
    config: { type: "string" },
  },
  help,
  true,
);

const [from, to, ...others] = positionals.map((word) => word.trim().normalize("NFC"));
if (!from || !to || others.length > 0) {
  refuse(`Write both tags in quotation marks: npm run rename-tag -- "हिन्दी" "हिंदी"\n\n${help}`);
}
if (from === to) refuse("Both tags are the same.");
const input = inputFolder(values.input ?? "content");
const config = configFile(values.config);
const { stories } = await openNewsroom(input, config, values.output ?? "_site", undefined);
const isMeant = tagMatcher(from, to);
const tagged = stories.articles.filter(({ tags }) => tags.some(isMeant));
if (tagged.length === 0) {
  const known = new Set(stories.articles.flatMap(({ tags }) => tags));
  const meant = suggest(from, [...known]);
  refuse(`No story has the tag "${from}".${meant === undefined ? "" : ` Did you mean "${meant}"?`}`);
}
const formerTopic = stories.catalog.topics.get(foldText(from))?.address;
const changes: FileChange[] = [];
const left: string[] = [];
for (const { file } of tagged) {
  const disk = stories.diskOf(file);
  const text = readFileSync(disk, "utf8");
  const changed = renameTag(text, isMeant, to);
  if (changed === undefined) left.push(file);
  else if (changed !== text) changes.push({ file, disk, text: changed });
}
stories.close();
try {
  if (!values["dry-run"]) applyChanges(changes);
} catch (error) {
  refuse(explainError(error));
}
for (const { file } of changes) console.log(file);
for (const file of left) console.log(`not changed, since its fields cannot be read: ${file}`);
for (const file of stories.unread) console.log(`not looked at, since it has mistakes: ${file}`);
const written = values["dry-run"] ? "Nothing was written." : "";
console.log(
  `"${from}" -> "${to}" in ${changes.length} of ${stories.articles.length} stories. ${written}`.trim(),
);
if (formerTopic !== undefined && foldText(from) !== foldText(to)) {
  console.log(`The page ${formerTopic} goes. npm run check tells which links lead there.`);
}
