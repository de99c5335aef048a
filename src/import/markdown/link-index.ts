import type { PlannedStory } from "./plan-stories.ts";

/** Where a link of the old site leads now. */
export type LinkTarget =
  | { readonly is: "story"; readonly story: PlannedStory; readonly anchor: string }
  /** A page of the new site that no source file made: its home, a section. */
  | { readonly is: "page"; readonly address: string }
  /** A path at which nothing of ours stands. `isOwn` if it was written with the new site's own host. */
  | { readonly is: "missing"; readonly path: string; readonly anchor: string; readonly isOwn: boolean }
  /** Not a link within the old site. */
  | { readonly is: "elsewhere" };

export interface LinkIndex {
  /** @param href as written, decoded by the parser */
  find(href: string, from: PlannedStory): LinkTarget;
}

/** Sites whose absolute links are links within, without trailing slashes. */
export interface Origins {
  readonly own: string;
  readonly old: string | undefined;
}

/**
 * @param pages addresses of the new site besides the stories
 */
export function indexLinks(
  stories: readonly PlannedStory[],
  origins: Origins,
  pages: ReadonlySet<string>,
): LinkIndex {
  const byAddress = new Map<string, PlannedStory>();
  const byFile = new Map<string, PlannedStory>();
  const byName = new Map<string, PlannedStory | undefined>();
  // What readers knew goes before what was only possible.
  const depth = stories.reduce((most, { oldAddresses }) => Math.max(most, oldAddresses.length), 0);
  for (let rank = 0; rank < depth; rank++) {
    for (const story of stories) addOnce(byAddress, story.oldAddresses[rank], story);
  }
  for (const story of stories) {
    addOnce(byFile, story.source.path, story);
    addOnce(byFile, story.sitePath, story);
    const name = fileKey(story.source.path).split("/").at(-1) ?? "";
    byName.set(name, byName.has(name) ? undefined : story);
  }
  for (const story of stories) addOnce(byAddress, story.address, story);

  return {
    find(href, from) {
      const within = withinSite(href, origins);
      if (within === undefined) return { is: "elsewhere" };
      const { path: local, isOwn } = within;
      const [, written = "", anchor = ""] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/s.exec(local) ?? [];
      const target = (story: PlannedStory): LinkTarget => ({ is: "story", story, anchor: decode(anchor) });
      if (written === "") return target(from);
      const path = decode(written).normalize("NFC");
      const base = from.oldAddresses[0] ?? from.address;
      const absolute = resolve(path, base);
      const found =
        byAddress.get(addressKey(absolute)) ??
        byFile.get(fileKey(resolve(path, `/${from.source.path}`).slice(1))) ??
        byFile.get(fileKey(absolute.slice(1))) ??
        byFile.get(fileKey(path.replace(/^\//, ""))) ??
        // Hugo's `ref` and Jekyll's `post_url` take a bare name if it is the only one.
        (/\.(md|markdown)$/.test(path) || !path.includes("/")
          ? byName.get(fileKey(path).split("/").at(-1) ?? "")
          : undefined);
      if (found !== undefined) return target(found);
      const page = `${absolute.replace(/\/(index\.html)?$/, "")}/`;
      if (pages.has(page)) return { is: "page", address: page };
      if (pages.has(absolute)) return { is: "page", address: absolute };
      return { is: "missing", path: absolute, anchor, isOwn };
    },
  };
}

function addOnce(map: Map<string, PlannedStory>, path: string | undefined, story: PlannedStory): void {
  if (path === undefined) return;
  const key = path.startsWith("/") ? addressKey(path) : fileKey(path);
  if (!map.has(key)) map.set(key, story);
}

/** `/News/Rain`, `/news/rain/`, `/news/rain/index.html` and `/news/rain.html` are one address. */
function addressKey(path: string): string {
  return path
    .toLowerCase()
    .replace(/(\/index)?\.html?$/, "")
    .replace(/\/+$/, "");
}

function fileKey(path: string): string {
  return path
    .toLowerCase()
    .replace(/\.(md|markdown|mdown|mkdn?|mkd|html)$/, "")
    .replace(/(^|\/)_?index$/, "")
    .replace(/\/+$/, "");
}

/** The path of a link that stays within one of the sites, with its query and anchor. */
function withinSite(href: string, { own, old }: Origins): { path: string; isOwn: boolean } | undefined {
  const written = href.trim();
  if (!/^(https?:)?\/\//i.test(written)) {
    return /^[a-z][a-z0-9+.-]*:/i.test(written) ? undefined : { path: written, isOwn: false };
  }
  const absolute = written.startsWith("//") ? `https:${written}` : written;
  if (!URL.canParse(absolute)) return undefined;
  const { host, pathname, search, hash } = new URL(absolute);
  for (const origin of [own, old]) {
    if (origin === undefined) continue;
    const site = new URL(origin);
    const base = site.pathname.replace(/\/$/, "");
    const isOwn = host === new URL(own).host;
    if (!isOwn && withoutWww(host) !== withoutWww(site.host)) continue;
    const isBelow = pathname === base || pathname.startsWith(`${base}/`);
    // The checks hold every address of the own host for one of the site, also those beside its base path.
    if (isBelow || isOwn)
      return { path: `${(isBelow ? pathname.slice(base.length) : pathname) || "/"}${search}${hash}`, isOwn };
  }
  return undefined;
}

function withoutWww(host: string): string {
  return host.toLowerCase().replace(/^www\./, "");
}

function resolve(path: string, base: string): string {
  const folders = path.startsWith("/") ? [] : base.split("/").slice(0, -1);
  const parts: string[] = [];
  for (const part of [...folders, ...path.split("/")]) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}${path.endsWith("/") && parts.length > 0 ? "/" : ""}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
