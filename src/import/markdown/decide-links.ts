import type { Loss } from "../losses.ts";
import { foldAnchor } from "./anchors.ts";
import type { LinkIndex } from "./link-index.ts";
import type { MediaFinder } from "./media.ts";
import type { PlannedStory } from "./plan-stories.ts";
import type { Decisions } from "./rewrite-html.ts";

/** What links are decided by. */
export interface LinkSurroundings {
  readonly index: LinkIndex;
  readonly media: MediaFinder;
  /** Old anchors of a story's body to new ones. */
  anchors(story: PlannedStory): ReadonlyMap<string, string>;
  /** Where missing pages still are; `undefined` if nowhere. */
  readonly oldSite: string | undefined;
}

export type LoseAt = (kind: Loss["kind"], what: string, at: number) => void;

/** Decides where the links and pictures of one story lead, and reports what cannot be kept. */
export function decideLinks(
  story: PlannedStory,
  { index, media, anchors, oldSite }: LinkSurroundings,
  lose: LoseAt,
): Decisions {
  const oldPage = story.oldAddresses[0] ?? story.address;
  const findFile = (href: string) => media.find(decodePath(href), story.source.path, oldPage);
  return {
    link(written, at) {
      const href = withoutSlip(written);
      const target = index.find(href, story);
      switch (target.is) {
        case "elsewhere":
          return href;
        case "page":
          return target.address;
        case "story": {
          const isSelf = target.story === story;
          if (target.anchor === "" || target.anchor === "top") {
            if (!isSelf || target.anchor === "top") return isSelf ? href : target.story.address;
            if (href.trim() !== "") return href.includes("#") ? "#top" : target.story.address;
            lose("link-words", "a link without an address", at);
            return undefined;
          }
          const id = anchors(target.story).get(foldAnchor(target.anchor));
          if (id !== undefined) return isSelf ? `#${id}` : `${target.story.address}#${id}`;
          lose("anchor", href, at);
          return isSelf ? undefined : target.story.address;
        }
        case "missing": {
          const isAbsolute = /^(https?:)?\/\//i.test(href.trim());
          const file = findFile(isAbsolute ? target.path : href);
          if (file !== undefined) return `/${file}`;
          const path = isAbsolute ? target.path : pathOnOldSite(href, target.path, story);
          if (oldSite === undefined || path === undefined || target.isOwn) {
            lose("link-words", href, at);
            return undefined;
          }
          if (isAbsolute) return href;
          lose("link-old-site", href, at);
          const anchor = target.anchor === "" ? "" : `#${target.anchor}`;
          return `${oldSite}${path.replace(/[\s<>"]/g, encodeURIComponent)}${anchor}`;
        }
      }
    },
    picture(src, at) {
      const target = index.find(src, story);
      if (target.is === "elsewhere") return src;
      const isAbsolute = /^(https?:)?\/\//i.test(src);
      const file = findFile(isAbsolute && target.is === "missing" ? target.path : src);
      if (file !== undefined) return `/${file}`;
      if (isAbsolute) return src;
      lose("image-missing", src === "" ? "a picture without an address" : src, at);
      return undefined;
    },
    description(title, src, at) {
      const words = title?.trim() || story.source.title;
      lose("image-alt", src, at);
      return words;
    },
  };
}

/** What writers mean by `(https://example.org)` and by `www.example.org`. */
function withoutSlip(href: string): string {
  const inner = /^\((https?:\/\/[^()\s]+)\)?$/.exec(href)?.[1];
  return inner ?? (/^www\.[\w-]+\.[a-z]/i.test(href) ? `https://${href}` : href);
}

/**
 * Where a page that was not imported is on the old site.
 *
 * @param path as a browser would resolve `href`
 * @returns `undefined` for the bare name of a file, whose folder nobody knows
 */
function pathOnOldSite(href: string, path: string, story: PlannedStory): string | undefined {
  const file = /^([^?#]*)\.(?:md|markdown)(?=[?#]|$)/i.exec(decodePath(href))?.[1];
  if (file === undefined) return path;
  if (!file.includes("/")) return undefined;
  const base = /^\.{1,2}\//.test(file) ? `https://site.invalid/${story.sitePath}` : "https://site.invalid/";
  const resolved = decodePath(new URL(file, base).pathname).replace(/\/_?index$/, "");
  return `${resolved}/`;
}

function decodePath(href: string): string {
  try {
    return decodeURI(href);
  } catch {
    return href;
  }
}
