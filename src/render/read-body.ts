import { parseBody } from "../body/grammar.ts";
import { type BodyLink, type BodyOutline, outlineParsed } from "../body/outline.ts";
import { outlinePlain, readPlainBody } from "../body/plain-body.ts";
import { leadsElsewhere } from "../check/links.ts";
import { type BodySurroundings, renderParsed } from "./body.ts";
import { plainHtml } from "./plain-html.ts";

/** A body that was read once, for the checks and for its page. */
export interface ReadBody {
  readonly outline: BodyOutline;
  /** `undefined` where it depends on more than the body. */
  readonly html: string | undefined;
}

/**
 * Reads a body: its outline, and its HTML where that depends on nothing else.
 *
 * Most stories are paragraphs, headings, lists, quotations and links to other sites, whose HTML is the same on every
 * page and in every language. One with a picture, a table, a footnote, raw HTML, a link within the site, or a block
 * that shows a word of the interface has to wait for its surroundings.
 *
 * @param body Markdown with `\n` line endings
 * @param siteUrl origin (and base path, if any) of the site, whose host tells links to other sites
 * @returns `html` is what `renderBody` gives wherever its `link` leaves addresses on other hosts as they are
 */
export function readBody(body: string, siteUrl: string): ReadBody {
  const plain = readPlainBody(body);
  if (plain !== undefined) {
    const outline = outlinePlain(body, plain);
    const { links, headings } = outline;
    const isCertain = leadElsewhere(links, siteUrl);
    return { outline, html: isCertain ? plainHtml(body, plain, headings, nothingKnown.link) : undefined };
  }
  const parsed = parseBody(body);
  const outline = outlineParsed(body, parsed);
  const { hasRawHtml, blocks, links } = outline;
  const isCertain =
    !hasRawHtml &&
    blocks.every(({ name }) => name === "quote" || name === "note") &&
    leadElsewhere(links, siteUrl);
  if (!isCertain) return { outline, html: undefined };
  try {
    return { outline, html: renderParsed(parsed, outline, nothingKnown) };
  } catch (error) {
    if (error === notKnownYet) return { outline, html: undefined };
    throw error;
  }
}

const notKnownYet = new Error("What surrounds the body is not known yet");

function ask(): never {
  throw notKnownYet;
}

/** For a body that asks nothing of its surroundings. */
const nothingKnown: BodySurroundings = {
  get ui() {
    return ask();
  },
  get uiAttributes() {
    return ask();
  },
  get zone() {
    return ask();
  },
  get day() {
    return ask();
  },
  get picturesAsLinks() {
    return ask();
  },
  get skipsEmbeds() {
    return ask();
  },
  showTime: ask,
  get opensEmbeds() {
    return ask();
  },
  link: (href) => href,
  picture: ask,
  story: ask,
};

function leadElsewhere(links: readonly BodyLink[], siteUrl: string): boolean {
  return links.length === 0 || links.every(({ href }) => leadsElsewhere(href, hostOf(siteUrl)));
}

function hostOf(siteUrl: string): string {
  let host = hosts.get(siteUrl);
  if (host === undefined) {
    host = new URL(siteUrl).host;
    hosts.set(siteUrl, host);
  }
  return host;
}

/** By the site's URL. */
const hosts = new Map<string, string>();
