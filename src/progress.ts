/** How far a build has come with what it is doing. */
export interface Progress {
  readonly doing: "looking at" | "reading" | "rendering" | "making" | "publishing";
  readonly done: number;
  /** Of what {@link workOf} names. */
  readonly total: number;
}

/** What there is so much of. */
export function workOf(doing: Progress["doing"]): "files" | "pages" | "pictures" {
  if (doing === "reading") return "files";
  return doing === "looking at" || doing === "making" ? "pictures" : "pages";
}
