import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { digestOf } from "./language/digest.ts";
import type { Settings } from "./options.ts";
import { type Edition, editionFromText } from "./trend/edition-file.ts";

/** The baked edition as it lies on the disk: an input of a build, as the content is. */
export interface EditionInput {
  /** `undefined` if there is none that can be used. */
  readonly edition: Edition | undefined;
  /** Of the file's text, to tell whether it is as it was. */
  readonly digest: number;
}

export function readEdition({ trending }: Settings): EditionInput {
  let text: string | undefined;
  try {
    text = readFileSync(trending.edition, "utf8");
  } catch {
    // Without the trending job there is none.
  }
  return { edition: editionFromText(text), digest: digestOf(text ?? null) };
}

/** The file beside the edition in which the trending job tells how its last list came about. */
export function explainedFile({ trending }: Settings): string {
  return join(dirname(trending.edition), "explained.json");
}
