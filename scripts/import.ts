import { exit, refuse } from "./command-line.ts";

const help = `npm run import -- KIND SOURCE [flags]      takes another site's stories into the content folder

  markdown FOLDER    a folder of Jekyll, Hugo, Eleventy, or of any Markdown files

npm run import -- KIND --help tells the flags.`;

/** Each kind reads its own flags. */
const kinds: Readonly<Record<string, () => Promise<void>>> = {
  markdown: async () => (await import("./import/markdown.ts")).importFromMarkdown(),
};

const kind = process.argv[2] ?? "--help";
if (kind === "--help") {
  console.log(help);
  process.exit(process.argv.length > 2 ? exit.done : exit.wrongUse);
}
const start = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
if (start === undefined)
  refuse(`There is no import from "${kind}". The kinds are: ${Object.keys(kinds).join(", ")}.\n\n${help}`);
await start();
