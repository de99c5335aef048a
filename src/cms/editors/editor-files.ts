import { siteSchema } from "../../check/schema.ts";
import type { ReportLanguage } from "../../problems/report.ts";
import { readYaml } from "../../read/front-matter.ts";
import { listContent } from "../../read/list-content.ts";
import { readSource } from "../../read/read-source.ts";
import { fieldWords, screenWords } from "../screen/words.ts";
import { contentSchemas, type KnownNames } from "./content-schemas.ts";
import { blockSnippets, fieldSnippets } from "./snippets.ts";

/** A file for an editor: path below the folder of the project, and text. */
export interface EditorFile {
  readonly path: string;
  readonly text: string;
}

/**
 * The files by which Visual Studio Code completes and checks what writers type, `.vscode/schemas/article.json` and
 * others. The same newsroom gives the same bytes.
 *
 * @param input the content folder
 * @param language of the explanations
 */
export function editorFiles(input: string, language: ReportLanguage): EditorFile[] {
  const words = screenWords(language);
  const schemas = contentSchemas(readNames(input), (path) => fieldWords(path.split("."), words));
  const snippets = { ...blockSnippets(), ...fieldSnippets(schemas.article) };
  const scoped = Object.fromEntries(
    Object.entries(snippets).map(([name, snippet]) => [name, { scope: "markdown", ...snippet }]),
  );
  return [
    ...Object.entries(schemas).map(([kind, schema]) => ({
      path: `.vscode/schemas/${kind}.json`,
      text: `${JSON.stringify(schema, undefined, 2)}\n`,
    })),
    { path: ".vscode/khabar.code-snippets", text: `${JSON.stringify(scoped, undefined, 2)}\n` },
  ];
}

/** Sections and authors, as far as they can be read. */
function readNames(input: string): KnownNames {
  const { site, authors } = listContent(input, input);
  const written = site && readSource(site, []);
  const sections = siteSchema.shape.sections.safeParse(written && readYaml(written.text).fields.sections);
  return {
    sections: sections.success ? sections.data.map(({ id }) => id) : [],
    authors: authors.map(({ path }) => path.replace(/^authors\/|\.md$/g, "")),
  };
}
