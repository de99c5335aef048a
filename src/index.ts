import { relative } from "node:path";
import { type EleventyConfig, hasImageTransform, type NunjucksEnvironment } from "./eleventy.ts";
import { fill } from "./language/strings.ts";
import { addLayoutLoader } from "./layouts.ts";
import { onceTag } from "./once-tag.ts";
import { type Options, resolveOptions, type Settings } from "./options.ts";
import { openPageData, type PageData } from "./page-data.ts";
import type { PagesByKind } from "./plan/pages-by-kind.ts";
import type { PagePlan } from "./plan/site-plan.ts";
import { pageKinds } from "./plan/views.ts";
import { runInsideEleventy } from "./run-inside-eleventy.ts";

export type { Options } from "./options.ts";
export type { PageKind, PageView } from "./plan/views.ts";

/**
 * How a script that drives Eleventy itself talks to the plugin: it puts one of these under {@link driverKey} before
 * the project's configuration is read, and chooses the pages of each run.
 */
export interface Driver {
  /** Set by the plugin, so that the script knows what the project chose. */
  settings?: Settings;
  pages: PagesByKind;
  /** Whether layouts are read with their parts in them, which is faster; errors then do not name the part. */
  readonly inlineParts: boolean;
}

export const driverKey = Symbol.for("khabar.driver");

/**
 * The plugin.
 *
 * ```js
 * import khabar from "khabar";
 * export default (eleventyConfig) => eleventyConfig.addPlugin(khabar, { addresses: "/{section}/{slug}/" });
 * ```
 *
 * Reads the newsroom in Eleventy's input folder and has Eleventy render a page for every story and list, by one
 * paginated virtual template a kind of page. Other templates of the project work as ever.
 *
 * @throws {TypeError} for an option that cannot be used
 */
export default function khabar(eleventyConfig: EleventyConfig, options: Options = {}): void {
  const resolved = resolveOptions(options);
  const settings: Settings = {
    ...resolved,
    // Asked later: the other plugin may be added after this one.
    get pictures() {
      return options.pictures === undefined && hasImageTransform(eleventyConfig) ? false : resolved.pictures;
    },
  };
  const driver = (eleventyConfig as { [driverKey]?: Driver })[driverKey];
  if (driver) driver.settings = settings;

  // Globs are matched against relative paths, however the folder was named.
  const input = `${relative(process.cwd(), eleventyConfig.directories.input) || "."}/`;
  for (const folder of ["articles", "authors", "pages", "media", "strings", "templates"]) {
    eleventyConfig.ignores.add(`${input}${folder}/**`);
  }
  eleventyConfig.addFilter("fill", fill);
  eleventyConfig.addNunjucksTag("once", onceTag);
  let environment: NunjucksEnvironment | undefined;
  eleventyConfig.on("eleventy.engine.njk", (engine) => {
    environment = engine.environment;
    addLayoutLoader(engine.nunjucks, engine.environment, settings.layouts, driver?.inlineParts ?? false);
  });
  // A format of our own over Eleventy's Nunjucks: of a `.njk` template Eleventy compiles the text for every page anew.
  eleventyConfig.addTemplateFormats("khabar");
  const dataOf = openPageData();
  // A driver's run makes its pages once.
  if (!driver) eleventyConfig.on("eleventy.before", dataOf.forget);
  eleventyConfig.addExtension("khabar", {
    key: "njk",
    compile: (kind) => (data) =>
      renderLayout(environment, `khabar/${kind.trim()}.njk`, dataOf.page(kind, data as PageData)),
  });

  const state = driver ?? runInsideEleventy(eleventyConfig, settings);
  eleventyConfig.addGlobalData("khabar", () => ({ pages: state.pages }));
  for (const kind of pageKinds) {
    eleventyConfig.addTemplate(`khabar-${kind}.khabar`, kind, {
      pagination: { data: `khabar.pages.${kind}`, size: 1, alias: "plan", addAllPagesToCollections: false },
      permalink: ({ plan }: { plan: PagePlan }) => plan.file,
      eleventyExcludeFromCollections: true,
    });
  }
}

/** Renders a layout with the data of a page and, as `view`, what its plan gives it, which is made now and not kept. */
function renderLayout(
  environment: NunjucksEnvironment | undefined,
  layout: string,
  data: PageData,
): Promise<string> {
  return new Promise((resolve, reject) => {
    if (environment === undefined) throw new Error("Eleventy has made no Nunjucks environment");
    const view = data.plan.view();
    environment.getTemplate(layout).render({ ...data, view }, (error, html) => {
      if (error) reject(error);
      else resolve(html ?? "");
    });
  });
}
