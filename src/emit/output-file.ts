import type { PageParts } from "../plan/page-parts.ts";

/** A file of the finished site that is not a page. */
export interface OutputFile {
  /** Below the output folder, with `/`. */
  readonly path: string;
  /** Tells whether the file is as it was, without making it. */
  readonly parts: PageParts;
  make(): string | Promise<string>;
}
