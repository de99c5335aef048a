import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** The files of a finished site as the last build left them. */
export interface Outputs {
  /** Below the output folder, in any order, none twice. */
  readonly paths: readonly string[];
  /** How many digests each file has of what it was made from. */
  readonly width: number;
  /** `parts[n * width .. (n + 1) * width]` for file n. */
  readonly parts: Float64Array;
  readonly sizes: Float64Array;
  /** Epoch milliseconds with fractions at which the file was written. */
  readonly changed: Float64Array;
  /** Digests of the bytes, see {@link digestOfBytes}. */
  readonly contents: Float64Array;
}

/** What is remembered of one file. */
export interface WrittenFile {
  readonly size: number;
  readonly changed: number;
  readonly content: number;
}

/** The first 52 bits of SHA-1. */
export function digestOfBytes(bytes: Uint8Array): number {
  return Number.parseInt(createHash("sha1").update(bytes).digest("hex").slice(0, 13), 16);
}

/**
 * Whether a file still is what the last build wrote.
 *
 * Size and time tell at once. Where the time differs, as after a copy of the folder, the bytes decide.
 *
 * @returns its present time of change, or `undefined` if it is another file or none
 */
export function standsSince(folder: string, outputs: Outputs, index: number): number | undefined {
  const path = join(folder, outputs.paths[index] as string);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined || stat.size !== outputs.sizes[index]) return undefined;
  if (stat.mtimeMs === outputs.changed[index]) return stat.mtimeMs;
  return digestOfBytes(readFileSync(path)) === outputs.contents[index] ? stat.mtimeMs : undefined;
}

/** Outputs on their way into a list. */
export function collectOutputs(width: number) {
  const paths: string[] = [];
  const numbers = {
    parts: [] as number[],
    sizes: [] as number[],
    changed: [] as number[],
    contents: [] as number[],
  };
  return {
    add(path: string, parts: readonly number[], { size, changed, content }: WrittenFile): void {
      paths.push(path);
      for (let part = 0; part < width; part++) numbers.parts.push(parts[part] ?? 0);
      numbers.sizes.push(size);
      numbers.changed.push(changed);
      numbers.contents.push(content);
    },
    close: (): Outputs => ({
      paths,
      width,
      parts: Float64Array.from(numbers.parts),
      sizes: Float64Array.from(numbers.sizes),
      changed: Float64Array.from(numbers.changed),
      contents: Float64Array.from(numbers.contents),
    }),
  };
}
