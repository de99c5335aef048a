import type { SourceText } from "./find-sources.ts";

export const generatorNames = ["hugo", "jekyll", "eleventy", "plain"] as const;

/** The program that made a site of the folder until now. */
export type GeneratorName = (typeof generatorNames)[number];

/** Which code in a body that program would run. */
export type TemplateLanguage = "shortcodes" | "liquid" | "none";

export interface Generator {
  readonly name: GeneratorName;
  readonly templates: TemplateLanguage;
  /** The folder of the copy below the imported one, `content/`; `""` if that is the imported one itself. */
  readonly root: string;
  /** Folders below the imported one whose files were at the top of the site. */
  readonly publicFolders: readonly string[];
}

const inputFolders = ["content", "src", "app", "site"];

/**
 * Recognises the generator by its configuration, its folders, or the code in the texts, in this order.
 *
 * @param files paths of everything that is not Markdown
 */
export function detectGenerator(
  texts: readonly SourceText[],
  files: Iterable<string>,
  folderName: string,
): GeneratorName {
  const paths = [...files];
  const has = (pattern: RegExp) => paths.some((path) => pattern.test(path));
  const hasText = (pattern: RegExp) => texts.some(({ path }) => pattern.test(path));
  if (has(/^\.?eleventy(\.config)?\.[cm]?[jt]s$/)) return "eleventy";
  if (has(/^(hugo|config)\.(toml|json|ya?ml)$|^config\/_default\//)) return "hugo";
  if (has(/^_config\.ya?ml$/) || /^_\w/.test(folderName)) return "jekyll";
  if (
    hasText(/(^|\/)_index(\.[\w-]+)?\.md$/) ||
    texts.some(({ text }) => /^\+\+\+\n/.test(text) || /\{\{[<%]\s*\/?\w/.test(text))
  ) {
    return "hugo";
  }
  if (hasText(/^_[a-z]\w*\//) || hasText(/(^|\/)_posts\//)) return "jekyll";
  return texts.some(({ text }) => /\{%-?\s*\w+|\{\{\s*(site|page)\./.test(text)) ? "jekyll" : "plain";
}

/** What follows from a generator for a folder. */
export function describeGenerator(name: GeneratorName, texts: readonly SourceText[]): Generator {
  const holdsText = (folder: string) => texts.some(({ path }) => path.startsWith(`${folder}/`));
  switch (name) {
    case "hugo":
      return {
        name,
        templates: "shortcodes",
        root: holdsText("content") ? "content/" : "",
        publicFolders: ["static", "assets"],
      };
    case "jekyll":
      return { name, templates: "liquid", root: "", publicFolders: [] };
    case "eleventy": {
      const root = inputFolders.find(holdsText);
      return {
        name,
        templates: "liquid",
        root: root === undefined ? "" : `${root}/`,
        publicFolders: ["public", "static"],
      };
    }
    case "plain":
      return { name, templates: "none", root: "", publicFolders: ["static", "public", "assets"] };
  }
}
