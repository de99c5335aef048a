import type { Env, Token } from "markdown-it";
import { blockOf } from "../body/blocks.ts";
import { createMarkdown, type ParsedBody, parseBody, type Tokens } from "../body/grammar.ts";
import { type PlacedHeading, uniqueId } from "../body/headings.ts";
import { changeLinks } from "../body/link-rules.ts";
import { liveTime } from "../body/live-time.ts";
import { type BodyOutline, galleryPictures } from "../body/outline.ts";
import { readPlainBody } from "../body/plain-body.ts";
import { playerOf } from "../body/players.ts";
import { makeHtmlSafe } from "../body/safe-html.ts";
import { storiesOf } from "../check/references.ts";
import { fill, type Strings } from "../language/strings.ts";
import { escapeAttribute, escapeText } from "./escape.ts";
import { plainHtml } from "./plain-html.ts";

/** What a body needs from the site around it. */
export interface BodySurroundings {
  readonly ui: Strings;
  /** ` lang="hi"` where the interface is not in the language of the text. */
  readonly uiAttributes: string;
  readonly zone: string;
  /** A moment of the day on which the story was published: live entries give only the hour. */
  readonly day: number;
  showTime(at: number): { iso: string; shown: string };
  /** Where a link leads; `undefined` takes the link away and leaves its words. */
  link(href: string): string | undefined;
  /** Shows every picture as a link to it, with its `alt` as words. */
  readonly picturesAsLinks: boolean;
  /** Whether a link leads past each embed: on a page whose script may load many stops for a keyboard into it. */
  readonly skipsEmbeds: boolean;
  /** A picture of ours; `undefined` for one that is elsewhere. */
  picture(src: string): BodyPicture | undefined;
  /** Whether a video or a post may open in the page when its reader asks for it. */
  readonly opensEmbeds: boolean;
  /** A story for an also-read box; `undefined` if it is not live. */
  story(reference: string): { title: string; url: string; attributes: string } | undefined;
}

/** A picture of ours in a text. */
export interface BodyPicture {
  readonly url: string;
  readonly width: number | undefined;
  readonly height: number | undefined;
  /** The colour behind it, as `data-tone` wants it. */
  readonly tone: string | undefined;
  /** What a browser chooses from, the best first. */
  readonly sources: readonly {
    readonly type: string;
    readonly media: string | undefined;
    readonly srcset: string;
  }[];
}

/** How wide pictures are in a text, by the style sheet: as wide as its column, or half of that in a gallery. */
const sizes = {
  column: "(min-width: 45rem) 42rem, 92vw",
  gallery: "(min-width: 45rem) 21rem, 92vw",
} as const;

type RenderState = {
  hasRawHtml: boolean;
  around: BodySurroundings;
  headings: readonly PlacedHeading[];
  /** How many headings were opened so far. */
  headingCount: number;
  liveIds: Set<string>;
  /** How many embeds were opened so far, and the numbers of those that are open. */
  embedCount: number;
  openEmbeds: number[];
  /** How often a name of a landmark was used: each must be another one. */
  names: Map<string, number>;
};

/** A live entry as structured data wants it. */
export interface LiveEntry {
  readonly at: number;
  readonly headline: string;
  readonly id: string;
}

/**
 * Renders a body to safe, valid HTML.
 *
 * Our own blocks, headings, tables, pictures and footnotes are written by the rules below; a body with raw HTML
 * goes through `makeHtmlSafe` as a whole, any other needs no sanitising since markdown-it escapes it.
 *
 * @param outline of the same body
 */
export function renderBody(body: string, outline: BodyOutline, around: BodySurroundings): string {
  const plain = readPlainBody(body);
  if (plain !== undefined) return plainHtml(body, plain, outline.headings, around.link);
  return renderParsed(parseBody(body), outline, around);
}

/**
 * {@link renderBody} for a body that was parsed before.
 *
 * @param parsed is changed: it can be rendered once
 */
