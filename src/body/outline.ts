import { type BlockMeta, blockKinds, blockOf, isBlockName } from "./blocks.ts";
import { createMarkdown, type ParsedBody, parseBody } from "./grammar.ts";
import { type PlacedHeading, placeHeadings, plainText } from "./headings.ts";
import { makeHtmlSafe } from "./safe-html.ts";

/** A place in a body: the line counts from 0 at the body's first line, the column from 1. */
export interface BodyPlace {
  readonly line: number;
  readonly column: number;
}

export interface BodyLink extends BodyPlace {
  readonly href: string;
}

export interface BodyImage extends BodyPlace {
  readonly src: string;
  /** Whether `alt` says something, or says in HTML (`alt=""`) that the picture is decoration. */
  readonly described: boolean;
}

export type BodyBlock = BodyPlace & BlockMeta;

/** What the checks and the catalog need to know of a body; the text itself is rendered later. */
export interface BodyOutline {
  readonly links: readonly BodyLink[];
  readonly images: readonly BodyImage[];
  readonly blocks: readonly BodyBlock[];
  readonly strayCloses: readonly BodyPlace[];
  /** In the order in which they stand. */
  readonly headings: readonly PlacedHeading[];
  /** Parts that a link can lead to. */
  readonly anchors: readonly string[];
  readonly removedHtml: readonly (BodyPlace & { readonly what: string })[];
  /** Marks such as `{lang=ur_PK}` that name no language and stay in the text as they were written. */
  readonly languageMarks: readonly (BodyPlace & { readonly what: string })[];
  readonly hasRawHtml: boolean;
}

/** The outline of a text with nothing in it but words. */
export const plainOutline: BodyOutline = {
  links: [],
  images: [],
  blocks: [],
  strayCloses: [],
  headings: [],
  anchors: [],
  languageMarks: [],
  hasRawHtml: false,
  removedHtml: [],
};

