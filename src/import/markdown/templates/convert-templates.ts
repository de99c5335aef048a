import { faultOfBlock, outlineBody } from "../../../body/outline.ts";
import { applyEdits, coveredBy, type Edit, type EditedText, lineFinder, type Span } from "../../edits.ts";
import type { Loss } from "../../losses.ts";
import { findSpans } from "../body-spans.ts";
import type { TemplateLanguage } from "../generator.ts";
import { findColonEdits } from "./colons.ts";
import { destination, type Equal, translateTag } from "./equals.ts";
import { findLiquid, type TemplateOutput } from "./find-liquid.ts";
import { findShortcodes } from "./find-shortcodes.ts";
import { findForeignMarks, type HeadingIds } from "./foreign-marks.ts";
import { openMarkdownInHtml } from "./markdown-in-html.ts";
import { indentAt, placeLines } from "./place-block.ts";
import type { TemplateTag } from "./tag.ts";

/** A body without template code, and how to get from its places back to the source. */
export interface ConvertedBody extends EditedText {
  /** Ids that headings had been given by hand, by the heading's line in the source body, from 0. */
  readonly headingIds: HeadingIds;
  /** Lines count from 0 at the body's first. */
  readonly losses: readonly Pick<Loss, "kind" | "line" | "what">[];
}

