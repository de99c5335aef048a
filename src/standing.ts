import type { Published } from "./kept-state.ts";
import { type PagePart, type PageParts, pageParts } from "./plan/page-parts.ts";
import { standsSince, type WrittenFile } from "./write/outputs.ts";

/** Why a page was rendered: a part that changed, no such page before, or a file that is not as it was written. */
export type RenderReason = PagePart | "new" | "output";

/** What the last build left in the output folder, as far as it still stands. */
export interface Standing {
  /** Whether nothing is known of a last build. */
  readonly isEmpty: boolean;
  has(path: string): boolean;
  /** Whether a file is as it was written, whatever it is made from now. */
  stands(path: string): boolean;
  /** Why a file must be made anew; `[]` if it stands. */
  reasons(path: string, parts: PageParts): readonly RenderReason[];
  /** What is remembered of a file. @throws {Error} if it was not there */
  fileOf(path: string): WrittenFile;
}

/** The one reason for a page that was not there. */
export const newPage: readonly RenderReason[] = ["new"];

/**
 * @param output the output folder
 * @param isTrusted whether nobody else has written there since, so that no file need be looked at
 */
export function openStanding(output: string, published: Published | undefined, isTrusted: boolean): Standing {
  const outputs = published?.outputs;
  const places = new Map<string, number>();
  for (const [index, path] of outputs?.paths.entries() ?? []) places.set(path, index);
  const known = (path: string) => {
    const index = places.get(path);
    if (index === undefined || outputs === undefined) throw new Error(`${path} was not there`);
    return { index, outputs };
  };
  return {
    isEmpty: places.size === 0,
    has: (path: string) => places.has(path),
    stands(path) {
      const index = places.get(path);
      return (
        index !== undefined && outputs !== undefined && standsSince(output, outputs, index) !== undefined
      );
    },
    reasons(path, parts) {
      const index = places.get(path);
      if (index === undefined || outputs === undefined) return newPage;
      const { width } = outputs;
      const reasons = pageParts.filter((_, part) => outputs.parts[index * width + part] !== parts[part]);
      if (reasons.length > 0 || isTrusted) return reasons;
      const changed = standsSince(output, outputs, index);
      if (changed === undefined) return ["output"];
      outputs.changed[index] = changed;
      return [];
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
