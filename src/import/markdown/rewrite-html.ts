import type { Element, Root } from "hast";
import { fromHtml } from "hast-util-from-html";
import type { Edit, Span } from "../edits.ts";

/** What becomes of addresses in a body, decided elsewhere. */
export interface Decisions {
  /** The new address, `undefined` to keep only the words. */
  link(href: string, at: number): string | undefined;
  /** The new `src`, `undefined` if there is no such picture. */
  picture(src: string, at: number): string | undefined;
  /** A description for a picture that has none. */
  description(title: string | undefined, src: string, at: number): string;
}

/** What parse5 tells of an element's attributes when asked to be verbose. */
interface AttributePlaces {
  readonly position?: {
    readonly properties?: Readonly<
      Record<string, { start: { offset?: number }; end: { offset?: number } } | undefined>
    >;
  };
}

/**
 * Changes the addresses in a piece of HTML, which stays as it is otherwise, mistakes included.
 *
 * @param html a block, or a single tag
 * @returns edits of `html`
 */
export function rewriteHtml(html: string, decisions: Decisions): Edit[] {
  if (!/<(a|area|img)\s/i.test(html)) return [];
  const edits: Edit[] = [];
  for (const element of elementsOf(fromHtml(html, { fragment: true, verbose: true }))) {
    if (element.tagName === "a" || element.tagName === "area") {
      edits.push(...linkEdits(element, decisions), ...nameEdits(element));
    } else if (element.tagName === "img") edits.push(...pictureEdits(element, decisions));
  }
  return edits;
}

function linkEdits(element: Element, decisions: Decisions): Edit[] {
  const { href } = element.properties;
  const place = attributePlace(element, "href");
  if (typeof href !== "string" || place === undefined) return [];
  const target = decisions.link(href, place.start);
  if (target === href) return [];
  // A link without an address is only its words to a browser, and to the build.
  return [{ ...place, text: target === undefined ? "" : `href="${escapeAttribute(target)}"` }];
}

/** An anchor of old HTML, `<a name="x">`, is called by its id today. */
function nameEdits(element: Element): Edit[] {
  const { name, id } = element.properties;
  const place = attributePlace(element, "name");
  if (typeof name !== "string" || id !== undefined || place === undefined || !/^\S+$/.test(name)) return [];
  return [{ ...place, text: `id="${escapeAttribute(name)}"` }];
}

function pictureEdits(element: Element, decisions: Decisions): Edit[] {
  const { src, alt, title } = element.properties;
  const place = attributePlace(element, "src");
  const start = element.position?.start.offset;
  const end = element.position?.end.offset;
  if (typeof src !== "string" || place === undefined || start === undefined || end === undefined) return [];
  const target = decisions.picture(src, place.start);
  const words = typeof title === "string" && title.trim() !== "" ? title : undefined;
  if (target === undefined) return [{ start, end, text: escapeText(String(alt ?? words ?? "").trim()) }];
  const edits: Edit[] = target === src ? [] : [{ ...place, text: `src="${escapeAttribute(target)}"` }];
  if (alt === undefined) {
    const description = decisions.description(words, src, place.start);
    edits.push({ start: place.end, end: place.end, text: ` alt="${escapeAttribute(description)}"` });
  }
  return edits;
}

/** A video of a service that stands alone in a block of HTML, framed by nothing but layout. */
export function videoAlone(html: string): string | undefined {
  if (!/<iframe\s/i.test(html)) return undefined;
  const root = fromHtml(html, { fragment: true });
  const elements = [...elementsOf(root)];
  const frames = elements.filter(({ tagName }) => tagName === "iframe");
  const others = elements.filter(({ tagName }) => !/^(iframe|div|p|center|figure|span|br)$/.test(tagName));
  if (frames.length !== 1 || others.length > 0 || textOf(root).trim() !== "") return undefined;
  const src = String(frames[0]?.properties.src ?? "").replace(/^\/\//, "https://");
  const youtube = /^https?:\/\/(?:www\.)?youtube(?:-nocookie)?\.com\/embed\/([\w-]+)/.exec(src)?.[1];
  if (youtube !== undefined) return `https://www.youtube.com/watch?v=${youtube}`;
  const vimeo = /^https?:\/\/player\.vimeo\.com\/video\/(\d+)/.exec(src)?.[1];
  return vimeo === undefined ? undefined : `https://vimeo.com/${vimeo}`;
}

function attributePlace(element: Element, name: string): Span | undefined {
  const place = (element.data as AttributePlaces | undefined)?.position?.properties?.[name];
  const start = place?.start.offset;
  const end = place?.end.offset;
  return start === undefined || end === undefined ? undefined : { start, end };
}

function* elementsOf(parent: Root | Element): Generator<Element> {
  const waiting: (Root | Element)[] = [parent];
  for (let node = waiting.shift(); node !== undefined; node = waiting.shift()) {
    for (const child of node.children) {
      if (child.type !== "element") continue;
      yield child;
      waiting.push(child);
    }
  }
}

function textOf(parent: Root | Element): string {
  let text = "";
  for (const child of parent.children) {
    if (child.type === "text") text += child.value;
    else if (child.type === "element") text += textOf(child);
  }
  return text;
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', "&quot;");
}
