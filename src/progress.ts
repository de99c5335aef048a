/** How far a build has come with what it is doing. */
export interface Progress {
  readonly doing: "reading" | "rendering" | "publishing";
  readonly done: number;
  /** Files where it reads, else pages. */
  readonly total: number;
}
