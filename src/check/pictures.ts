import type { Finding } from "../problems/problem.ts";
import { didYouMean } from "../problems/suggest.ts";
import type { PictureSize } from "../read/picture-size.ts";
import type { SourceFile } from "../read/read-source.ts";
import { type FieldPath, showPath } from "./fields.ts";
import type { Picture } from "./types.ts";

/** Search engines and Discover show a large preview from this width. */
const wideEnough = 1200;

interface WrittenPicture {
  readonly src: string;
  readonly alt?: string | undefined;
  readonly caption?: string | undefined;
  readonly credit?: string | undefined;
  readonly focus?: readonly number[] | undefined;
}

/** Knows the media folder. */
export interface PictureReader {
  /** Checks a picture field; a lead picture (`large`) that is narrow gets a warning. */
  read(
    file: SourceFile,
    path: FieldPath,
    written: WrittenPicture,
    findings: Finding[],
    large?: boolean,
  ): Picture | undefined;
  /** The picture behind a `src` of a body; `undefined` if `media/` has none. */
  find(src: string): { src: string; width: number | undefined; height: number | undefined } | undefined;
}

/**
 * @param media paths below the content folder (`media/storm.jpg`)
 * @param sizeOf measures a file of the media folder; asked once a picture
 */
export function readPictures(
  media: ReadonlyMap<string, string>,
  sizeOf: (disk: string) => PictureSize,
): PictureReader {
  const sizes = new Map<string, PictureSize>();
  const measure = (path: string): PictureSize => {
    let size = sizes.get(path);
    if (size === undefined) {
      size = sizeOf(media.get(path) ?? "");
      sizes.set(path, size);
    }
    return size;
  };
  const known = (src: string): string | undefined => {
    const path = mediaPath(src);
    return path !== undefined && media.has(path) ? path : undefined;
  };
  return {
    find(src) {
      const path = known(src);
      if (path === undefined) return undefined;
      const size = measure(path);
      return { src: `/${path}`, width: size.width, height: size.height };
    },
    read(file, path, written, findings, large = false) {
      // `logo: media/logo.svg` is the path itself, `image: { src: … }` has its parts.
      const whole = path.at(-1) === "logo";
      const part = (name: string): FieldPath => (whole ? path : [...path, name]);
      const report = (at: FieldPath, code: Finding["code"], values: Finding["values"]) => {
        findings.push({
          code,
          file: file.shown,
          place: { field: at },
          values: { field: showPath(at), ...values },
        });
      };
      const { src } = written;
      if (/^(https?:)?\/\//i.test(src)) {
        report(part("src"), "image-remote", { found: src });
        return undefined;
      }
      const found = known(src);
      if (found === undefined) {
        const wanted = mediaPath(src) ?? src;
        report(part("src"), "image-missing", {
          found: src,
          path: wanted,
          ...nearest(wanted, media.keys()),
        });
      } else {
        const { width, reason } = measure(found);
        if (reason !== undefined) report(part("src"), "image-unreadable", { path: found, reason });
        else if (large && width !== undefined && width < wideEnough && !found.endsWith(".svg")) {
          report(part("src"), "image-small", { path: found, width });
        }
      }
      const alt = written.alt?.trim() ?? "";
      if (alt === "") report(part("alt"), "image-alt-missing", { found: src });
      const focus = written.focus;
      const focusRight =
        focus === undefined || (focus.length === 2 && focus.every((at) => at >= 0 && at <= 1));
      if (!focusRight) report(part("focus"), "focus-bad", {});
      if (found === undefined || alt === "" || !focusRight) return undefined;
      const size = measure(found);
      return {
        src: `/${found}`,
        width: size.width,
        height: size.height,
        alt,
        caption: written.caption,
        credit: written.credit,
        focus: focus === undefined ? undefined : [focus[0] ?? 0.5, focus[1] ?? 0.5],
      };
    },
  };
}

/**
 * Where in the content folder a written `src` points: `media/a.jpg`, `/media/a.jpg` and `a.jpg` are one picture.
 *
 * @returns `undefined` for an address of another site
 */
export function mediaPath(src: string): string | undefined {
  if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(src)) return undefined;
  let path: string;
  try {
    path = decodeURI(src).normalize("NFC");
  } catch {
    return undefined;
  }
  path = path
    .replace(/[?#].*$/, "")
    .replace(/^(\.{1,2}\/)+/, "")
    .replace(/^\/+/, "");
  return path.startsWith("media/") ? path : `media/${path}`;
}

/** A picture whose name is like the wanted one; folder and ending do not count, they are alike by nature. */
function nearest(wanted: string, known: Iterable<string>): { suggestion?: string } {
  const nameOf = (path: string) => (path.split("/").at(-1) ?? path).replace(/\.\w+$/, "");
  const byName = new Map([...known].map((path) => [nameOf(path), path]));
  const { suggestion } = didYouMean(nameOf(wanted), byName.keys());
  return suggestion === undefined ? {} : { suggestion: byName.get(suggestion) as string };
}
