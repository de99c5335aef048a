import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { keptFile } from "./compiled.ts";
import type { Nunjucks, NunjucksEnvironment } from "./eleventy.ts";
import { compileLayout, layoutHelp } from "./layout-compiler.ts";

/** The layouts that come with Khabar. */
export const packagedLayouts = resolve(import.meta.dirname, "../layouts");

/**
 * Teaches Eleventy's Nunjucks to find our layouts.
 *
 * `khabar/NAME` is the file NAME in the site's own layouts folder, or ours where it has none;
 * `khabar-original/NAME` is always ours, so that a replacement can extend what it replaces. Other names are the
 * site's own business.
 *
 * @param folder the site's layouts folder; need not exist
 * @param inline puts included parts into the layouts as they are read: a page has some thirty parts, and Nunjucks
 *   takes longer to look them up than to render them. Not while watching, where a part changes by itself
 */
export function addLayoutLoader(
  nunjucks: Nunjucks,
  environment: NunjucksEnvironment,
  folder: string,
  inline: boolean,
): void {
  const own = resolve(folder);
  const find = (name: string): string | undefined => {
    const [, scope, file] = /^(khabar|khabar-original)\/(.+)$/.exec(name) ?? [];
    if (scope === undefined || file === undefined) return undefined;
    const folders = scope === "khabar" ? [own, packagedLayouts] : [packagedLayouts];
    return folders.map((each) => join(each, file)).find((each) => existsSync(each));
  };
  const read = (path: string): string => {
    const source = readFileSync(path, "utf8");
    if (!inline) return source;
    return source.replace(/\{%(-?)\s*include\s+"([^"]+)"\s*(-?)%\}/g, (tag, before, name: string, after) => {
      const part = find(name);
      // The comments keep the white space of the layout and of its part from each other, as an include does.
      if (part === undefined) return tag;
      return `${before ? "{#- #}" : "{# #}"}${read(part)}${after ? "{# -#}" : "{# #}"}`;
    });
  };
  const LayoutLoader = nunjucks.Loader.extend({
    // Eleventy looks into these two to forget a layout that was changed while it watches.
    init(this: { pathsToNames: Record<string, string>; cache: Record<string, unknown> }) {
      this.pathsToNames = {};
      this.cache = {};
    },
    getSource(this: { pathsToNames: Record<string, string> }, name: string) {
      const path = find(name);
      if (path === undefined) return null;
      this.pathsToNames[path] = name;
      const source = read(path);
      return {
        src: inline ? compileOnce(nunjucks, environment, source, path) : source,
        path,
        noCache: false,
      };
    },
  });
  environment.loaders.unshift(new LayoutLoader());
}

/** Compiled layouts by their source, with all parts in it: each batch of pages has a Nunjucks of its own. */
const compiled = new Map<string, unknown>();

/**
 * What Nunjucks would make of a source, as its loaders may hand it over: compiling takes longer than many pages. Where
 * commands are put together, compiled layouts are kept beside them, for other processes.
 */
function compileOnce(
  nunjucks: Nunjucks,
  environment: NunjucksEnvironment,
  source: string,
  path: string,
): object {
  let template = compiled.get(source);
  if (template === undefined) {
    const { asyncFilters, extensionsList, opts } = environment;
    const names = [asyncFilters, Object.keys((environment as { extensions?: object }).extensions ?? {})];
    const digest = createHash("sha1")
      .update(JSON.stringify([source, path, names]))
      .digest("hex");
    const code = keptFile(`layout-${digest.slice(0, 20)}.js`, () =>
      compileLayout(nunjucks, source, { asyncFilters, extensions: extensionsList, path, options: opts }),
    );
    template = new Function("help", code)(layoutHelp(nunjucks));
    compiled.set(source, template);
  }
  return { type: "code", obj: template };
}
