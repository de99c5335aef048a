import type { BodyOutline } from "../body/outline.ts";
import { fateOfLink, resolveLink } from "../check/links.ts";
import { renderBody } from "../render/body.ts";
import { storyLink, urlOf } from "./cards.ts";
import { liteTwin } from "./lite-address.ts";
import type { NewsroomFacts } from "./newsroom-facts.ts";
import { wholeAddress, wideSources } from "./pictures.ts";
import type { PageWords } from "./words.ts";

interface Text {
  readonly address: string;
  readonly body: string;
  readonly outline: BodyOutline;
}

/**
 * The HTML of a body in the page at its address.
 *
 * @param form `feed` has no links past embeds; `lite` has none either, shows pictures as links, and leads to the lite pages of stories
 * @param day a moment of the day for live entries that give the hour alone; 0 for pages and biographies
 */
export function bodyHtml(
  { address, body, outline }: Text,
  day: number,
  facts: NewsroomFacts,
  words: PageWords,
  form: "full" | "lite" | "feed" = "full",
): string {
  const { site } = facts.catalog;
  const formOf = (path: string) => (form === "lite" ? (liteTwin(path, facts) ?? path) : path);
  return renderBody(body, outline, {
    ui: words.ui,
    uiAttributes: words.uiAttributes,
    picturesAsLinks: form === "lite",
    skipsEmbeds: form === "full",
    zone: site.timeZone,
    day,
    showTime: words.time,
    opensEmbeds: facts.settings.embeds === "load",
    link(href) {
      if (fateOfLink(href, address, outline.anchors, facts.links) === "unpublished") return undefined;
      if (href.startsWith("#")) return href;
      const target = resolveLink(href, address, site.url);
      if (target === undefined) return href;
      const anchor = target.anchor === "" ? "" : `#${encodeURI(target.anchor)}`;
      return urlOf(formOf(target.path), facts) + anchor;
    },
    picture(src) {
      const { basePath } = site;
      // What the sanitiser sees is already the finished address.
      const own = basePath !== "" && src.startsWith(`${basePath}/`) ? src.slice(basePath.length) : src;
      const found = facts.pictures.find(own);
      if (found === undefined) return undefined;
      const url = (address: string) => urlOf(address, facts);
      const { width, height } = found;
      return {
        url: url(wholeAddress(found, facts.prints)),
        width,
        height,
        tone: found.facts?.tone,
        sources: wideSources(found, facts.prints, url),
      };
    },
    story(reference) {
      const story = facts.catalog.byId.get(facts.catalog.references.find(reference)?.id ?? "");
      return story && { ...storyLink(story, facts, words), url: urlOf(formOf(story.address), facts) };
    },
  });
}
