import type { Catalog } from "../catalog/catalog.ts";
import type { Article } from "../check/types.ts";

/**
 * Tells stories by the `<title>` of their pages, for services that know pages by nothing else.
 *
 * @returns a function from a title, with or without " – name of the site" at its end, to the path of the story; the
 *   newest of those that have the same; `undefined` if no story that can be seen has it
 */
export function pathsByTitle({
  site,
  stories,
}: Pick<Catalog, "site" | "stories">): (title: string) => string | undefined {
  const ending = ` ${plain(`– ${site.name}`)}`;
  let paths: ReadonlyMap<string, string> | undefined;
  return (title) => {
    // Most sites never ask.
    paths ??= indexTitles(stories, site.basePath);
    const whole = plain(title);
    return paths.get(whole.endsWith(ending) ? whole.slice(0, -ending.length) : whole);
  };
}

function indexTitles(stories: readonly Article[], basePath: string): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  for (const { title, seoTitle, address } of stories) {
    const own = plain(seoTitle ?? title);
    // Stories are newest first.
    if (!paths.has(own)) paths.set(own, basePath + address);
  }
  return paths;
}

/** As browsers give it: without space around it, and one space within. */
function plain(title: string): string {
  return title.normalize("NFC").replace(/\s+/g, " ").trim();
}
