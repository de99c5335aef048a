import { outlineBody } from "../body/outline.ts";
import { severityOf } from "../problems/problem.ts";
import { readFrontMatter } from "../read/front-matter.ts";
import type { SourceFile } from "../read/read-source.ts";
import { readFields } from "./fields.ts";
import type { Referring } from "./references.ts";
import { articleSchema } from "./schema.ts";
import { asList } from "./values.ts";

/** A story with a field that cannot be used: it has no address yet, but its references and links can be checked. */
export interface UnfinishedStory extends Referring {
  /** The home page's, since the story has none of its own. */
  readonly address: "/";
}

/**
 * What can be checked of a story that `readArticle` gave up on, so that a writer hears of everything in one run.
 *
 * @returns `undefined` if not even its front matter can be read
 */
export function readUnfinished(file: SourceFile): UnfinishedStory | undefined {
  const { frontMatter, troubles } = readFrontMatter(file.text);
  if (troubles.some(({ code }) => severityOf[code] === "error")) return undefined;
  const { fields } = readFields(articleSchema, frontMatter.fields, file, []);
  const outline = outlineBody(frontMatter.body);
  // Without an address nobody knows where a relative link leads.
  const links = outline.links.filter(({ href }) => /^(\/|#|https?:)/.test(href));
  return {
    id: file.path.replace(/^articles\//, "").replace(/\.md$/, ""),
    file: file.shown,
    address: "/",
    related: asList(fields.related),
    unrelated: asList(fields.unrelated),
    translationOf: fields.translationOf?.trim(),
    draft: frontMatter.fields.status === "draft",
    outline: { ...outline, links },
    bodyLine: frontMatter.bodyLine,
  };
}

/** Whether an address or a reference seems to mean one of these stories: what is wrong with them was told already. */
export function meansUnfinished(written: string, files: readonly SourceFile[]): boolean {
  const named = lastPart(written.replace(/[?#].*$/, ""));
  return files.some(
    ({ path }) =>
      lastPart(path)
        .replace(/\.md$/, "")
        .replace(/^\d{4}-\d{2}-\d{2}[-_ ]+/, "") === named,
  );
}

function lastPart(path: string): string {
  return path.replace(/\/$/, "").split("/").at(-1) ?? "";
}
