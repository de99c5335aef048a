import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { differences } from "../support/site-files.ts";
import { addFiles, type NewsroomFiles } from "../support/write-newsroom.ts";
import type { Builder, BuilderAnswer, BuilderRequest } from "./builder.ts";
import { changedFiles, readTree, type Tree, touchedFiles } from "./tree.ts";

/** What may differ from one build of a project to the next. */
export type BuildChoices = Partial<Omit<BuilderRequest, "input" | "output">>;

/** A build into the kept site that was compared with a clean one. */
export interface ComparedBuild extends BuilderAnswer {
  /** The site before the build. */
  readonly before: Tree;
  /** Files of the site that are new, gone, or have other bytes than before. */
  readonly changes: readonly string[];
  readonly clean: BuilderAnswer;
}

/** A project that is edited and built again and again into the same folder. */
export interface KeptProject {
  readonly folder: string;
  /** What the site's folder holds now. */
  readonly site: Tree;
  /** Adds or replaces files of the content folder. */
  write(files: NewsroomFiles): void;
  remove(path: string): void;
  build(choices?: BuildChoices): Promise<BuilderAnswer>;
  /**
   * Builds, and fails unless the site then is that of a build which starts from nothing, and every file with the
   * same bytes as before was left alone. If the content is wrong, nothing may have changed.
   *
   * @param foreign files of the site's folder that no build made
   */
  compare(choices?: BuildChoices, foreign?: readonly string[]): Promise<ComparedBuild>;
  git(...words: readonly string[]): string;
}

const gitEnvironment = {
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_SYSTEM: "/dev/null",
  GIT_AUTHOR_NAME: "Asha",
  GIT_AUTHOR_EMAIL: "asha@bhor.example",
  GIT_COMMITTER_NAME: "Asha",
  GIT_COMMITTER_EMAIL: "asha@bhor.example",
};

/** Runs git in a folder, without anybody's own configuration. @returns what it printed */
export function runGit(folder: string, words: readonly string[]): string {
  return execFileSync("git", ["-c", "gc.auto=0", "-c", "protocol.file.allow=always", ...words], {
    cwd: folder,
    env: { ...process.env, ...gitEnvironment },
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}

let projects = 0;

/** A new folder for a project below the folder of a builder. */
export function openProject(builder: Builder): KeptProject {
  const place = `project-${projects++}`;
  const folder = join(builder.folder, place);
  mkdirSync(join(folder, "content"), { recursive: true });
  let cleanBuilds = 0;
  const ask = (output: string, choices: BuildChoices) =>
    builder.build({
      input: `${place}/content`,
      output: `${place}/${output}`,
      configPath: "eleventy.config.mjs",
      ...choices,
      options: {
        layouts: `${place}/layouts`,
        ...choices.options,
        trending: { edition: `${place}/trending/edition.json`, ...choices.options?.trending },
      },
    });
  const readSite = () => readTree(join(folder, "site"));
  return {
    folder,
    get site() {
      return readSite();
    },
    write: (files) => addFiles(join(folder, "content"), files),
    remove: (path) => rmSync(join(folder, "content", path), { recursive: true }),
    build: (choices = {}) => ask("site", choices),
    async compare(choices = {}, foreign = []) {
      const before = readSite();
      const kept = await ask("site", choices);
      const after = readSite();
      const output = `clean-${cleanBuilds++}`;
      const { session: _session, ...alone } = choices;
      const clean = await ask(output, alone);
      const unlike = changedFiles(readTree(join(folder, output)), after);
      // Files are read once more only to tell what is wrong with them.
      const told = unlike.every((path) => foreign.includes(path))
        ? []
        : differences(join(folder, output), join(folder, "site"));
      rmSync(join(folder, output), { recursive: true, force: true });
      const changes = changedFiles(before, after);

      expect(kept.problems).toEqual(clean.problems);
      expect(kept.error).toBe(clean.error);
      expect(touchedFiles(before, after)).toEqual([]);
      if (clean.written === undefined) expect({ written: kept.written, changes }).toEqual({ changes: [] });
      else {
        expect(told).toEqual([]);
        expect(kept.next).toEqual(clean.next);
        const { pages, files } = clean.written;
        expect(kept.written).toMatchObject({ pages, files });
        expect((kept.written?.changed ?? 0) + (kept.written?.removed ?? 0)).toBe(changes.length);
      }
      return { ...kept, before, changes, clean };
    },
    git: (...words) => runGit(folder, words),
  };
}
