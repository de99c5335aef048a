import { absoluteUrl } from "../render/address.ts";
import type { EmitSource } from "./emit.ts";
import type { OutputFile } from "./output-file.ts";

/**
 * Everybody may read everything, and here is the list of it.
 *
 * Robots read this file at the root of a host only: a site below a base path has its host's owner name the
 * sitemaps.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9309
 */
export function emitRobots({ catalog, digests }: EmitSource): OutputFile {
  const sitemaps = ["/sitemap.xml", "/news-sitemap.xml"].map(
    (address) => `Sitemap: ${absoluteUrl(catalog.site, address)}`,
  );
  return {
    path: "robots.txt",
    parts: digests.parts(0),
    make: () => `User-agent: *\nAllow: /\n\n${sitemaps.join("\n")}\n`,
  };
}
