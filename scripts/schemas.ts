import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { editorFiles } from "../src/cms/editors/editor-files.ts";
import { exit, inputFolder, readFlags, reportLanguage } from "./command-line.ts";

const help = `npm run schemas -- [flags]      writes what editors need to complete and check fields, into .vscode/

JSON Schemas of stories, authors, pages, site.yaml and trending.yaml, and snippets for fields and blocks. Sections and
authors of the newsroom are offered: run it again when there are others.

  --input=FOLDER     content folder (content)
  --language=en|hi   language of the explanations (en)

Exit code: 0 done, 2 wrong use.`;

const { values } = readFlags({ input: { type: "string" }, language: { type: "string" } }, help);
const input = inputFolder(values.input ?? "content");
for (const { path, text } of editorFiles(input, reportLanguage(values.language) ?? "en")) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  console.log(path);
}
process.exitCode = exit.done;
