import type { Picture } from "../check/types.ts";
import type { PictureFacts } from "../pictures/facts.ts";
import { type Print, type PrintRoom, type PrintSet, widestOnPhones } from "../pictures/prints.ts";
import type { PictureFiles } from "../render/picture-files.ts";
import type { SourceView, ThumbnailView } from "./views.ts";

/** Up to this width a page has one column, and its reader a phone. */
export const phoneMedia = "(max-width: 37.5rem)";

const mediaTypes = { avif: "image/avif", webp: "image/webp" } as const;

/** A picture of ours that may have prints. */
interface Printed {
  /** Address of the file itself. */
  readonly src: string;
  readonly facts?: PictureFacts | undefined;
}

/**
 * What a browser chooses from where a picture is as wide as the text: for each format those for phones, then the larger ones.
 *
 * @param urlOf from an address to a link target
 */
export function wideSources(
  { src, facts }: Printed,
  prints: PrintRoom | undefined,
  urlOf: (address: string) => string,
): SourceView[] {
  if (prints === undefined || facts === undefined) return [];
  return prints.sets(src, facts, "wide").flatMap(({ format, prints: all }) => {
    const type = mediaTypes[format];
    const some = all.filter(({ width }) => width <= widestOnPhones);
    const large = all.filter(({ width }) => width >= widestOnPhones);
    if (some.length === 0 || some.length === all.length) {
      return [{ type, media: undefined, srcset: srcsetOf(all, urlOf) }];
    }
    return [
      { type, media: phoneMedia, srcset: srcsetOf(some, urlOf) },
      { type, media: undefined, srcset: srcsetOf(large, urlOf) },
    ];
  });
}

/** A picture as it stands in a list: WebP alone, since a picture there says nothing that the words do not. */
export function thumbnailView(
  { src, facts }: Printed,
  prints: PrintRoom | undefined,
  urlOf: (address: string) => string,
): ThumbnailView {
  const sets = prints === undefined || facts === undefined ? [] : prints.sets(src, facts, "small");
  const last = sets.at(-1);
  const first = last?.prints[0];
  if (last === undefined || first === undefined) return { url: urlOf(src), srcset: undefined, sources: [] };
  return {
    url: urlOf(first.address),
    srcset: srcsetOf(last.prints, urlOf),
    sources: sets.slice(0, -1).map(({ format, prints: all }) => ({
      type: mediaTypes[format],
      media: undefined,
      srcset: srcsetOf(all, urlOf),
    })),
  };
}

function srcsetOf(prints: PrintSet["prints"], urlOf: (address: string) => string): string {
  return prints.map(({ address, width }) => `${urlOf(address)} ${width}w`).join(", ");
}

/** The address of a picture for whoever cannot choose. */
export function wholeAddress({ src, facts }: Printed, prints: PrintRoom | undefined): string {
  return (facts && prints?.whole(src, facts)?.address) ?? src;
}

/** Pictures as feeds, sitemaps and search engines are told of them. */
export function pictureFiles(prints: PrintRoom | undefined): PictureFiles {
  const printed = (picture: Picture, { address, width, height }: Print): Picture => ({
    ...picture,
    src: address,
    width,
    height,
  });
  return {
    whole(picture) {
      const print = picture.facts && prints?.whole(picture.src, picture.facts);
      return print ? printed(picture, print) : picture;
    },
    crops({ facts, focus, ...picture }) {
      const crops = (facts && prints?.crops(picture.src, facts, focus ?? [0.5, 0.5])) ?? [];
      return crops.map((print) => printed({ ...picture, focus }, print));
    },
  };
}
