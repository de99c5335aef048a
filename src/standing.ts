import type { Published } from "./kept-state.ts";
import { placesIn } from "./places-in.ts";
import { type CommonParts, type PagePart, type PageParts, pageParts } from "./plan/page-parts.ts";
import type { LookUp } from "./write/look-up.ts";
import { type Outputs, standsSince, type WrittenFile } from "./write/outputs.ts";

/** Why a page was rendered: a part that changed, no such page before, or a file that is not as it was written. */
export type RenderReason = PagePart | "new" | "output";

/** What the last build left in the output folder, as far as it still stands. */
export interface Standing {
  /** Whether nothing is known of a last build. */
  readonly isEmpty: boolean;
  /** Whether the last build made a file. */
  has(path: string): boolean;
  /** Notes that a file belongs to the site still. @returns whether it was there */
  claim(path: string): boolean;
  /** The files that were there and that nobody claimed. */
  unclaimed(): string[];
  /** Whether a file is as it was written, whatever it is made from now. */
  stands(path: string): boolean;
  /** Why a file must be made anew; `[]` if it stands. */
  reasons(path: string, parts: PageParts): readonly RenderReason[];
  /**
   * Whether a file stands that was made of the same but for some parts.
   *
   * @param common what these are now
   * @param take is given the file's place in the list of files
   */
  isAsBefore(path: string, common: CommonParts, take: (outputs: Outputs, index: number) => void): boolean;
  /** All files that stood below a folder, which ends with `/`. */
  below(folder: string): readonly string[];
  /** What a file was made from. @throws {Error} if it was not there */
  partsOf(path: string): PageParts;
  /** What is remembered of a file. @throws {Error} if it was not there */
  fileOf(path: string): WrittenFile;
}

/** The one reason for a page that was not there. */
export const newPage: readonly RenderReason[] = ["new"];

const noReason: readonly RenderReason[] = [];

/**
 * @param output the output folder
 * @param files looks the published files up, unless nobody else has written there since
 */
export function openStanding(
  output: string,
  published: Published | undefined,
  files: LookUp | undefined,
): Standing {
  const outputs = published?.outputs;
  const placeOf = placesIn(outputs?.paths ?? []);
  const claimed = new Uint8Array(outputs?.paths.length ?? 0);
  const known = (path: string) => {
    const index = placeOf(path);
    if (index === undefined || outputs === undefined) throw new Error(`${path} was not there`);
    return { index, outputs };
  };
  /** Remembers the time of a file that is the same with another time. */
  const isThere = (list: Outputs, index: number) => {
    if (files === undefined) return true;
    const changed = standsSince(output, list, files, index);
    if (changed !== undefined) list.changed[index] = changed;
    return changed !== undefined;
  };
  return {
    isEmpty: outputs === undefined || outputs.paths.length === 0,
    has: (path) => placeOf(path) !== undefined,
    claim(path) {
      const index = placeOf(path);
      if (index === undefined) return false;
      claimed[index] = 1;
      return true;
    },
    unclaimed: () => (outputs?.paths ?? []).filter((_, index) => claimed[index] === 0),
    stands(path) {
      const index = placeOf(path);
      return index !== undefined && outputs !== undefined && isThere(outputs, index);
    },
    reasons(path, parts) {
      const index = placeOf(path);
      if (index === undefined || outputs === undefined) return newPage;
      const { width, parts: before } = outputs;
      const isSame = parts.every((digest, part) => before[index * width + part] === digest);
      if (isSame) return isThere(outputs, index) ? noReason : ["output"];
      return pageParts.filter((_, part) => before[index * width + part] !== parts[part]);
    },
    isAsBefore(path, common, take) {
      const index = placeOf(path);
      if (index === undefined || outputs === undefined) return false;
      const { width, parts } = outputs;
      for (const [place, digest] of common) if (parts[index * width + place] !== digest) return false;
      if (!isThere(outputs, index)) return false;
      take(outputs, index);
      return true;
    },
    below: (folder) => outputs?.paths.filter((path) => path.startsWith(folder)) ?? [],
    partsOf(path) {
      const { index, outputs: list } = known(path);
      return Array.from(list.parts.subarray(index * list.width, (index + 1) * list.width));
    },
    fileOf(path) {
      const { index, outputs: list } = known(path);
      return {
        size: list.sizes[index] as number,
        changed: list.changed[index] as number,
        content: list.contents[index] as number,
      };
    },
  };
}
