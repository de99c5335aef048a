import type { BodyOutline } from "../body/outline.ts";
import type { Finding } from "../problems/problem.ts";
import { didYouMean } from "../problems/suggest.ts";
import { mediaPath } from "./pictures.ts";

/** Every address of the site, and the text that stands there if it may have anchors. */
export type KnownAddresses = Pick<
  ReadonlyMap<string, Pick<LinkedText, "outline"> | undefined>,
  "get" | "has" | "keys"
>;

/** Where links can lead, as the finished site will have it. */
export interface LinkTargets {
  /** The site's own origin and base path, without a trailing slash. */
  readonly siteUrl: string;
  /** Every address that will be there, and the texts of those whose anchors we know. */
  readonly addresses: KnownAddresses;
  /** Addresses of stories that are not published now. */
  readonly unpublished: ReadonlySet<string>;
  readonly media: ReadonlyMap<string, string>;
  readonly foreignPaths: readonly string[];
}

export type LinkFate = "fine" | "unpublished" | "broken" | "no-anchor";

/** A text whose links are checked. */
export interface LinkedText {
  readonly file: string;
  readonly address: string;
  readonly outline: BodyOutline;
  readonly bodyLine: number;
  readonly draft: boolean;
}

/** Reports links that lead nowhere. Links to other sites are not followed. */
export function findBrokenLinks(text: LinkedText, targets: LinkTargets, findings: Finding[]): void {
  const anchors = text.outline.anchors;
  for (const { href, line, column } of text.outline.links) {
    const fate = fateOfLink(href, text.address, anchors, targets);
    if (fate === "fine") continue;
    const place = { line: line + text.bodyLine, column };
    const severity = text.draft ? ({ severity: "warning" } as const) : {};
    if (fate === "unpublished") {
      findings.push({ code: "link-unpublished", file: text.file, place, values: { found: href } });
    } else if (fate === "no-anchor") {
      const target = resolveLink(href, text.address, targets.siteUrl);
      const known =
        target?.path === text.address
          ? anchors
          : (targets.addresses.get(target?.path ?? "")?.outline.anchors ?? []);
      const parts = known.map((id) => `#${id}`);
      const values = {
        found: href,
        allowed: parts.join(", ") || "phrase:noParts",
        ...didYouMean(anchorOf(href), parts),
      };
      findings.push({ code: "anchor-broken", file: text.file, place, values, ...severity });
    } else {
      const path = resolveLink(href, text.address, targets.siteUrl)?.path ?? href;
      const values = { found: href, ...didYouMean(path, targets.addresses.keys()) };
      findings.push({ code: "link-broken", file: text.file, place, values, ...severity });
    }
  }
}

/**
 * What becomes of a link on this site.
 *
 * @param from the address of the page on which the link stands
 * @param ownAnchors parts of that page
 */
export function fateOfLink(
  href: string,
  from: string,
  ownAnchors: readonly string[],
  targets: LinkTargets,
): LinkFate {
  const target = resolveLink(href, from, targets.siteUrl);
  if (target === undefined) return "fine";
  const { path, anchor } = target;
  if (targets.foreignPaths.some((prefix) => path.startsWith(prefix))) return "fine";
  const wholeSite = targets.addresses;
  const known = [path, `${path.replace(/\/$/, "")}/`, path.replace(/index\.html$/, "")].find((form) =>
    wholeSite.has(form),
  );
  if (known === undefined) {
    if (targets.unpublished.has(path) || targets.unpublished.has(`${path}/`)) return "unpublished";
    const file = mediaPath(path);
    return path.startsWith("/media/") && file !== undefined && targets.media.has(file) ? "fine" : "broken";
  }
  if (anchor === "" || anchor === "top") return "fine";
  const anchors = known === from ? ownAnchors : wholeSite.get(known)?.outline.anchors;
  return anchors === undefined || anchors.includes(anchor) ? "fine" : "no-anchor";
}

/**
 * The place on this site that a link leads to.
 *
 * @returns decoded path (NFC) and anchor; `undefined` for a link to another site, `mailto:`, `tel:`
 */
export function resolveLink(
  href: string,
  from: string,
  siteUrl: string,
): { path: string; anchor: string } | undefined {
  const site = urlOfSite(siteUrl);
  if (leadsElsewhere(href, site.host) || !URL.canParse(href, `${siteUrl}${from}`)) return undefined;
  const url = new URL(href, `${siteUrl}${from}`);
  const base = site.pathname.replace(/\/$/, "");
  // "/desh/" in a body means the site's own path, whether or not the site lies below a base path.
  const path =
    base !== "" && url.pathname.startsWith(`${base}/`) ? url.pathname.slice(base.length) : url.pathname;
  return { path: decode(path).normalize("NFC"), anchor: decode(url.hash.slice(1)) };
}

/** Whether a link surely leads to another site, or to no page at all (`mailto:`). */
export function leadsElsewhere(href: string, siteHost: string): boolean {
  // Most links are written plainly, and to take a URL apart is slow.
  const host = ordinaryHost.exec(href)?.[1];
  if (host !== undefined) return host !== siteHost;
  const base = `https://${siteHost}/`;
  if (!URL.canParse(href, base)) return true;
  const url = new URL(href, base);
  return url.host !== siteHost || !/^https?:$/.test(url.protocol);
}

/** An address with a name as its host that no URL parser would write otherwise. */
const ordinaryHost = /^https?:\/\/((?:[a-z0-9-]+\.)+[a-z]+)(?=[/?#]|$)/;

const sites = new Map<string, URL>();

function urlOfSite(siteUrl: string): URL {
  let url = sites.get(siteUrl);
  if (url === undefined) {
    url = new URL(siteUrl);
    sites.set(siteUrl, url);
  }
  return url;
}

function anchorOf(href: string): string {
  return href.slice(href.indexOf("#"));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