export function renderParsed(parsed: ParsedBody, outline: BodyOutline, around: BodySurroundings): string {
  const tokens = outline.links.length > 0 ? changeLinks(parsed.tokens, around.link) : parsed.tokens;
  const state: RenderState = {
    ...parsed.env,
    hasRawHtml: outline.hasRawHtml,
    around,
    headings: outline.headings,
    headingCount: 0,
    liveIds: new Set(),
    embedCount: 0,
    openEmbeds: [],
    names: new Map(),
  };
  const html = markdown.renderer.render(tokens, markdown.options, state as unknown as Env);
  if (!outline.hasRawHtml) return html;
  return makeHtmlSafe(html, {
    // Links of Markdown were changed above, and changing them again changes nothing more.
    link: around.link,
    image(src, alt) {
      const picture = around.picture(src);
      if (picture === undefined) return undefined;
      if (around.picturesAsLinks) return { href: picture.url, words: pictureWords(alt, around) };
      return { ...picture, sizes: sizes.column };
    },
  }).html;
}

/** The entries of a live blog, in the order written. Their ids are those of the rendered sections. */
export function liveEntries(outline: BodyOutline, day: number, zone: string): LiveEntry[] {
  const used = new Set<string>();
  return outline.blocks.flatMap((block) => {
    const entry = block.name === "live" ? liveTime(block.argument, day, zone) : undefined;
    return entry ? [{ ...entry, id: liveId(entry.at, used) }] : [];
  });
}

/** `live-1763815500`: seconds of the entry's time, so that a link to an entry lasts when others are added. */
function liveId(at: number, used: Set<string>): string {
  return uniqueId(`live-${Math.floor(at / 1000)}`, used);
}

const markdown = createMarkdown();
const rules = markdown.renderer.rules;
type Rule = (tokens: Tokens, index: number, around: BodySurroundings, state: RenderState) => string;

function setRule(name: string, rule: Rule): void {
  rules[name] = (tokens, index, _options, env) => {
    const state = env as unknown as RenderState;
    return rule(tokens, index, state.around, state);
  };
}

setRule("heading_open", (_tokens, _index, _around, state) => {
  const { level, id } = state.headings[state.headingCount++] as PlacedHeading;
  return `<h${level} id="${escapeAttribute(id)}">`;
});
setRule("heading_close", (_tokens, _index, _around, { headings, headingCount }) => {
  return `</h${(headings[headingCount - 1] as PlacedHeading).level}>\n`;
});

/** The name for a part that a screen reader lists: "Note", and "Note 2" for the next one. */
function landmarkName(name: string, { names }: RenderState): string {
  const count = (names.get(name) ?? 0) + 1;
  names.set(name, count);
  return escapeAttribute(count === 1 ? name : `${name} ${count}`);
}

setRule("table_open", (_tokens, _index, { ui, uiAttributes }, state) => {
  return `<section class="table" tabindex="0" aria-label="${landmarkName(ui.tableScroll, state)}"${uiAttributes}><table>\n`;
});
setRule("table_close", () => "</table></section>\n");
// The corner above a column of row names is empty, and an empty cell heads nothing.
const isEmptyHeader = (tokens: Tokens, inline: number) => tokens[inline]?.content.trim() === "";
setRule("th_open", (tokens, index) =>
  isEmptyHeader(tokens, index + 1) ? "<td>" : `<th scope="col"${alignment(tokens[index])}>`,
);
setRule("th_close", (tokens, index) => (isEmptyHeader(tokens, index - 1) ? "</td>\n" : "</th>\n"));
setRule("td_open", (tokens, index) => `<td${alignment(tokens[index])}>`);

function alignment(token: Token | undefined): string {
  const side = /text-align:(left|center|right)/.exec(String(token?.attrGet("style") ?? ""))?.[1];
  return side ? ` class="align-${side}"` : "";
}

setRule("image", (tokens, index, around, state) => {
  const token = tokens[index] as Token;
  const src = String(token.attrGet("src"));
  const alt = markdown.renderer.renderInlineAsText(token.children ?? [], markdown.options, {});
  const title = token.attrGet("title");
  return image(src, alt, title === null ? undefined : String(title), "column", around, state);
});

