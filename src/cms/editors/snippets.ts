// biome-ignore-all lint/suspicious/noTemplateCurlyInString: `${1}` is a place of a snippet.
import { blockNames } from "../../body/blocks.ts";

/** Snippets as Visual Studio Code reads them, by name. */
export type Snippets = Readonly<
  Record<
    string,
    { readonly prefix: readonly string[]; readonly body: readonly string[]; readonly description: string }
  >
>;

interface BlockSnippet {
  readonly body: readonly string[];
  readonly description: string;
}

/** What is typed into each block. `$1`, `$2` … are the places that the Tab key goes to. */
const blocks: Readonly<Record<(typeof blockNames)[number], BlockSnippet>> = {
  "also-read": {
    body: ["::: also-read ${1:slug-of-a-story}", ":::", "$0"],
    description: "ये भी पढ़ें: a box with other stories, by slug, address or path",
  },
  quote: {
    body: ["::: quote ${2:who said it}", "${1:the words}", ":::", "$0"],
    description: "A quotation that stands out",
  },
  video: {
    body: ["::: video ${1:https://}", "${2:what it shows}", ":::", "$0"],
    description: "A video, loaded when the reader asks for it",
  },
  embed: {
    body: ["::: embed ${1:https://}", "${2:what it says}", ":::", "$0"],
    description: "Something of another site, loaded when the reader asks for it",
  },
  gallery: {
    body: ["::: gallery", "![${2:what it shows}](media/${1:name.jpg})", ":::", "$0"],
    description: "Pictures in a row, one a line",
  },
  note: {
    body: ["::: note ${2:heading}", "${1:text}", ":::", "$0"],
    description: "A box with background or a remark",
  },
  live: {
    body: ["::: live ${1:$CURRENT_HOUR:$CURRENT_MINUTE} ${2:headline}", "${3:what happened}", ":::", "$0"],
    description: "An entry of a live blog",
  },
};

/** A snippet for each block of a text; `:::` and the block's name bring it up. */
export function blockSnippets(): Snippets {
  return Object.fromEntries(
    blockNames.map((name) => {
      const { body, description } = blocks[name];
      return [`Khabar: ${name}`, { prefix: [`::: ${name}`, name], body, description }];
    }),
  );
}

/** The field names and fixed values of front matter, from the JSON Schema of an article. */
export function fieldSnippets(article: Readonly<Record<string, unknown>>): Snippets {
  const fields = article.properties as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  return Object.fromEntries(
    Object.entries(fields).map(([name, schema]) => [
      `Khabar: ${name}:`,
      {
        prefix: [`${name}:`],
        body: snippetOf(name, schema),
        description: String(schema.description ?? schema.title ?? name).replaceAll("`", ""),
      },
    ]),
  );
}

function snippetOf(name: string, schema: Readonly<Record<string, unknown>>): string[] {
  const choices = choicesOf(schema);
  if (choices.length > 0) return [`${name}: \${1|${choices.join(",")}|}`];
  if (name === "image") {
    return [
      "image:",
      "  src: media/${1:name.jpg}",
      '  alt: "${2:what it shows}"',
      '  caption: "${3}"',
      '  credit: "${4}"',
    ];
  }
  if (schema.pattern !== undefined) {
    return [`${name}: \${1:$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE\${2:T$CURRENT_HOUR:$CURRENT_MINUTE}}`];
  }
  if (name === "corrections") {
    return ["corrections:", "  - date: ${1:$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE}", '    text: "${2}"'];
  }
  if (schema.type === "string" || [schema.type].flat().includes("string")) return [`${name}: "\${1}"`];
  return [`${name}: [\${1}]`];
}

/** The values that a field may have, or that are known for it. */
function choicesOf(schema: Readonly<Record<string, unknown>>): string[] {
  if (Array.isArray(schema.enum)) return schema.enum.filter((value) => value !== null).map(String);
  if (schema.type !== undefined || !Array.isArray(schema.anyOf)) return [];
  const known = schema.anyOf.find((each: { enum?: unknown }) => Array.isArray(each.enum));
  const isOneText = schema.anyOf.every((each: { type?: unknown }) => each.type !== "array");
  return known !== undefined && isOneText ? known.enum.map(String) : [];
}
