/** A file of the finished site that is not a page. */
export interface OutputFile {
  /** Below the output folder, with `/`. */
  readonly path: string;
  readonly content: string;
}
