import type { Site } from "../../check/types.ts";

/** What the sources that ask over HTTP are given to work with: nothing of this do they take by themselves. */
export interface HttpTools {
  readonly site: Pick<Site, "url" | "timeZone" | "sisterSites">;
  /** Environment variables: the only place that secrets come from. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly fetch: typeof fetch;
  /** Folder for what sources keep between questions, such as `.khabar/trending`; made when needed. */
  readonly stateFolder: string;
  /**
   * The path of the page that has a `<title>`, for services that name pages by their titles only.
   * Without it such an answer is not asked for.
   */
  readonly pathOfTitle?: ((title: string) => string | undefined) | undefined;
}
