import { endingOf, type PictureFacts, type PictureFault, promisedFormat } from "../pictures/facts.ts";
import type { LookedAt } from "../pictures/looked-at.ts";
import type { Finding, Severity } from "../problems/problem.ts";
import { didYouMean } from "../problems/suggest.ts";
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
  find(src: string): FoundPicture | undefined;
}

/** A picture of `media/`. */
export interface FoundPicture {
  /** Address of the file. */
  readonly src: string;
  readonly width: number | undefined;
  readonly height: number | undefined;
  readonly facts: PictureFacts | undefined;
  /** What there is to say of the file itself. */
  readonly faults: readonly PictureFinding[];
}

type PictureFinding = Pick<Finding, "code" | "values" | "severity">;

/**
 * @param media paths below the content folder (`media/storm.jpg`)
 * @param lookAt tells of a file of the media folder; asked once a picture
 */
export function readPictures(
  media: ReadonlyMap<string, string>,
  lookAt: (path: string, disk: string) => LookedAt,
): PictureReader {
  const looks = new Map<string, LookedAt>();
  const measure = (path: string): LookedAt => {
    let looked = looks.get(path);
    if (looked === undefined) {
      looked = lookAt(path, media.get(path) ?? "");
      looks.set(path, looked);
    }
    return looked;
  };
  const known = (src: string): string | undefined => {
    const path = mediaPath(src);
    return path !== undefined && media.has(path) ? path : undefined;
  };
  return {
    find(src) {
      const path = known(src);
      if (path === undefined) return undefined;
      const { width, height, facts, fault } = measure(path);
      return { src: `/${path}`, width, height, facts, faults: faultsOf(path, facts, fault) };
    },
    read(file, path, written, findings, large = false) {
      // `logo: media/logo.svg` is the path itself, `image: { src: … }` has its parts.
      const whole = path.at(-1) === "logo";
      const part = (name: string): FieldPath => (whole ? path : [...path, name]);
      const report = (
        at: FieldPath,
        code: Finding["code"],
        values: Finding["values"],
        severity?: Severity,
      ) => {
        findings.push({
          code,
          file: file.shown,
          place: { field: at },
          values: { field: showPath(at), ...values },
          ...(severity === undefined ? {} : { severity }),
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
        const { width, reason, facts, fault } = measure(found);
        for (const { code, values, severity } of faultsOf(found, facts, fault)) {
          report(part("src"), code, values, severity);
        }
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
      const { width, height, facts, fault } = measure(found);
      if (fault !== undefined) return undefined;
      return {
        src: `/${found}`,
        width,
        height,
        alt,
        caption: written.caption,
        credit: written.credit,
        focus: focus === undefined ? undefined : [focus[0] ?? 0.5, focus[1] ?? 0.5],
        ...(facts === undefined ? {} : { facts }),
      };
    },
  };
}

/** Why a picture cannot be shown, or that its name says something else than it is. */
function faultsOf(
  path: string,
  facts: PictureFacts | undefined,
  fault: PictureFault | undefined,
): readonly PictureFinding[] {
  if (fault !== undefined) return [fault];
  if (facts === undefined || promisedFormat(path) === facts.format) return [];
  const values = { path, found: facts.format.toUpperCase(), ending: endingOf(facts.format) };
  // What is published as it is would be served as something else: then no browser draws an SVG.
  return [{ code: "image-ending", values, severity: facts.kind === "drawing" ? "error" : "warning" }];
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
