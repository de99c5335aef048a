import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Article } from "../src/check/types.ts";
import { explainError } from "../src/eleventy.ts";
import { type LiveStories, NoSite, openCurrentStories } from "../src/live-stories.ts";
import type { Settings } from "../src/options.ts";
import { formatReport } from "../src/problems/report.ts";
import { readProjectCode } from "../src/project-code.ts";
import { readProjectSettings } from "../src/project-settings.ts";
import { momentOf } from "../src/site.ts";
import { stateFolder } from "../src/write/output-folder.ts";
import { exit, refuse, relativeFolder } from "./command-line.ts";

/** A newsroom that a command changes, as its content folder has it now. */
export interface OpenedNewsroom {
  readonly stories: LiveStories;
  readonly settings: Settings;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * Opens all stories of a content folder; ends the command where that cannot be.
 *
 * @param output the folder of the site, whose last build saves reading
 */
export async function openNewsroom(
  input: string,
  config: string,
  output: string,
  asked: number | undefined,
): Promise<OpenedNewsroom> {
  const settings = await readProjectSettings(input, config).catch((error) => refuse(explainError(error)));
  const now = asked ?? momentOf(settings.now, Date.now);
  const { program } = readProjectCode(config, process.env);
  const scratch = mkdtempSync(join(tmpdir(), "khabar-newsroom-"));
  process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));
  const state = stateFolder(input, relativeFolder(output));
  const stories = await openCurrentStories(input, settings, now, program, state, scratch).catch((error) => {
    if (!(error instanceof NoSite)) throw error;
    console.error(formatReport(error.problems, error.files, settings.reportLanguage));
    process.exit(exit.problems);
  });
  return { stories, settings, now };
}

/** The story that a reference or a file's path names, live or not; else ends with what to write instead. */
export function findAnyStory({ catalog, shownFolder, unread }: LiveStories, text: string): Article {
  const { url, basePath } = catalog.site;
  const path = text.startsWith(`${url}/`) ? text.slice(url.length) : text;
  const below = basePath !== "" && path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : path;
  const reference = below.startsWith(`${shownFolder}/`) ? below.slice(shownFolder.length + 1) : below;
  const found = catalog.references.candidates(reference);
  if (found.length === 1 && found[0] !== undefined) return found[0];
  if (found.length > 1) {
    const names = found.map(({ id }) => id).join(", ");
    return refuse(`${text} is the slug of several stories. Write the path of one: ${names}`);
  }
  const file = `articles/${reference.replace(/^articles\//, "").replace(/\.md$/, "")}.md`;
  if (unread.some((each) => each.endsWith(file))) {
    return refuse(`The story ${text} has mistakes. npm run check tells which.`);
  }
  const { suggestion } = catalog.references.suggestions(
    reference.split("/").filter(Boolean).at(-1) ?? reference,
  );
  return refuse(
    `There is no story ${text}.${suggestion === undefined ? "" : ` Did you mean ${suggestion}?`}`,
  );
}
