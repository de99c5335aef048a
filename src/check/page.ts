import { outlineBody } from "../body/outline.ts";
import { slugOf } from "../language/slug.ts";
import { type Finding, severityOf } from "../problems/problem.ts";
import { readFrontMatter } from "../read/front-matter.ts";
import type { SourceFile } from "../read/read-source.ts";
import { readRedirects } from "./article.ts";
import { findBodyProblems } from "./body.ts";
import { readFields } from "./fields.ts";
import type { PictureReader } from "./pictures.ts";
import { pageSchema } from "./schema.ts";
import type { Page, Site } from "./types.ts";
import { readValues } from "./values.ts";

/** Reads a plain page; its address is `/{slug}/`, in folders as the files are. */
export function readPage(
  file: SourceFile,
  site: Site,
  pictures: PictureReader,
  slugs: "latin" | "native",
  findings: Finding[],
): Page | undefined {
  const { frontMatter, troubles } = readFrontMatter(file.text);
  for (const trouble of troubles) findings.push({ ...trouble, file: file.shown });
  if (troubles.some(({ code }) => severityOf[code] === "error")) return undefined;
  const own: Finding[] = [];
  const page = readChecked(file, frontMatter, site, pictures, slugs, own);
  const draft = frontMatter.fields.status === "draft";
  for (const finding of own) findings.push(draft ? { ...finding, severity: "warning" } : finding);
  return page;
}

function readChecked(
  file: SourceFile,
  frontMatter: ReturnType<typeof readFrontMatter>["frontMatter"],
  site: Site,
  pictures: PictureReader,
  slugs: "latin" | "native",
  findings: Finding[],
): Page | undefined {
  const outline = outlineBody(frontMatter.body);
  const bodyIsRight = findBodyProblems(outline, frontMatter.bodyLine, file, pictures, findings);
  const { fields: typed, whole } = readFields(pageSchema, frontMatter.fields, file, findings);
  const before = findings.length;
  const values = readValues(file, site.timeZone, findings);
  const updated = typed.updated === undefined ? undefined : values.dateTime(["updated"], typed.updated);
  const language =
    typed.language === undefined ? site.language : values.language(["language"], typed.language);
  const permalink = typed.permalink === undefined ? undefined : values.path(["permalink"], typed.permalink);
  const redirectFrom = readRedirects(typed.redirectFrom, values);
  if (whole === undefined || findings.length > before || !bodyIsRight) return undefined;

  const id = file.path.replace(/^pages\//, "").replace(/\.md$/, "");
  const parts = id.split("/");
  const folders = parts.slice(0, -1).map((part) => slugOf(part, { script: slugs }));
  const slug = slugOf(typed.slug ?? parts.at(-1) ?? id, { script: slugs });
  return {
    id,
    file: file.shown,
    title: whole.title.trim(),
    description: typed.description?.trim(),
    seoTitle: typed.seoTitle,
    address: permalink ?? `/${[...folders, slug].join("/")}/`,
    language: language ?? site.language,
    updated,
    draft: typed.status === "draft",
    redirectFrom,
    body: frontMatter.body,
    outline,
    bodyLine: frontMatter.bodyLine,
  };
}
