import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type CmsBackend, openCmsBackend } from "../../src/cms/backend/backend.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { type NewsroomFiles, writeNewsroom } from "../support/write-newsroom.ts";

export interface TestDesk {
  readonly backend: CmsBackend;
  readonly folder: string;
  readonly state: string;
  /** What nobody expected. */
  readonly warned: string[];
  read(path: string): string;
}

/** A backend over a newsroom of its own. */
export function aDesk(
  files: NewsroomFiles,
  language: "en" | "hi" = "en",
  folder = writeNewsroom(files),
): TestDesk {
  const state = temporaryFolder("state");
  const warned: string[] = [];
  let starts = 0;
  const backend = openCmsBackend({
    folder,
    shownFolder: "content",
    stateFolder: state,
    settings: () => ({ addresses: "/{section}/{slug}/", slugs: "latin" }),
    language: () => language,
    now: () => Date.parse("2026-11-22T12:00:00Z"),
    session: `test${starts++}`,
    warn: (text) => warned.push(text),
  });
  return { backend, folder, state, warned, read: (path) => readFileSync(join(folder, path), "utf8") };
}
