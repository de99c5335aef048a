import type { Site } from "../check/types.ts";
import { directionOf } from "../language/languages.ts";
import { truncateGraphemes } from "../language/truncate.ts";
import type { InstallSettings } from "../options.ts";
import { localUrl } from "./address.ts";

export const manifestAddress = "/manifest.webmanifest";

/** The icons of the site, by what they are for: systems cut the corners off a maskable one. */
export const icons = [
  { name: "any-192", size: 192, purpose: "any" },
  { name: "any-512", size: 512, purpose: "any" },
  { name: "maskable-512", size: 512, purpose: "maskable" },
] as const;

export type IconName = (typeof icons)[number]["name"];

/** Below the output folder. */
export function iconFile(name: IconName): string {
  return `assets/icon-${name}.png`;
}

/** What fits below an icon on a home screen, in graphemes. */
const shortNameLength = 12;

/**
 * The web app manifest.
 *
 * @returns JSON
 * @see https://www.w3.org/TR/appmanifest/
 */
export function webManifest(site: Site, install: InstallSettings): string {
  const home = localUrl(site, "/");
  const shortName = install.shortName ?? truncateGraphemes(site.name, shortNameLength).replace(/…$/, "");
  const manifest = {
    id: home,
    name: site.name,
    short_name: shortName,
    description: site.description,
    lang: site.language,
    dir: directionOf(site.language),
    start_url: home,
    scope: home,
    display: "minimal-ui",
    theme_color: install.themeColor,
    background_color: install.backgroundColor,
    icons: icons.map(({ name, size, purpose }) => ({
      src: localUrl(site, `/${iconFile(name)}`),
      sizes: `${size}x${size}`,
      type: "image/png",
      purpose,
    })),
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}
