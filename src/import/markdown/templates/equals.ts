import { plainWords } from "../../plain-words.ts";
import type { TemplateTag } from "./tag.ts";

/** What Khabar has for a template tag. */
export type Equal =
  /** An address, for where a link needs one. */
  | { readonly is: "address"; readonly href: string }
  /** Words or Markdown within a line. */
  | { readonly is: "inline"; readonly text: string }
  | {
      readonly is: "picture";
      readonly src: string;
      readonly alt: string;
      readonly title: string;
      readonly href: string;
    }
  /** A block with no text of its own, or with this one. */
  | { readonly is: "block"; readonly opening: string; readonly text: string }
  /** A block around the text between the two tags. */
  | { readonly is: "block-around"; readonly opening: string }
  | { readonly is: "fence-around"; readonly language: string }
  /** A link around the text between the two tags. */
  | { readonly is: "link-around"; readonly href: string }
  /** The text between the tags, without them. */
  | { readonly is: "words-around" }
  /** Neither the tags nor what is between them was ever shown. */
  | { readonly is: "nothing" };

/** The equal of a tag, and whether it says everything that the tag said. */
export interface Translation {
  readonly equal: Equal;
  readonly complete: boolean;
}

/** Arguments that only say how something looks. */
const looks = new Set(
  "align alignment animate background border class classes color color-scheme colour command fit height icon id loading name open options position rel scale size style target theme type variant weight width".split(
    " ",
  ),
);

/** Tags that decide or compute: their arguments are no words. */
const logic = new Set(
  "assign block case cycle else elsif elseif extends for from if import increment decrement layout macro set tablerow unless when".split(
    " ",
  ),
);

/**
 * What a tag becomes. Names are those of Hugo's own shortcodes and of widely used themes and plugins; a name such
 * as `legacy-img-right` is understood by its parts.
 */
export function translateTag(tag: TemplateTag): Translation {
  if (logic.has(tag.name)) {
    return { equal: tag.close ? { is: "words-around" } : { is: "inline", text: "" }, complete: false };
  }
  const parts = new Set(tag.name.split(/[-_./]/));
  for (const [words, translate] of meanings) {
    if (!words.some((word) => parts.has(word))) continue;
    const equal = translate(tag);
    if (equal !== undefined) return { equal, complete: saysEverything(tag, equal) };
  }
  return { equal: fallback(tag), complete: false };
}

type Meaning = (tag: TemplateTag) => Equal | undefined;

const meanings: readonly (readonly [readonly string[], Meaning])[] = [
  [["ref", "relref", "post_url", "legacy-file"], reference],
  [["link"], (tag) => (tag.close || words(tag) !== "" ? button(tag) : reference(tag))],
  [["post"], (tag) => (tag.name === "post_url" ? reference(tag) : undefined)],
  [["youtube", "vimeo"], video],
  [["figure", "fig", "img", "image", "pic", "picture", "photo"], picture],
  [["quote", "blockquote", "pullquote", "epigraph", "pquote"], quotation],
  [["highlight", "code", "codeblock"], code],
  [["tweet", "twitter", "instagram", "gist", "iframe", "embed", "video", "audio", "codepen"], embed],
  [["button", "btn", "cta", "asset", "file", "download", "href", "a"], button],
  [
    "accordion admonition alert aside box callout card caution danger details expand expander hint important info notice note panel ring spoiler sidebar success tip warning".split(
      " ",
    ),
    note,
  ],
  [["comment", "capture"], () => ({ is: "nothing" })],
  [
    ["rawhtml", "raw", "html", "lead", "center", "unsafe"],
    (tag) => (tag.close ? { is: "words-around" } : undefined),
  ],
  [["br"], () => ({ is: "inline", text: "<br>" })],
];

function reference(tag: TemplateTag): Equal | undefined {
  const href = given(tag, "path", "href", "url", "link", "src", "file") || (tag.positional[0] ?? "");
  if (href === "") return undefined;
  // Jekyll names posts without their ending.
  return { is: "address", href: tag.name === "post_url" ? `${href}.md` : href };
}

function video(tag: TemplateTag): Equal | undefined {
  const id =
    given(tag, "id", "url", "src", "video", "video_id", "videoid", "link") || (tag.positional[0] ?? "");
  if (id === "") return undefined;
  const text = plainWords(given(tag, "title", "caption"));
  if (/^https?:/.test(id)) return { is: "block", opening: `::: video ${id}`, text };
  if (!/^[\w-]+$/.test(id)) return undefined;
  const isVimeo = tag.name.includes("vimeo");
  const url = isVimeo ? `https://vimeo.com/${id}` : `https://www.youtube.com/watch?v=${id}`;
  return { is: "block", opening: `::: video ${url}`, text };
}

