import type { PageParts } from "../plan/page-parts.ts";

/** A file of the finished site that is not a page. */
export interface OutputFile {
  /** Below the output folder, with `/`. */
  readonly path: string;
  /** Tells whether the file is as it was, without making it. */
  readonly parts: PageParts;
  make(): string | Promise<string>;
}

/** A folder of files that belong together and are known only when they are made: an index of whole texts. */
export interface OutputFolder {
  /** Below the output folder, with `/`, also at its end. */
  readonly folder: string;
  /** Tells whether all its files are as they were, without making them. */
  readonly parts: PageParts;
  /** @returns by path below the folder */
  make(): Promise<ReadonlyMap<string, Uint8Array>>;
}

/** A file that takes long to make and is kept from build to build: a picture in another size, a card. */
export interface DerivedFile {
  /** Below the output folder, with `/`. */
  readonly path: string;
  /** Tells whether the file is as it was, without making it. */
  readonly parts: PageParts;
  /**
   * Makes the file among what is kept, unless it is there.
   *
   * @returns its place on disk
   */
  keep(): Promise<string>;
}

/**
 * Makes files, some at the same time, since most of each is work of other threads.
 *
 * @param onKept told how many are there
 * @returns their places on disk, in the order of the files
 */
export async function keepAll(
  files: readonly DerivedFile[],
  atOnce: number,
  onKept?: (done: number) => void,
): Promise<string[]> {
  const places: string[] = [];
  let next = 0;
  let done = 0;
  const work = async () => {
    for (let place = next++; place < files.length; place = next++) {
      places[place] = await (files[place] as DerivedFile).keep();
      onKept?.(++done);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, files.length) }, work));
  return places;
}
