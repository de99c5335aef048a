import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A piece of HTML that takes the place of another, wherever that stands. */
export interface Swap {
  readonly from: string;
  readonly to: string;
}

/** The strip of a page, with the element around it. There is one in each page, and none inside another. */
const strip = /<nav[^>]*\sdata-part="trending".*?<\/nav>/gs;

/**
 * What has to be swapped in a page whose strip alone has changed, and in every page like it.
 *
 * @param before the page as it stands
 * @param after the same page rendered anew
 * @returns `undefined` if the two differ in anything else, or not in one place alone
 */
export function findSwap(before: string, after: string): Swap | undefined {
  const [from, otherFrom] = before.match(strip) ?? [];
  const [to, otherTo] = after.match(strip) ?? [];
  if (from === undefined || to === undefined || otherFrom !== undefined || otherTo !== undefined) {
    return undefined;
  }
  return before.replace(from, () => "") === after.replace(to, () => "") ? { from, to } : undefined;
}

/**
 * A file with one piece swapped for another.
 *
 * @returns `undefined` unless the piece stands in it exactly once
 */
export function swapIn(folder: string, path: string, from: Uint8Array, to: Uint8Array): Buffer | undefined {
  let bytes: Buffer;
  try {
    bytes = readFileSync(join(folder, path));
  } catch {
    return undefined;
  }
  // Near the end of a page: from there on it is found soonest.
  const at = bytes.lastIndexOf(from);
  if (at === -1 || bytes.indexOf(from) !== at) return undefined;
  return Buffer.concat([bytes.subarray(0, at), to, bytes.subarray(at + from.length)]);
}