/** A remote picture becomes a link: opening a page must not call a third party. */
function image(
  src: string,
  alt: string,
  title: string | undefined,
  place: keyof typeof sizes,
  around: BodySurroundings,
  { hasRawHtml }: RenderState,
): string {
  const picture = around.picture(src);
  if (picture === undefined) {
    return `<a href="${escapeAttribute(src)}" rel="noopener nofollow">${escapeText(alt || src)}</a>`;
  }
  if (around.picturesAsLinks) {
    const caption = title === undefined ? "" : ` – ${escapeText(title)}`;
    return `<a href="${escapeAttribute(picture.url)}">${escapeText(pictureWords(alt, around))}</a>${caption}`;
  }
  const size = picture.width && picture.height ? ` width="${picture.width}" height="${picture.height}"` : "";
  const shownTitle = title === undefined ? "" : ` title="${escapeAttribute(title)}"`;
  // What has raw HTML around it goes through the sanitiser as a whole, which writes this for every picture there is.
  const sources = hasRawHtml ? [] : picture.sources;
  const tone = picture.tone === undefined ? "" : ` data-tone="${picture.tone}"`;
  const url = hasRawHtml ? src : picture.url;
  const img = `<img src="${escapeAttribute(url)}" alt="${escapeAttribute(alt)}"${shownTitle}${size}${tone} loading="lazy" decoding="async">`;
  if (sources.length === 0) return img;
  const choices = sources.map(({ type, media, srcset }) => {
    const condition = media === undefined ? "" : ` media="${escapeAttribute(media)}"`;
    return `<source type="${type}"${condition} srcset="${escapeAttribute(srcset)}" sizes="${sizes[place]}">`;
  });
  return `<picture>${choices.join("")}${img}</picture>`;
}

function pictureWords(alt: string, { ui }: BodySurroundings): string {
  return alt.trim() === "" ? ui.photo : `${ui.photo}: ${alt}`;
}

setRule("news_block_stray", () => "");
setRule("news_block_open", (tokens, index, around, state) => {
  const token = tokens[index] as Token;
  const { name, argument, content } = blockOf(token);
  switch (name) {
    case "also-read": {
      const stories = storiesOf(argument).flatMap((reference) => around.story(reference) ?? []);
      if (stories.length === 0) return "";
      const items = stories.map(
        ({ title, url, attributes }) =>
          `<li><a href="${escapeAttribute(url)}"${attributes}>${escapeText(title)}</a></li>`,
      );
      return `<aside class="also-read" data-part="also-read" aria-label="${landmarkName(around.ui.alsoRead, state)}"><p class="also-read-title"${around.uiAttributes}>${escapeText(around.ui.alsoRead)}</p><ul>${items.join("")}</ul></aside>\n`;
    }
    case "quote":
      return '<figure class="quote"><blockquote>\n';
    case "video":
    case "embed": {
      return openEmbed(tokens, index, around, state);
    }
    case "gallery": {
      const figures = galleryPictures(content).map(({ src, alt, caption }) => {
        const shownCaption = caption === undefined ? "" : `<figcaption>${escapeText(caption)}</figcaption>`;
        return `<figure>${image(src, alt, undefined, "gallery", around, state)}${shownCaption}</figure>\n`;
      });
      return `<div class="gallery" role="group" aria-label="${escapeAttribute(around.ui.gallery)}">\n${figures.join("")}`;
    }
    case "note": {
      const title = argument === "" ? "" : `<p class="note-title">${escapeText(argument)}</p>\n`;
      const label = argument === "" ? around.ui.note : argument;
      return `<aside class="note" aria-label="${landmarkName(label, state)}">${title}`;
    }
    case "live": {
      const entry = liveTime(argument, around.day, around.zone);
      if (entry === undefined) return "<section>";
      const { iso, shown } = around.showTime(entry.at);
      const id = liveId(entry.at, state.liveIds);
      return `<section class="live-entry" id="${id}" aria-labelledby="${id}-headline"><h2 class="live-headline" id="${id}-headline">${escapeText(entry.headline)}</h2>\n<p class="live-time"><time datetime="${iso}"${around.uiAttributes}>${escapeText(shown)}</time></p>\n`;
    }
    default:
      return "";
  }
});

/**
 * A preview that calls nobody: words, and the picture that the writer put first in the block, if there is one. A script
 * may put a frame in its place; without one it is a link to where the video or the post is.
 */
