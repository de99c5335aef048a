import { outlineBody } from "../body/outline.ts";
import { slugOf } from "../language/slug.ts";
import { type Finding, severityOf } from "../problems/problem.ts";
import { readFrontMatter } from "../read/front-matter.ts";
import type { SourceFile } from "../read/read-source.ts";
import { findBodyProblems } from "./body.ts";
import { readFields } from "./fields.ts";
import type { PictureReader } from "./pictures.ts";
import { authorSchema } from "./schema.ts";
import type { Author, Site } from "./types.ts";
import { readValues } from "./values.ts";

/** Reads `authors/{id}.md`: one person. The id is the file's name. */
export function readAuthor(
  file: SourceFile,
  site: Site,
  pictures: PictureReader,
  findings: Finding[],
): Author | undefined {
  const { frontMatter, troubles } = readFrontMatter(file.text);
  for (const trouble of troubles) findings.push({ ...trouble, file: file.shown });
  if (troubles.some(({ code }) => severityOf[code] === "error")) return undefined;
  const outline = outlineBody(frontMatter.body);
  const bodyIsRight = findBodyProblems(outline, frontMatter.bodyLine, file, pictures, findings);
  const { fields: typed, whole } = readFields(authorSchema, frontMatter.fields, file, findings);
  const before = findings.length;
  const values = readValues(file, site.timeZone, findings);
  const id = file.path.replace(/^authors\//, "").replace(/\.md$/, "");
  const picture =
    typed.picture === undefined ? undefined : pictures.read(file, ["picture"], typed.picture, findings);
  for (const [index, { url }] of (typed.links ?? []).entries())
    values.webAddress(["links", index, "url"], url);
  const language =
    typed.language === undefined ? site.language : values.language(["language"], typed.language);
  const isRight = findings
    .slice(before)
    .every(({ code }) => code === "image-unreadable" || code === "image-small");
  if (whole === undefined || !isRight || !bodyIsRight) return undefined;
  return {
    id,
    file: file.shown,
    name: whole.name.trim(),
    role: typed.role,
    address: `/authors/${slugOf(id)}/`,
    picture,
    links: typed.links ?? [],
    language: language ?? site.language,
    body: frontMatter.body,
    outline,
    bodyLine: frontMatter.bodyLine,
  };
}
