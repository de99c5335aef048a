import type { Element, ElementContent, Root, RootContent } from "hast";
import { fromHtml } from "hast-util-from-html";
import { type Schema, sanitize } from "hast-util-sanitize";
import { toHtml } from "hast-util-to-html";
import { unwrapMisplaced } from "./content-model.ts";
import { playerOf } from "./players.ts";

/** What a story's HTML may contain: what our own renderer writes, and what old articles rightly use. */
const schema: Schema = {
  tagNames: [
    ..."a abbr aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em".split(
      " ",
    ),
    ..."figcaption figure footer h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby".split(" "),
    ..."s samp section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr".split(
      " ",
    ),
  ],
  attributes: {
    "*": ["className", "dir", "id", "lang", "title"],
    a: ["href", "rel", "ariaLabel", "dataFrame", "hrefLang"],
    aside: ["ariaLabel", "dataPart"],
    bdo: ["dir"],
    blockquote: ["cite", "dataPart"],
    col: ["span"],
    colgroup: ["span"],
    del: ["cite", "dateTime"],
    details: ["open"],
    div: ["dataPart", "role", "tabIndex", "ariaLabel"],
    figcaption: ["dataPart"],
    figure: ["dataPart", "dataEmbed"],
    img: ["alt", "decoding", "height", "loading", "src", "width"],
    ins: ["cite", "dateTime"],
    li: ["value"],
    ol: ["reversed", "start", "type"],
    q: ["cite"],
    section: ["dataPart", "tabIndex", "ariaLabel", "ariaLabelledBy"],
    td: ["colSpan", "rowSpan", "headers"],
    th: ["colSpan", "rowSpan", "headers", "scope"],
    time: ["dateTime"],
  },
  protocols: {
    href: ["http", "https", "mailto", "tel"],
    src: ["http", "https"],
    cite: ["http", "https"],
  },
  ancestors: {
    caption: ["table"],
    col: ["table"],
    colgroup: ["table"],
    dd: ["dl"],
    dt: ["dl"],
    li: ["ol", "ul"],
    summary: ["details"],
    tbody: ["table"],
    td: ["table"],
    tfoot: ["table"],
    th: ["table"],
    thead: ["table"],
    tr: ["table"],
  },
  clobberPrefix: "",
  clobber: [],
  strip: ["script", "style", "template", "noscript", "title", "textarea", "select", "object", "svg", "math"],
  allowComments: false,
  allowDoctypes: false,
};

/** Old presentational elements and what they mean today. */
const renamed: Readonly<Record<string, string>> = {
  acronym: "abbr",
  big: "span",
  center: "div",
  font: "span",
  strike: "s",
  tt: "code",
};

const allowed = new Set(schema.tagNames);
const passedOver = new Set(["html", "head", "body", ...Object.keys(renamed)]);

export interface SafeHtml {
  readonly html: string;
  /** What was taken out, as `<script>` or `onclick`, each once, in order. */
  readonly removed: readonly string[];
  /** Ids that can be linked to. */
  readonly ids: readonly string[];
  readonly links: readonly string[];
  /** `alt` is `undefined` where the writer left it out. */
  readonly images: readonly HtmlImage[];
}

export interface HtmlImage {
  readonly src: string;
  readonly alt: string | undefined;
}

/** What the caller decides about an address that a writer put into raw HTML. */
export interface HtmlAddresses {
  /** `undefined` removes the link and keeps its words. */
  link(href: string): string | undefined;
  /** `undefined` turns the picture into a link to it, so that no third party is called; words make it a link, too. */
  image(
    src: string,
    alt: string,
  ): HtmlPicture | { readonly href: string; readonly words: string } | undefined;
}

/** What stands in the place of a picture in raw HTML. */
export interface HtmlPicture {
  readonly url: string;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly tone?: string | undefined;
  readonly sizes?: string;
  readonly sources?: readonly {
    readonly type: string;
    readonly media: string | undefined;
    readonly srcset: string;
  }[];
}

/**
 * Makes a rendered body with raw HTML in it harmless and valid.
 *
 * Parses as a browser does (parse5), keeps an allow-list of elements and attributes (`hast-util-sanitize`),
 * then mends what a validator would refuse: blocks inside inline elements, repeated ids, empty `alt`.
 *
 * @param html of a whole body, our own markup included
 * @param minimumLevel headings of raw HTML are lifted to this level at least
 */
export function makeHtmlSafe(html: string, addresses: HtmlAddresses, minimumLevel = 2): SafeHtml {
  const removed = new Set<string>();
  const dirty = parseShallow(html, removed);
  visit(dirty, (element) => {
    if (Object.hasOwn(renamed, element.tagName)) element.tagName = renamed[element.tagName] as string;
    if (element.tagName === "iframe") return linkToFrame(element, removed);
    if (!allowed.has(element.tagName) && !passedOver.has(element.tagName))
      removed.add(`<${element.tagName}>`);
    for (const name of Object.keys(element.properties)) {
      if (/^on[A-Z]/.test(name)) removed.add(name.toLowerCase());
    }
    return element;
  });
  const clean = sanitize(dirty, schema) as Root;
  const ids = new Set<string>();
  const links: string[] = [];
  const images: HtmlImage[] = [];
  visit(clean, (element) => {
    const { properties } = element;
    const id = String(properties.id ?? "");
    if (id === "" || /\s/.test(id) || ids.has(id)) delete properties.id;
    else ids.add(id);
    if (properties.lang !== undefined && String(properties.lang).trim() === "") delete properties.lang;
    if (properties.dir !== undefined && !/^(ltr|rtl|auto)$/.test(String(properties.dir)))
      delete properties.dir;
    // A nameless landmark is one stop more for a screen reader, and says nothing.
    const isNamed = properties.ariaLabel !== undefined || properties.ariaLabelledBy !== undefined;
    if ((element.tagName === "aside" || element.tagName === "section") && !isNamed) element.tagName = "div";
    const heading = /^h([1-6])$/.exec(element.tagName);
    if (heading) element.tagName = `h${Math.max(minimumLevel, Number(heading[1]))}`;
    if (element.tagName === "a") return mendLink(element, addresses, links);
    if (element.tagName === "img") return mendImage(element, addresses, images);
    return element;
  });
  unwrapMisplaced(clean);
  return {
    html: toHtml(clean, { closeSelfClosing: false }),
    removed: [...removed],
    ids: [...ids],
    links,
    images,
  };
}