function picture(tag: TemplateTag): Equal | undefined {
  const src =
    given(tag, "src", "url", "image", "path", "file", "image_path", "link") || (tag.positional[0] ?? "");
  if (src === "") return undefined;
  const alt = given(tag, "alt") || (tag.named.size === 0 ? (tag.positional[1] ?? "") : "");
  const title = given(tag, "caption", "title", "credit");
  const href = tag.named.has("src") ? given(tag, "link", "href") : "";
  return { is: "picture", src, alt: plainWords(alt), title: plainWords(title), href };
}

function quotation(tag: TemplateTag): Equal | undefined {
  const source = given(tag, "cite", "author", "source", "attribution", "by", "name");
  const opening = `::: quote ${plainWords(source)}`.trim();
  if (tag.close) return { is: "block-around", opening };
  const text =
    given(tag, "text", "quote", "content") || (tag.named.size === 0 ? (tag.positional[0] ?? "") : "");
  return text === "" ? undefined : { is: "block", opening, text };
}

function code(tag: TemplateTag): Equal | undefined {
  if (!tag.close) return undefined;
  const language = given(tag, "lang", "language") || (tag.positional[0] ?? "");
  return language === "" ? { is: "words-around" } : { is: "fence-around", language };
}

function embed(tag: TemplateTag): Equal | undefined {
  const [first = "", second = ""] = tag.positional;
  const src = given(tag, "src", "url", "href", "link") || (/^https?:/.test(first) ? first : "");
  const block = (url: string): Equal => ({
    is: "block",
    opening: `::: embed ${url}`,
    text: plainWords(given(tag, "title", "caption")),
  });
  if (/^https?:\/\/[^\s"<>]+$/.test(src)) {
    return tag.name.includes("video") ? { is: "block", opening: `::: video ${src}`, text: "" } : block(src);
  }
  const id = given(tag, "id") || second || first;
  if (/^(tweet|twitter)/.test(tag.name) && /^\d+$/.test(id)) {
    const user = given(tag, "user") || (second === "" ? "i" : first);
    return /^\w+$/.test(user) ? block(`https://twitter.com/${user}/status/${id}`) : undefined;
  }
  if (/^instagram/.test(tag.name) && /^[\w-]+$/.test(id)) return block(`https://www.instagram.com/p/${id}/`);
  if (tag.name === "gist" && /^[\w-]+$/.test(first) && /^\w+$/.test(second)) {
    return block(`https://gist.github.com/${first}/${second}`);
  }
  return src === "" ? undefined : { is: "inline", text: linkTo(src, words(tag) || src) };
}

function button(tag: TemplateTag): Equal | undefined {
  const href =
    given(tag, "href", "url", "link", "src", "file", "relref", "ref", "to") || (tag.positional[0] ?? "");
  if (tag.close) return href === "" ? { is: "words-around" } : { is: "link-around", href };
  const text = words(tag) || (tag.named.size === 0 ? (tag.positional[1] ?? "") : "");
  if (href === "") return text === "" ? undefined : { is: "inline", text };
  return text === "" ? { is: "address", href } : { is: "inline", text: linkTo(href, text) };
}

function note(tag: TemplateTag): Equal | undefined {
  const first = tag.positional.at(-1) ?? "";
  const heading =
    given(tag, "title", "heading", "header", "summary", "label", "kicker") || (/\s/.test(first) ? first : "");
  const opening = `::: note ${plainWords(heading.replaceAll("**", ""))}`.trim();
  if (tag.close) return { is: "block-around", opening };
  const text = given(tag, "text", "content", "message", "body");
  return text === "" ? undefined : { is: "block", opening, text };
}

function fallback(tag: TemplateTag): Equal {
  if (tag.close) return { is: "words-around" };
  return { is: "inline", text: words(tag) || given(tag, "caption", "alt", "content") };
}

function words(tag: TemplateTag): string {
  return given(tag, "text", "label", "title", "name");
}

/** The first of these arguments that is given and not empty. */
function given(tag: TemplateTag, ...names: string[]): string {
  for (const name of names) {
    const value = tag.named.get(name)?.trim();
    if (value) return value;
  }
  return "";
}

function linkTo(href: string, text: string): string {
  return `[${text.replace(/[[\]]/g, "\\$&")}](${destination(href)})`;
}

/** An address as the destination of a link of Markdown. */
export function destination(href: string): string {
  return /[\s()<>]/.test(href) ? `<${href.replace(/[<>\n]/g, encodeURIComponent)}>` : href;
}

function saysEverything(tag: TemplateTag, equal: Equal): boolean {
  const said = JSON.stringify(equal);
  for (const [name, value] of tag.named) {
    if (looks.has(name) || value.trim() === "" || /^(true|false|\d+(px|%)?)$/.test(value)) continue;
    const plain = JSON.stringify(plainWords(value.replaceAll("**", ""))).slice(1, -1);
    if (!said.includes(JSON.stringify(value.trim()).slice(1, -1)) && !said.includes(plain)) return false;
  }
  return true;
}
