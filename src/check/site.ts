import { IANAZone } from "luxon";
import type { Finding } from "../problems/problem.ts";
import { didYouMean } from "../problems/suggest.ts";
import { readYaml } from "../read/front-matter.ts";
import type { SourceFile } from "../read/read-source.ts";
import { readFields } from "./fields.ts";
import type { PictureReader } from "./pictures.ts";
import { siteSchema } from "./schema.ts";
import type { Section, Site } from "./types.ts";
import { hexColor, readValues } from "./values.ts";

/** First parts of addresses that the site itself needs. */
export const reservedSections: readonly string[] = [
  "admin",
  "archive",
  "assets",
  "authors",
  "cards",
  "comments",
  "lite",
  "media",
  "offline",
  "page",
  "saved",
  "search",
  "sitemaps",
  "topics",
];

/**
 * Reads `site.yaml`.
 *
 * @returns the site, or `undefined` after findings that leave nothing to build
 */
export function readSite(file: SourceFile, pictures: PictureReader, findings: Finding[]): Site | undefined {
  const { fields, troubles } = readYaml(file.text);
  if (troubles.length > 0) {
    for (const trouble of troubles) findings.push({ ...trouble, file: file.shown });
    return undefined;
  }
  const typed = readFields(siteSchema, fields, file, findings).whole;
  if (typed === undefined) return undefined;
  const before = findings.length;
  const values = readValues(file, "UTC", findings);

  if (!IANAZone.isValidZone(typed.timeZone)) {
    values.report(["timeZone"], "zone-unknown", {
      found: typed.timeZone,
      ...didYouMean(typed.timeZone, Intl.supportedValuesOf("timeZone")),
    });
  }
  values.language(["language"], typed.language);
  const url = values.webAddress(["url"], typed.url)?.replace(/\/+$/, "");

  const seen = new Set<string>();
  const sections: Section[] = [];
  for (const [index, { id, title, description, color }] of typed.sections.entries()) {
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) {
      values.report(["sections", index, "id"], "path-bad", { found: id, example: "desh" });
    } else if (reservedSections.includes(id)) {
      values.report(["sections", index, "id"], "section-reserved", { found: id });
    } else if (seen.has(id)) values.report(["sections", index, "id"], "section-duplicate", { found: id });
    seen.add(id);
    const hex = color === undefined ? undefined : hexColor(color);
    if (color !== undefined && hex === undefined) {
      values.report(["sections", index, "color"], "color-bad", { found: color });
    }
    sections.push({
      id,
      title,
      description,
      address: `/${id}/`,
      ...(hex === undefined ? {} : { color: hex }),
    });
  }

  const entries = typed.navigation ?? sections.map(({ id }) => id);
  const navigation = entries.map((entry, index) => {
    if (typeof entry !== "string") {
      const isWeb = /^https?:\/\//i.test(entry.url);
      const path = ["navigation", index, "url"];
      const address = isWeb ? values.webAddress(path, entry.url) : values.path(path, entry.url);
      return { title: entry.title, url: address ?? entry.url };
    }
    const section = sections.find(({ id }) => id === entry);
    if (section === undefined) {
      const known = sections.map(({ id }) => id);
      values.report(["navigation", index], "section-unknown", {
        found: entry,
        allowed: known.join(", "),
        ...didYouMean(entry, known),
      });
    }
    return { title: section?.title ?? entry, url: `/${entry}/` };
  });

  const sisterSites = (typed.sisterSites ?? []).map((sister, index) => {
    values.webAddress(["sisterSites", index, "url"], sister.url);
    if (sister.feed !== undefined) values.webAddress(["sisterSites", index, "feed"], sister.feed);
    return { name: sister.name, url: sister.url, feed: sister.feed };
  });

  const logo =
    typed.logo === undefined
      ? undefined
      : pictures.read(file, ["logo"], { src: typed.logo, alt: typed.name }, findings);
  if (findings.length > before || url === undefined) return undefined;
  return {
    name: typed.name,
    url,
    basePath: new URL(url).pathname.replace(/\/$/, ""),
    language: typed.language,
    timeZone: typed.timeZone,
    description: typed.description,
    logo,
    sections,
    navigation,
    sisterSites,
  };
}
