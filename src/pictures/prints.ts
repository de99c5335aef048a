import { createHash } from "node:crypto";
import { cropAround, type Rectangle } from "./crop.ts";
import type { PictureFacts } from "./facts.ts";

/** How pictures are published. */
export interface PrintSettings {
  /** For browsers, the best first. */
  readonly formats: readonly ("avif" | "webp")[];
  /** In px, ascending. A picture is never made wider than it is. */
  readonly widths: readonly number[];
  /** 1 to 100, as `sharp` understands them; the JPEG is for old browsers, for feeds and for search engines. */
  readonly quality: Readonly<Record<"avif" | "webp" | "jpeg", number>>;
  /** Whether lead pictures are cut to 16:9, 4:3 and 1:1 for search engines and previews. */
  readonly crops: boolean;
}

export type PrintFormat = "avif" | "webp" | "jpeg" | "png";

/** A picture in one size and format, to be made from a file of `media/`. */
export interface Print {
  /** Address below the site, with a digest of everything that its bytes depend on: it can be kept for ever. */
  readonly address: string;
  readonly format: PrintFormat;
  readonly width: number;
  readonly height: number;
  readonly quality: number;
  /** The part of the upright picture that is shown; all of it, if left out. */
  readonly crop?: Rectangle;
}

/** Prints of one picture that a browser chooses from. */
export interface PrintSet {
  readonly format: "avif" | "webp";
  /** Ascending by width. */
  readonly prints: readonly Print[];
}

/** Where a picture stands, by which its sizes are chosen. */
export type PrintPlace = "wide" | "small";

/** Prints for phones are no wider: more px than twice its own no eye sees, and a poor line waits for them. */
export const widestOnPhones = 640;
/** Narrower prints are for thumbnails alone. */
const narrowestWide = 480;
const widestSmall = 640;
const widestCrop = 1200;

/** Shapes that search engines ask for, the one for previews first. */
export const cropRatios = [
  ["16x9", 16 / 9],
  ["4x3", 4 / 3],
  ["1x1", 1],
] as const;

/** Raise it when the same picture, settings and `sharp` give other bytes. */
const recipe = 1;

/** Knows which prints there are of a picture. */
export interface PrintRoom {
  /** What a browser chooses from; `[]` for what is published as it is. */
  sets(src: string, facts: PictureFacts, place: PrintPlace): readonly PrintSet[];
  /** One print for who cannot choose: JPEG, or PNG where one can look through it; `undefined` as above. */
  whole(src: string, facts: PictureFacts): Print | undefined;
  /** For search engines, in the order of {@link cropRatios}. */
  crops(src: string, facts: PictureFacts, focus: readonly [number, number]): readonly Print[];
}

/**
 * Names and sizes of prints, known before one of them is made.
 *
 * @param program the version of what makes them, whose bytes are others in another version
 */
export function openPrintRoom(settings: PrintSettings, program: string): PrintRoom {
  const { formats, widths, quality, crops: hasCrops } = settings;
  const shelf = (src: string, { digest }: PictureFacts) => {
    const made = createHash("sha1")
      .update(JSON.stringify([digest, recipe, program, quality]))
      .digest("hex");
    return `/media/sized/${shortName(src)}-${made.slice(0, 10)}`;
  };
  const print = (
    shelf: string,
    format: PrintFormat,
    width: number,
    { width: full, height }: PictureFacts,
  ): Print => ({
    address: `${shelf}-${width}.${endings[format]}`,
    format,
    width,
    height: Math.max(1, Math.round((height * width) / full)),
    quality: format === "png" ? 100 : quality[format],
  });
  const widthsFor = (full: number, from: number, to: number) => {
    const fitting = widths.filter((width) => width >= from && width <= to && width < full);
    // A picture between two widths has its own for the last.
    const last = Math.min(full, widths.findLast((width) => width <= to) ?? full);
    return [...new Set([...fitting, last])];
  };
  return {
    sets(src, facts, place) {
      const isShown = facts.kind === "still" || (facts.kind === "animated" && place === "small");
      if (!isShown || facts.width === 0) return [];
      const own = shelf(src, facts);
      const chosen =
        place === "wide"
          ? widthsFor(facts.width, narrowestWide, Number.POSITIVE_INFINITY)
          : widthsFor(facts.width, 0, widestSmall);
      return formats.map((format) => ({
        format,
        prints: chosen.map((width) => print(own, format, width, facts)),
      }));
    },
    whole(src, facts) {
      if (facts.kind !== "still") return undefined;
      const format = facts.tone === "clear" ? "png" : "jpeg";
      return print(shelf(src, facts), format, Math.min(facts.width, widestOnPhones), facts);
    },
    crops(src, facts, focus) {
      if (!hasCrops || facts.kind === "drawing") return [];
      const own = shelf(src, facts);
      return cropRatios.map(([name, ratio]) => {
        const crop = cropAround(facts.width, facts.height, ratio, focus);
        const width = Math.min(widestCrop, crop.width);
        const height = Math.max(1, Math.round((crop.height * width) / crop.width));
        const place = `${crop.left}-${crop.top}`;
        return {
          address: `${own}-${name}-${place}.jpg`,
          format: "jpeg",
          width,
          height,
          quality: quality.jpeg,
          crop,
        };
      });
    },
  };
}

const endings: Readonly<Record<PrintFormat, string>> = {
  avif: "avif",
  webp: "webp",
  jpeg: "jpg",
  png: "png",
};

/** A name that needs no escaping in an address, since it stands there once for each width. */
function shortName(src: string): string {
  const name = (src.split("/").at(-1) ?? "").replace(/\.\w+$/, "").toLowerCase();
  const plain = name
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 40)
    .replace(/^-+|-+$/g, "");
  return plain === "" ? "picture" : plain;
}