function openEmbed(tokens: Tokens, index: number, around: BodySurroundings, state: RenderState): string {
  const { name, argument } = blockOf(tokens[index] as Token);
  const host = new URL(argument).host.replace(/^www\./, "");
  const label = fill(name === "video" ? around.ui.watchVideo : around.ui.embedFrom, { host });
  const player = around.opensEmbeds ? playerOf(argument) : undefined;
  const shape = player?.shape ?? (name === "video" ? "video" : "post");
  const frame = player === undefined ? "" : ` data-frame="${escapeAttribute(player.frame)}"`;
  const preview = takePreview(tokens, index, around, state);
  const kinds = `embed${name === "video" ? " embed-video" : ""}${preview === "" ? "" : " embed-pictured"}`;
  const first = tokens[preview === "" ? index + 1 : index + 4];
  const skip = around.skipsEmbeds ? skipLink(++state.embedCount, around) : "";
  state.openEmbeds.push(state.embedCount);
  return [
    `${skip}<figure class="${kinds}" data-embed="${shape}">`,
    `<a class="embed-link" href="${escapeAttribute(argument)}" rel="noopener nofollow"${frame}>${preview}`,
    `<span class="embed-label"${around.uiAttributes}>${escapeText(label)}</span></a>`,
    first?.type === "news_block_close" ? "" : "<figcaption>\n",
  ].join("");
}

const takenAsPreview = {};

/** Takes the picture out of the block that alone is its first paragraph, if it is one of ours. */
function takePreview(tokens: Tokens, index: number, around: BodySurroundings, state: RenderState): string {
  const [open, inline, close] = tokens.slice(index + 1, index + 4);
  const [only, ...others] = inline?.children ?? [];
  if (open?.type !== "paragraph_open" || only?.type !== "image" || others.length > 0 || !close) return "";
  const src = String(only.attrGet("src"));
  if (around.picture(src) === undefined || around.picturesAsLinks) return "";
  open.hidden = true;
  close.hidden = true;
  close.meta = takenAsPreview;
  if (inline) inline.children = [];
  return image(
    src,
    markdown.renderer.renderInlineAsText(only.children ?? [], markdown.options, {}),
    undefined,
    "column",
    around,
    state,
  );
}

/** What is loaded into an embed may have many stops for a keyboard. */
function skipLink(number: number, { ui, uiAttributes }: BodySurroundings): string {
  return `<a class="skip" href="#after-embed-${number}"${uiAttributes}>${escapeText(ui.skipEmbed)} ${number}</a>`;
}

function afterEmbed(number: number | undefined, { skipsEmbeds }: BodySurroundings): string {
  return skipsEmbeds && number !== undefined ? `<span id="after-embed-${number}"></span>\n` : "";
}

setRule("news_block_close", (tokens, index, around, { openEmbeds }) => {
  const { name, argument } = blockOf(tokens[index] as Token);
  switch (name) {
    case "quote":
      return `</blockquote>${argument === "" ? "" : `<figcaption>${escapeText(argument)}</figcaption>`}</figure>\n`;
    case "video":
    case "embed":
      return `${isWithoutCaption(tokens[index - 1]) ? "" : "</figcaption>"}</figure>\n${afterEmbed(openEmbeds.pop(), around)}`;
    case "gallery":
      return "</div>\n";
    case "note":
      return "</aside>\n";
    case "live":
      return "</section>\n";
    default:
      return "";
  }
});

/** @param before the token before the end of a video or an embed */
function isWithoutCaption(before: Token | undefined): boolean {
  return before?.type === "news_block_open" || before?.meta === takenAsPreview;
}

setRule("footnote_ref", (tokens, index) => {
  const { number, back } = footnoteOf(tokens[index] as Token);
  return `<sup class="footnote-ref"><a href="#fn${number}" id="${back}">[${number}]</a></sup>`;
});
setRule("footnote_block_open", (_tokens, _index, { ui }) => {
  return `<section class="footnotes" aria-label="${escapeAttribute(ui.footnotes)}">\n<ol>\n`;
});
setRule("footnote_block_close", () => "</ol>\n</section>\n");
setRule("footnote_open", (tokens, index) => `<li id="fn${footnoteOf(tokens[index] as Token).number}">`);
setRule("footnote_close", () => "</li>\n");
setRule("footnote_anchor", (tokens, index, { ui }) => {
  const { number, back } = footnoteOf(tokens[index] as Token);
  return ` <a href="#${back}" class="footnote-back" aria-label="${escapeAttribute(`${ui.backToText} ${number}`)}">↩\uFE0E</a>`;
});

function footnoteOf(token: Token): { number: number; back: string } {
  const { id, subId } = token.meta as { id: number; subId?: number };
  return { number: id + 1, back: subId ? `fnref${id + 1}-${subId}` : `fnref${id + 1}` };
}