const marks: Record<TemplateLanguage, RegExp> = {
  shortcodes: /\{\{[<%]|\{[#.]|:::/,
  liquid: /\{[{%:#]|markdown=|:::/,
  none: /:::/,
};

/**
 * Turns template code into what it means: blocks, links, pictures, or only its words. Nothing is run.
 *
 * Code samples keep their text; only the marks that show code there (`{% raw %}`) go.
 *
 * @param language what the site's generator would run in a body
 * @param title what `{{ page.title }}` stands for
 */
export function convertTemplates(body: string, language: TemplateLanguage, title: string): ConvertedBody {
  if (!marks[language].test(body)) {
    return { text: body, originalOffset: (offset) => offset, headingIds: new Map(), losses: [] };
  }
  const converted = convert(body, language, title, true);
  // A block inside a list or a table may come apart; then the words alone are safer.
  return hasFaultyBlock(converted.text) ? convert(body, language, title, false) : converted;
}

function hasFaultyBlock(text: string): boolean {
  if (!text.includes(":::")) return false;
  const { blocks, strayCloses } = outlineBody(text);
  return strayCloses.length > 0 || blocks.some((block) => faultOfBlock(block) !== undefined);
}

function convert(
  body: string,
  language: TemplateLanguage,
  title: string,
  withBlocks: boolean,
): ConvertedBody {
  const spans = findSpans(body);
  const { tags, outputs, edits } = findCode(body, language);
  const isKramdown = language === "liquid";
  const foreign = language === "none" ? undefined : findForeignMarks(body, spans.code, isKramdown);
  const opened = isKramdown ? openMarkdownInHtml(body, spans.code, withBlocks) : [];
  const colons = findColonEdits(body);
  const all: Edit[] = [...edits, ...(foreign?.edits ?? []), ...opened, ...colons];
  const losses: { kind: Loss["kind"]; line: number; what: string }[] = [];
  const lineAt = lineFinder(body);
  const report = (kind: Loss["kind"], at: number, what: string) => {
    losses.push({ kind, line: lineAt(at), what: shorten(what) });
  };
  for (const { start } of colons) report("escaped", start, lineOf(body, start));
  for (const { start, what } of foreign?.removed ?? []) report("markup", start, what);

  const isCode = coveredBy(spans.code);
  const isHtmlBlock = coveredBy(spans.html.filter(({ isBlock }) => isBlock));
  for (const tag of tags) {
    if (isCode(tag.start)) continue;
    const { equal, complete } = translateTag(tag);
    const placed = placeEqual(body, tag, equal, isHtmlBlock(tag.start), withBlocks);
    all.push(...placed.edits);
    if (!complete || placed.changed) report("template", tag.start, tag.raw);
  }
  for (const output of outputs) {
    const text = plainValue(output, title);
    // In a code sample the braces are most likely what the sample is about.
    if (isCode(output.start) && text === undefined) continue;
    all.push({ start: output.start, end: output.end, text: text ?? "" });
    if (text === undefined) report("template", output.start, output.raw);
  }
  return { ...applyEdits(body, all), headingIds: foreign?.headingIds ?? new Map(), losses };
}

function findCode(body: string, language: TemplateLanguage) {
  if (language === "shortcodes") return { ...findShortcodes(body), outputs: [] };
  if (language === "liquid") return findLiquid(body);
  return { tags: [], outputs: [], edits: [] };
}

function placeEqual(
  body: string,
  tag: TemplateTag,
  equal: Equal,
  inHtml: boolean,
  withBlocks: boolean,
): { edits: Edit[]; changed: boolean } {
  const whole = { start: tag.start, end: tag.end };
  const around = (opening: string, closing: string): Edit[] => [
    { ...whole, text: opening },
    ...(tag.close ? [{ ...tag.close, text: closing }] : []),
  ];
  const indent = withBlocks && !inHtml ? indentAt(body, tag.start) : undefined;
  const place = (span: Span, lines: readonly string[]) => placeLines(body, span, lines, indent ?? "");

  if (wantsAddress(body, tag.start)) {
    const href = addressIn(equal, tag);
    return {
      edits: around(isInAttribute(body, tag.start) ? href.replaceAll('"', "%22") : destination(href), ""),
      changed: href === "",
    };
  }
  switch (equal.is) {
    case "address":
      return { edits: around(equal.href, ""), changed: false };
    case "inline":
      return { edits: around(equal.text, ""), changed: false };
    case "picture":
      return { edits: around(pictureText(equal, inHtml), ""), changed: false };
    case "words-around":
      return { edits: around("", ""), changed: false };
    case "nothing":
      return { edits: [{ start: tag.start, end: tag.close?.end ?? tag.end, text: "" }], changed: false };
    case "link-around":
      return { edits: around("[", `](${destination(equal.href)})`), changed: false };
    case "fence-around": {
      if (indent === undefined || !tag.close) return { edits: around("", ""), changed: true };
      return {
        edits: [place(whole, [`\`\`\`${equal.language}`]), place(tag.close, ["```"])],
        changed: false,
      };
    }
    case "block-around": {
      if (indent === undefined || !tag.close) return { edits: around("", ""), changed: true };
      return { edits: [place(whole, [equal.opening]), place(tag.close, [":::"])], changed: false };
    }
    case "block": {
      const lines = [equal.opening, ...(equal.text === "" ? [] : equal.text.trim().split("\n")), ":::"];
      if (indent !== undefined) return { edits: [place(whole, lines)], changed: false };
      const url = /https?:\/\/\S+/.exec(equal.opening)?.[0];
      const text =
        equal.text || (url === undefined ? "" : inHtml ? `<a href="${url}">${url}</a>` : `[${url}](${url})`);
      return { edits: around(text, ""), changed: true };
    }
  }
}

/** Whether a tag stands where a link or picture has its address. */
function wantsAddress(body: string, at: number): boolean {
  return /\]\(\s*<?$/.test(body.slice(Math.max(0, at - 8), at)) || isInAttribute(body, at);
}

function isInAttribute(body: string, at: number): boolean {
  return /\s(?:href|src)\s*=\s*["']?$/i.test(body.slice(Math.max(0, at - 16), at));
}

function addressIn(equal: Equal, tag: TemplateTag): string {
  if (equal.is === "address" || equal.is === "link-around") return equal.href;
  if (equal.is === "picture") return equal.src;
  return tag.named.get("src") ?? tag.named.get("href") ?? tag.named.get("path") ?? tag.positional[0] ?? "";
}

function pictureText({ src, alt, title, href }: Extract<Equal, { is: "picture" }>, inHtml: boolean): string {
  if (inHtml) {
    const shownTitle = title === "" ? "" : ` title="${attribute(title)}"`;
    return `<img src="${attribute(src)}" alt="${attribute(alt || title)}"${shownTitle}>`;
  }
  const shownTitle = title === "" ? "" : ` "${title.replace(/["\\]/g, "\\$&")}"`;
  const image = `![${alt.replace(/[[\]\\]/g, "\\$&")}](${destination(src)}${shownTitle})`;
  return href === "" ? image : `[${image}](${destination(href)})`;
}

function attribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

/** What an output stands for, if that can be known without running anything. */
function plainValue({ value, filters }: TemplateOutput, title: string): string | undefined {
  const text = /^(?:"([^"]*)"|'([^']*)')$/.exec(value);
  if (text) {
    const plain = text[1] ?? text[2] ?? "";
    const isAddress = filters.every((filter) =>
      /^(relative_url|absolute_url|url|prepend:\s*site\.(baseurl|url)|htmlBaseUrl)$/.test(filter),
    );
    return isAddress ? plain : undefined;
  }
  // Addresses become those of the new site, which begin with "/".
  if (/^site\.(baseurl|url|github\.url)$|^(base|site)[uU]rl$/.test(value)) return "";
  return /^(page\.)?title$/.test(value) ? title : undefined;
}

function lineOf(text: string, at: number): string {
  const end = text.indexOf("\n", at);
  return text.slice(text.lastIndexOf("\n", at - 1) + 1, end === -1 ? text.length : end).trim();
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}
