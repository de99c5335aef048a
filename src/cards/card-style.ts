import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { packagedLayouts } from "../layouts.ts";
import type { Settings } from "../options.ts";
import { type CardDrawer, drawingVersion, openCardDrawer } from "./draw-card.ts";
import { type CardFonts, openCardFonts } from "./fonts.ts";
import { loadSharp } from "./load-sharp.ts";
import { openPango } from "./pango.ts";
import { findTakumi, openTakumi } from "./takumi.ts";

/** Everything that decides how a card looks besides what it says. */
export interface CardStyle {
  readonly fonts: CardFonts;
  /** Of what draws, the style sheet and the fonts. */
  readonly digest: string;
  /** @param folder for what drawing needs on disk */
  openDrawer(folder: string): CardDrawer;
}

/**
 * How the cards of a site are drawn on this machine.
 *
 * @throws {Error} if a font of the site cannot be read, or an engine that was asked for is not there
 */
export function openCardStyle(
  { engine, fonts: own }: Exclude<Settings["cards"], false>,
  layouts: string,
): CardStyle {
  const fonts = openCardFonts(own);
  const takumi = engine === "sharp" ? undefined : findTakumi();
  if (engine === "takumi" && takumi === undefined) {
    throw new Error(
      'The option cards.engine is "takumi", but Takumi has no program for this machine. Leave the option out.',
    );
  }
  const css = readStyleSheet(layouts);
  const name = takumi ?? `sharp ${loadSharp().versions.sharp ?? loadSharp().versions.vips}`;
  return {
    fonts,
    digest: createHash("sha1")
      .update(JSON.stringify([drawingVersion, name, fonts.digest, takumi && css]))
      .digest("hex"),
    openDrawer(folder) {
      const typesetter = takumi ? openTakumi(name, fonts, css) : openPango(name, fonts, folder);
      return openCardDrawer(typesetter, fonts);
    },
  };
}

/** The site's own `layouts/card.css`, else ours. */
function readStyleSheet(layouts: string): string {
  const files = [resolve(layouts), packagedLayouts].map((folder) => join(folder, "card.css"));
  return readFileSync(files.find((file) => existsSync(file)) as string, "utf8");
}

/** A digest of the files of a site that say how its cards look: read at every build, and few. */
export function cardFilesDigest({ cards, layouts }: Pick<Settings, "cards" | "layouts">): string {
  if (cards === false) return "";
  const hash = createHash("sha1");
  for (const file of [join(resolve(layouts), "card.css"), ...cards.fonts]) {
    hash.update(`${file}\0`).update(existsSync(file) ? readFileSync(file) : "");
  }
  return hash.digest("hex");
}