/** More levels than any story has; the libraries walk the tree by recursion and would run out of stack. */
const deepest = 200;

/** Parses a fragment; elements deeper than {@link deepest} lose their tags and keep their words. */
function parseShallow(html: string, removed: Set<string>): Root {
  let depth = 0;
  let isDeep = false;
  const shallow = html.replace(/<(\/?)([a-z][a-z0-9-]*)\b[^>]*>/gi, (tag, slash: string, name: string) => {
    if (voidElements.has(name.toLowerCase())) return tag;
    if (slash === "") depth++;
    const isTooDeep = depth > deepest;
    if (slash !== "") depth = Math.max(0, depth - 1);
    isDeep ||= isTooDeep;
    return isTooDeep ? "" : tag;
  });
  // Elements that close themselves (`<p>`, `<li>`) count as open here: only real depth is worth cutting.
  if (!isDeep || depthOf(html) <= deepest) return fromHtml(html, { fragment: true });
  removed.add("<…> × 200");
  return fromHtml(shallow, { fragment: true });
}

const voidElements = new Set("area base br col embed hr img input link meta source track wbr".split(" "));

/** Depth as a browser would build it; `Infinity` where even the parser gives up. */
function depthOf(html: string): number {
  try {
    let deep = 0;
    const open: { node: Root | Element; depth: number }[] = [
      { node: fromHtml(html, { fragment: true }), depth: 0 },
    ];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      deep = Math.max(deep, at.depth);
      for (const child of at.node.children) {
        if (child.type === "element") open.push({ node: child, depth: at.depth + 1 });
      }
    }
    return deep;
  } catch (error) {
    if (error instanceof RangeError) return Number.POSITIVE_INFINITY;
    throw error;
  }
}

function mendLink(element: Element, addresses: HtmlAddresses, links: string[]): ElementContent[] | Element {
  const href = element.properties.href;
  if (typeof href !== "string") delete element.properties.dataFrame;
  if (typeof href !== "string") return element.properties.id === undefined ? element.children : element;
  links.push(href);
  const target = addresses.link(href);
  if (target === undefined) return element.children;
  element.properties.href = target;
  // What opens in a frame is decided by us, from where the link leads, whatever a writer's HTML says.
  if (element.properties.dataFrame !== undefined) {
    element.properties.dataFrame = playerOf(target)?.frame ?? null;
  }
  // A link without words cannot be seen or read aloud.
  if (isBare(element)) element.children = [{ type: "text", value: target }];
  return element;
}

function isBare({ children }: Element): boolean {
  return children.every((child) =>
    child.type === "element"
      ? child.tagName !== "img" && isBare(child)
      : child.type === "text" && child.value.trim() === "",
  );
}

function mendImage(
  element: Element,
  addresses: HtmlAddresses,
  images: HtmlImage[],
): ElementContent[] | Element {
  const src = element.properties.src;
  if (typeof src !== "string" || src === "") return [];
  const written = element.properties.alt;
  images.push({ src, alt: written === undefined ? undefined : String(written) });
  const alt = String(written ?? "");
  const picture = addresses.image(src, alt);
  if (picture === undefined) {
    const words = alt.trim() || src;
    return link(src, words);
  }
  if ("href" in picture) return link(picture.href, picture.words);
  const { url, width, height, tone, sizes, sources = [] } = picture;
  const size = width && height ? { width, height } : {};
  const shownTone = tone === undefined ? {} : { dataTone: tone };
  element.properties = { src: url, alt, ...size, ...shownTone, loading: "lazy", decoding: "async" };
  if (sources.length === 0) return element;
  const choices = sources.map(({ type, media, srcset }): Element => {
    const condition = media === undefined ? {} : { media };
    const properties = { type, ...condition, srcSet: srcset, sizes: sizes ?? "100vw" };
    return { type: "element", tagName: "source", properties, children: [] };
  });
  return { type: "element", tagName: "picture", properties: {}, children: [...choices, element] };
}

/** A frame would call a third party at once; a link lets the reader decide. */
function linkToFrame(element: Element, removed: Set<string>): Element {
  removed.add("<iframe>");
  const src = String(element.properties.src ?? "").replace(/^\/\//, "https://");
  const words = String(element.properties.title ?? "").trim() || src;
  return /^https?:/.test(src)
    ? link(src, words)
    : { ...element, tagName: "span", properties: {}, children: [] };
}

function link(href: string, words: string): Element {
  return {
    type: "element",
    tagName: "a",
    properties: { href },
    children: [{ type: "text", value: words }],
  };
}

/** Depth first, children before their parent; the visitor returns what stands in the element's place. */
function visit(parent: Root | Element, change: (element: Element) => Element | ElementContent[]): void {
  const children: RootContent[] = [];
  for (const child of parent.children as RootContent[]) {
    if (child.type !== "element") {
      children.push(child);
      continue;
    }
    visit(child, change);
    const placed = change(child);
    if (Array.isArray(placed)) children.push(...placed);
    else children.push(placed);
  }
  parent.children = children as typeof parent.children;
}
