import type { Element, Root } from "hast";
import { fromHtml } from "hast-util-from-html";

/** A kind of file that pages show, told by its bytes. */
export interface MediaType {
  /** `JPEG`, as people call it. */
  readonly name: string;
  /** Endings it may have, with their dot; the first is given to a new file. */
  readonly endings: readonly string[];
}

interface Signature extends MediaType {
  is(bytes: Buffer): boolean;
}

const ascii = (bytes: Buffer, from: number, to: number) => bytes.toString("latin1", from, to);
const begins = (text: string) => (bytes: Buffer) => ascii(bytes, 0, text.length) === text;
/** ISO base media: a brand behind `ftyp`. */
const brand = (brands: RegExp) => (bytes: Buffer) =>
  ascii(bytes, 4, 8) === "ftyp" && brands.test(ascii(bytes, 8, 12));
const riff = (form: string) => (bytes: Buffer) =>
  ascii(bytes, 0, 4) === "RIFF" && ascii(bytes, 8, 12) === form;

/** @see https://www.iana.org/assignments/media-types/ and https://mimesniff.spec.whatwg.org/ */
const signatures: readonly Signature[] = [
  { name: "JPEG", endings: [".jpg", ".jpeg"], is: begins("\xff\xd8\xff") },
  { name: "PNG", endings: [".png"], is: begins("\x89PNG\r\n\x1a\n") },
  { name: "GIF", endings: [".gif"], is: (bytes) => /^GIF8[79]a/.test(ascii(bytes, 0, 6)) },
  { name: "WebP", endings: [".webp"], is: riff("WEBP") },
  { name: "AVIF", endings: [".avif"], is: brand(/^(avif|avis)$/) },
  { name: "PDF", endings: [".pdf"], is: begins("%PDF-") },
  {
    name: "MP4",
    endings: [".mp4", ".m4v", ".mov"],
    is: brand(/^(isom|iso[2-9]|mp4[12]|avc1|M4V |dash|qt {2})$/),
  },
  { name: "M4A", endings: [".m4a"], is: brand(/^(M4A |M4B )$/) },
  { name: "WebM", endings: [".webm"], is: begins("\x1aE\xdf\xa3") },
  {
    name: "MP3",
    endings: [".mp3"],
    is: (bytes) =>
      ascii(bytes, 0, 3) === "ID3" || (bytes[0] === 0xff && [0xfb, 0xf3, 0xf2].includes(bytes[1] ?? 0)),
  },
  { name: "Ogg", endings: [".ogg", ".oga", ".ogv", ".opus"], is: begins("OggS") },
  { name: "WAV", endings: [".wav"], is: riff("WAVE") },
  { name: "WOFF2", endings: [".woff2"], is: begins("wOF2") },
  { name: "SVG", endings: [".svg"], is: isSvg },
];

/** @returns `undefined` for what no page can show, and for anything that a browser might take for a page */
export function mediaTypeOf(bytes: Uint8Array): MediaType | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return signatures.find(({ is }) => is(buffer));
}

function isSvg(bytes: Buffer): boolean {
  const start = bytes.toString("utf8", 0, 4096).replace(/^\uFEFF/, "");
  return /^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*(?:<!DOCTYPE svg[^>[]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<svg[\s>]/i.test(
    start,
  );
}

/** What only draws. A list of what is allowed: what can run code grows with every browser. */
const drawing = new Set(
  "a animate animatemotion animatetransform circle clippath defs desc ellipse feblend fecolormatrix fecomponenttransfer fecomposite feconvolvematrix fediffuselighting fedisplacementmap fedistantlight fedropshadow feflood fefunca fefuncb fefuncg fefuncr fegaussianblur feimage femerge femergenode femorphology feoffset fepointlight fespecularlighting fespotlight fetile feturbulence filter g image line lineargradient marker mask metadata mpath path pattern polygon polyline radialgradient rect set stop style svg switch symbol text textpath title tspan use view".split(
    " ",
  ),
);

/**
 * What in an SVG could run or ask another site, as somebody who opens the picture by itself would have it.
 *
 * @returns the name of the first such thing; `undefined` for a plain drawing
 */
export function activePartOf(svg: string): string | undefined {
  const told = readDifferently.exec(svg)?.[0];
  return told ?? findActive(fromHtml(svg, { fragment: true, space: "svg" }));
}

/**
 * What is refused wherever it stands. A picture is read as XML by a browser and as HTML here, and there are texts in
 * which the one sees an element and the other does not; entities and odd encodings can hide what they like.
 */
const readDifferently =
  /<!ENTITY|<!DOCTYPE[^>]*\[|<\?xml-stylesheet|<\?xml[^>]*encoding=["'](?!utf-8|us-ascii)|<\/?(?:[\w.-]+:)?(?:script|foreignobject|iframe|object|embed|handler|listener)\b|[\s"'/]on[a-z]+\s*=|xmlns(?:(?!:svg\b):[\w.-]+)\s*=\s*["']http:\/\/www\.w3\.org\/2000\/svg|=\s*["']http:\/\/www\.w3\.org\/1999\/xhtml/i;

function findActive(node: Root | Element): string | undefined {
  for (const child of node.children) {
    if (child.type !== "element") continue;
    const found = activeElement(child) ?? findActive(child);
    if (found !== undefined) return found;
  }
  return undefined;
}

function activeElement({ tagName, properties, children }: Element): string | undefined {
  const name = tagName.toLowerCase();
  // Editors' own notes have names with a prefix: sodipodi:namedview, rdf:RDF.
  if (!drawing.has(name) && !/^(sodipodi|inkscape|rdf|cc|dc):/.test(name)) return `<${tagName}>`;
  const texts = children.flatMap((child) => (child.type === "text" ? [child.value] : []));
  if (name === "style" && texts.some(leadsOut)) return "<style>";
  for (const [property, value] of Object.entries(properties)) {
    const text = String(value);
    if (/^on/i.test(property)) return property;
    const isLink = /href$|^src$/i.test(property);
    if (isLink && !/^(#|data:image\/(png|jpeg|gif|webp);)/i.test(text.trim()))
      return `${property}="${text.slice(0, 60)}"`;
    // A drawing can be made to change its own links.
    if (/^(set|animate)$/.test(name) && /^attributename$/i.test(property) && /href|^on/i.test(text))
      return `<${tagName}>`;
    if (!isLink && leadsOut(text) && !/^xmlns/i.test(property)) return property;
  }
  return undefined;
}

function leadsOut(text: string): boolean {
  return /javascript:|@import|url\(\s*["']?(?!["'#]|data:image\/)/i.test(text);
}