/** A body without any of these has no link, picture, block, heading, footnote or HTML to look at. */
const marksOfInterest = /[[<#]|\{lang=|:::|^[ \t>]*(=|-)+[ \t]*$/m;

/** What {@link foreignWords} did not take. */
const leftLanguageMark = /\{lang=[^{}\n]{0,60}\}/g;

const neutral = createMarkdown();

/**
 * Looks through a body for everything that can be wrong with it.
 *
 * @param body Markdown with `\n` line endings
 */
export function outlineBody(body: string): BodyOutline {
  return marksOfInterest.test(body) ? outlineParsed(body, parseBody(body)) : plainOutline;
}

/**
 * {@link outlineBody} for a body that was parsed before.
 *
 * @param parsed from `body`; not modified, unless there is raw HTML in it
 */
export function outlineParsed(body: string, { tokens, env }: ParsedBody): BodyOutline {
  const links: BodyLink[] = [];
  const images: BodyImage[] = [];
  const blocks: BodyBlock[] = [];
  const strayCloses: BodyPlace[] = [];
  const anchors: string[] = [];
  const languageMarks: (BodyPlace & { what: string })[] = [];
  let hasRawHtml = false;
  const search: PlaceSearch = { body, lines: undefined, near: [0, Number.POSITIVE_INFINITY] };

  for (const token of tokens) {
    if (token.map) search.near = token.map;
    if (token.type === "inline") {
      for (const child of token.children ?? []) {
        if (child.type === "link_open") {
          const href = String(child.attrGet("href"));
          links.push({ href, ...place(href, search) });
        } else if (child.type === "image") {
          const src = String(child.attrGet("src"));
          const described = plainText(child.children ?? []).trim() !== "";
          images.push({ src, described, ...place(src, search) });
        } else if (child.type === "html_inline") hasRawHtml = true;
        else if (child.type === "text") {
          // To ask a pattern for all its matches takes longer than all the rest.
          if (!child.content.includes("{lang=")) continue;
          for (const [what] of child.content.matchAll(leftLanguageMark)) {
            languageMarks.push({ what, ...place(what, search) });
          }
        } else if (child.type === "footnote_ref") anchors.push(`fn${Number(child.meta?.id) + 1}`);
      }
    } else if (token.type === "html_block") hasRawHtml = true;
    else if (token.type === "news_block_open") {
      const meta = blockOf(token);
      const at = { line: search.near[0], column: 1 };
      blocks.push({ ...meta, ...at });
      if (meta.name === "gallery") {
        for (const picture of galleryPictures(meta.content)) {
          const { src, alt } = picture;
          images.push({ src, described: alt !== "", line: search.near[0] + 1 + picture.line, column: 1 });
        }
      }
    } else if (token.type === "news_block_stray") strayCloses.push({ line: search.near[0], column: 1 });
  }
  const headings = placeHeadings(tokens);
  for (const { id } of headings) anchors.push(id);
  const found = { links, images, blocks, strayCloses, headings, anchors, languageMarks };
  const outline = { ...found, hasRawHtml, removedHtml: [] };
  if (!hasRawHtml) return outline;

  const html = neutral.renderer.render(tokens, neutral.options, env);
  const safe = makeHtmlSafe(html, { link: (href) => href, image: (src) => ({ url: src }) });
  search.near = [0, Number.POSITIVE_INFINITY];
  const knownLinks = new Set(links.map(({ href }) => href));
  const knownImages = new Set(images.map(({ src }) => src));
  return {
    ...outline,
    links: [
      ...links,
      ...safe.links.filter((href) => !knownLinks.has(href)).map((href) => ({ href, ...place(href, search) })),
    ],
    images: [
      ...images,
      ...safe.images
        .filter(({ src }) => !knownImages.has(src))
        .map(({ src, alt }) => ({ src, described: alt !== undefined, ...place(src, search) })),
    ],
    anchors: [...new Set([...anchors, ...safe.ids])],
    removedHtml: safe.removed.map((what) => ({ what, ...place(what.replace(/>$/, ""), search) })),
  };
}

/** A picture line of a gallery: `![description](media/name.jpg "caption")`. */
export interface GalleryPicture {
  readonly src: string;
  readonly alt: string;
  readonly caption: string | undefined;
  /** Lines below the gallery's opening line, from 0. */
  readonly line: number;
}

/** @param content the raw lines of a gallery block */
export function galleryPictures(content: string): GalleryPicture[] {
  const pictures: GalleryPicture[] = [];
  const { tokens } = parseBody(content);
  for (const token of tokens) {
    for (const child of token.children ?? []) {
      if (child.type !== "image") continue;
      const src = String(child.attrGet("src"));
      const title = child.attrGet("title");
      pictures.push({
        src,
        alt: plainText(child.children ?? []).trim(),
        caption: title === null ? undefined : String(title),
        line: content.slice(0, Math.max(0, content.indexOf(src))).split("\n").length - 1,
      });
    }
  }
  return pictures;
}

/** Whether a block may be written like this; the reason if not. */
export function faultOfBlock(block: BlockMeta): "unknown" | "unclosed" | "argument" | "empty" | undefined {
  if (!isBlockName(block.name)) return "unknown";
  if (!block.closed) return "unclosed";
  const { argument, content } = blockKinds[block.name];
  if (argument === "stories" && block.argument === "") return "argument";
  if (argument === "url" && !isWebAddress(block.argument)) return "argument";
  if (argument === "time" && !/^\S+\s+\S/.test(block.argument)) return "argument";
  if ((content === "quotation" || content === "text") && block.empty) return "empty";
  if (content === "pictures" && galleryPictures(block.content).length === 0) return "empty";
  return undefined;
}

/** `https://host/…`, as a third party's page must be given. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s/]+\S*$/.test(text) && URL.canParse(text);
}

/** Where to look for something in a body. */
interface PlaceSearch {
  readonly body: string;
  /** Of the body; made when first needed. */
  lines: readonly string[] | undefined;
  /** From this line up to that one. */
  near: readonly [number, number];
}

/** The first line of `near` that holds `text`; markdown-it percent-encodes what the writer did not. */
function place(text: string, search: PlaceSearch): BodyPlace {
  search.lines ??= search.body.split("\n");
  const { lines, near } = search;
  const forms = text.includes("%") ? [text, decode(text)] : [text];
  const end = Math.min(Math.max(near[1], near[0] + 1), lines.length);
  for (let line = near[0]; line < end; line++) {
    for (const form of forms) {
      const at = lines[line]?.indexOf(form) ?? -1;
      if (at >= 0) return { line, column: at + 1 };
    }
  }
  return { line: near[0], column: 1 };
}

function decode(text: string): string {
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
}
