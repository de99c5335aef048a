import { parse as parseToml } from "smol-toml";
import { isTimeZone } from "../../language/dates.ts";
import { isLanguageTag } from "../../language/languages.ts";
import { readYaml } from "../../read/front-matter.ts";

/** What a generator's configuration says of the site, as far as `site.yaml` has a place for it. */
export interface SiteConfig {
  readonly name: string | undefined;
  readonly url: string | undefined;
  readonly language: string | undefined;
  readonly timeZone: string | undefined;
  /** Jekyll's pattern of addresses, or the name of one. */
  readonly permalink: string | undefined;
}

/** Files that may hold it, the first that is there counts. */
export const configNames: readonly string[] = [
  "_config.yml",
  "_config.yaml",
  "hugo.toml",
  "hugo.yaml",
  "hugo.yml",
  "hugo.json",
  "config.toml",
  "config.yaml",
  "config.yml",
  "config.json",
];

/**
 * Reads a configuration of Jekyll or Hugo. One that is broken says nothing.
 *
 * @param name of the file, whose ending tells how it is written
 */
export function readSiteConfig(name: string, text: string): SiteConfig {
  const fields = new Map(Object.entries(parse(name, text)));
  const say = (...names: string[]) => {
    for (const field of names) {
      const value = fields.get(field);
      if (typeof value === "string" && value.trim() !== "") return value.trim();
    }
    return undefined;
  };
  const language = say("lang", "locale", "languageCode", "defaultContentLanguage")?.replaceAll("_", "-");
  const timeZone = say("timezone", "timeZone");
  return {
    name: say("title", "name"),
    url: say("url", "baseURL", "baseurl"),
    language: language !== undefined && isLanguageTag(language) ? language : undefined,
    timeZone: timeZone !== undefined && isTimeZone(timeZone) ? timeZone : undefined,
    permalink: say("permalink"),
  };
}

function parse(name: string, text: string): Record<string, unknown> {
  try {
    if (name.endsWith(".toml")) return parseToml(text);
    if (!name.endsWith(".json")) return { ...readYaml(text).fields };
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
