import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { outlineBody } from "../src/body/outline.ts";
import { diskOf } from "../src/cms/backend/content-paths.ts";
import { contentKinds } from "../src/cms/splice/field-kinds.ts";
import { applyChanges, type FileChange, isOneFile } from "../src/cms/terminal/apply-changes.ts";
import { moveStory, renamingOf } from "../src/cms/terminal/move-story.ts";
import { readFrame } from "../src/cms/terminal/read-frame.ts";
import {
  leadsToRenamed,
  type MentioningText,
  rewriteMentions,
} from "../src/cms/terminal/rewrite-mentions.ts";
import { explainError } from "../src/eleventy.ts";
import { readFrontMatter } from "../src/read/front-matter.ts";
import { configFile, inputFolder, moment, readFlags, refuse } from "./command-line.ts";
import { findAnyStory, openNewsroom } from "./open-newsroom.ts";

const help = `npm run mv -- STORY [NEW-NAME] [flags]      renames or moves a story and leaves a redirect

STORY is its file, its address or its slug. NEW-NAME is a name for its file, or a path below articles/; the address
follows it, unless the story has a slug of its own. Sidebars, also-read boxes, links and trending.yaml follow too.

  --section=ID       move it to another section
  --slug=SLUG        give it another last part of its address
  --dry-run          only say what would change
  --input=FOLDER     content folder (content)
  --output=FOLDER    the folder of the site, whose last build saves work (_site)
  --now=ISO          the moment to take for now
  --config=FILE      Eleventy configuration that adds the plugin (.eleventy.ts)

Exit code: 0 done, 1 site.yaml cannot be used, 2 wrong use or no such story.`;

const { values, positionals } = readFlags(
  {
    section: { type: "string" },
    slug: { type: "string" },
    "dry-run": { type: "boolean" },
    input: { type: "string" },
    output: { type: "string" },
    now: { type: "string" },
    config: { type: "string" },
  },
  help,
  true,
);

const [reference, name, ...others] = positionals;
const isAsked = name !== undefined || values.section !== undefined || values.slug !== undefined;
if (reference === undefined || others.length > 0 || !isAsked) {
  refuse(`Say which story goes where: npm run mv -- bhari-barish --section=desh\n\n${help}`);
}
const input = inputFolder(values.input ?? "content");
const config = configFile(values.config);
const { stories, settings, now } = await openNewsroom(
  input,
  config,
  values.output ?? "_site",
  moment(values.now),
);
const { catalog, articles, shownFolder } = stories;
const { frame } = readFrame(input, settings);
if (frame === undefined) refuse("site.yaml cannot be used. npm run check tells why.");
const story = findAnyStory(stories, reference);
const known = catalog.site.sections.map(({ id }) => id);
if (values.section !== undefined && !known.includes(values.section)) {
  refuse(`There is no section "${values.section}". There are: ${known.join(", ")}.`);
}

const id = name === undefined ? story.id : idOf(name);
const from = join(input, "articles", `${story.id}.md`);
const to = join(input, "articles", `${id}.md`);
const fromDisk = stories.diskOf(story.file);
const toDisk = diskOf(input, ["articles", ...`${id}.md`.split("/")]);
const isSameFile = id === story.id;
if (existsSync(toDisk) && !isOneFile(fromDisk, toDisk)) refuse(`${to} is there already.`);
const move = { id, section: values.section, slug: values.slug };
const moved = moveStory(readFileSync(fromDisk, "utf8"), story, move, frame, {
  ...settings,
  shownFolder,
  now,
});
if (typeof moved === "string") refuse(moved);
const { article } = moved;
const owner = articles.find(
  (other) =>
    other.id !== story.id &&
    (other.address === article.address || other.redirectFrom.includes(article.address)),
);
if (owner !== undefined)
  refuse(`The address ${article.address} belongs to ${owner.file}. Choose another name.`);

const renaming = renamingOf(story, article, (written) => {
  const found = catalog.references.candidates(written);
  return found.length === 1 && found[0]?.id === story.id;
});
const left: string[] = [];
const stillLinking: string[] = [];
const changes: FileChange[] = [];
const rewrite = (file: string, kind: keyof typeof contentKinds, body?: MentioningText) => {
  const disk = stories.diskOf(file);
  const text = readFileSync(disk, "utf8");
  const form = file.endsWith(".md") ? "markdown" : "yaml";
  const changed = rewriteMentions(text, { form, kind: contentKinds[kind] }, body, catalog.site.url, renaming);
  if (changed === undefined) left.push(file);
  else if (changed !== text) changes.push({ file, disk, text: changed });
  if (body && stillLinks(changed ?? text, body)) stillLinking.push(file);
};
function stillLinks(text: string, { address }: MentioningText): boolean {
  return outlineBody(readFrontMatter(text).frontMatter.body).links.some(({ href }) =>
    leadsToRenamed(href, address, catalog.site.url, renaming),
  );
}
for (const other of articles) {
  if (other.id !== story.id && mayMention(other)) rewrite(other.file, "articles", other);
}
// Those of the catalog are only what readers see.
for (const page of frame.pages) rewrite(page.file, "pages", page);
for (const author of catalog.authors.values()) rewrite(author.file, "authors", author);
const trending = join(input, "trending.yaml");
if (existsSync(trending)) rewrite(trending, "trending.yaml");
// What the story says of itself goes along.
const own = rewriteMentions(
  moved.text,
  { form: "markdown", kind: contentKinds.articles },
  article,
  catalog.site.url,
  renaming,
);
stories.close();

try {
  if (!values["dry-run"]) applyChanges(changes, { from: fromDisk, to: toDisk, text: own ?? moved.text });
} catch (error) {
  refuse(explainError(error));
}
console.log(isSameFile ? from : `${from} -> ${to}`);
if (article.address !== story.address) {
  const redirect = moved.leavesRedirect
    ? "; the old address leads there"
    : "; nobody has seen the old address";
  console.log(`${story.address} -> ${article.address}${redirect}`);
} else console.log(`The address stays ${story.address}`);
for (const { file } of changes) console.log(`also changed: ${file}`);
for (const file of left) console.log(`not changed, since its fields cannot be read: ${file}`);
for (const file of stillLinking) console.log(`still links to the old address: ${file}`);
for (const file of stories.unread) console.log(`not looked at, since it has mistakes: ${file}`);
if (values["dry-run"]) console.log("Nothing was written.");

/** The path below `articles/` of a new name, in the story's folder unless it names one. */
function idOf(text: string): string {
  const written = text.normalize("NFC").replaceAll("\\", "/").replace(/^\.\//, "");
  const below = (written.startsWith(`${shownFolder}/`) ? written.slice(shownFolder.length + 1) : written)
    .replace(/^(content\/)?articles\//, "")
    .replace(/\.md$/, "");
  const path = below.includes("/") ? below : posix.join(posix.dirname(story.id), below);
  const parts = path.split("/");
  const isPlain = parts.every((part) => /^[^.\s:*?"<>|\u0000-\u001f][^:*?"<>|\u0000-\u001f]*$/u.test(part));
  const isShort = parts.every((part) => Buffer.byteLength(part) <= 200);
  if (!isPlain || !isShort)
    refuse(`"${text}" cannot be a file below articles/. Write a name such as bhari-barish.`);
  return path;
}

/** Whether a story may speak of the one that moves. */
function mayMention({ related, unrelated, translationOf, outline }: (typeof articles)[number]): boolean {
  if (related.includes(story.id) || unrelated.includes(story.id) || translationOf === story.id) return true;
  return outline.links.length > 0 || outline.blocks.some(({ name: block }) => block === "also-read");
}
