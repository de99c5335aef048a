import { digestOf } from "../language/digest.ts";
import type { PageParts } from "../plan/page-parts.ts";
import type { OutputFile } from "./output-file.ts";

/** What the service worker is made from. */
export interface WorkerSource {
  /** Its code, which finds in `site` what differs from build to build. */
  code(): Promise<string>;
  /** Links to what it fetches when it is installed: the pages that list what is kept, and what they need. */
  readonly shell: readonly string[];
  /** A digest of everything that these pages are made from. */
  readonly madeFrom: string;
  parts(made: number): PageParts;
}

/**
 * `/sw.js`: browsers look at it at every visit, and install it anew when one byte of it is another.
 *
 * So it changes exactly when the pages do that it keeps for times without a connection, and not with every story.
 */
export function emitWorker({ code, shell, madeFrom, parts }: WorkerSource): OutputFile {
  const made = digestOf([shell, madeFrom]);
  const site = JSON.stringify({ version: made.toString(36), shell });
  return {
    path: "sw.js",
    parts: parts(made),
    make: async () => `const site=${site};\n${await code()}\n`,
  };
}
