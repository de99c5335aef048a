import { accessSync, constants, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { SayWith } from "../backend/content-paths.ts";
import { Refusal } from "../backend/protocol.ts";
import { type GitOutcome, lineOf, type Repository } from "./git.ts";

/** A file as a commit is to have it; `path` below the top of the repository. */
export interface CommittedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface CommitRequest {
  readonly parent: string;
  /** A second parent: what is merged by this commit. */
  readonly merged?: string;
  readonly files: readonly CommittedFile[];
  readonly message: string;
}

let count = 0;

/**
 * Makes a commit of some files on top of another commit. No branch is moved; the user's working tree, index and branch
 * are not touched.
 *
 * It is made by `git commit` in a working tree of its own, so that the user's name, signature and hooks count. Only
 * where there is a hook that looks at files are all of them checked out.
 *
 * @param folder for the working tree; emptied
 * @returns the commit; the parent, if it has these files already
 * @throws {Refusal} with what git or a hook has said
 */
export async function commitFiles(
  repository: Repository,
  folder: string,
  { parent, merged, files, message }: CommitRequest,
  say: SayWith,
): Promise<string> {
  const tree = resolve(folder, `${process.pid}-${count++}`);
  mkdirSync(dirname(tree), { recursive: true });
  const hasHook = hasHookFile(repository);
  const must = async (outcome: Promise<GitOutcome>): Promise<GitOutcome> => {
    const told = await outcome;
    if (!told.ok) throw refusal(told, hasHook, say);
    return told;
  };
  try {
    const checkout = hasHook ? [] : ["--no-checkout"];
    await must(repository.run(["worktree", "add", "--quiet", "--detach", ...checkout, tree, parent]));
    if (!hasHook) await must(repository.run(["read-tree", parent], tree));
    for (const { path, bytes } of files) {
      const file = join(tree, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, bytes);
    }
    await must(repository.run(["add", "--", ...files.map(({ path }) => path)], tree));
    const staged = await repository.run(["diff", "--cached", "--quiet"], tree);
    if (staged.ok && merged === undefined) return parent;
    const gitFolder = lineOf(await must(repository.run(["rev-parse", "--absolute-git-dir"], tree))) ?? "";
    if (merged !== undefined) {
      writeFileSync(join(gitFolder, "MERGE_HEAD"), `${merged}\n`);
      // Else git leaves out a parent that the other one comes from.
      writeFileSync(join(gitFolder, "MERGE_MODE"), "no-ff");
    }
    const words = join(gitFolder, "KHABAR_MESSAGE");
    writeFileSync(words, message);
    await must(repository.run(["commit", "--quiet", "--cleanup=whitespace", "-F", words], tree));
    return lineOf(await must(repository.run(["rev-parse", "HEAD"], tree))) ?? parent;
  } finally {
    await repository.run(["worktree", "remove", "--force", tree]);
    rmSync(tree, { recursive: true, force: true });
  }
}

/** Working trees that a process left behind when it was killed. */
export async function removeLeftTrees(repository: Repository, folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  await repository.run(["worktree", "prune"]);
}

/** Whether the user has a hook that runs at a commit. */
function hasHookFile(repository: Repository): boolean {
  const path = lineOf(repository.ask(["rev-parse", "--git-path", "hooks"]));
  if (path === undefined) return false;
  const folder = resolve(repository.top, path);
  try {
    return readdirSync(folder).some((name) => {
      if (!["pre-commit", "prepare-commit-msg", "commit-msg", "post-commit"].includes(name)) return false;
      accessSync(join(folder, name), constants.X_OK);
      return true;
    });
  } catch {
    return false;
  }
}

function refusal({ told, out }: GitOutcome, hasHook: boolean, say: SayWith): Refusal {
  const output = `${told}\n${out.toString()}`.trim();
  if (/tell me who you are|empty ident|auto-detect email|user\.useConfigOnly/i.test(output)) {
    return new Refusal(422, say("gitNoName"));
  }
  return new Refusal(422, say(hasHook ? "hookFailed" : "gitFailed", { output: shortened(output) }));
}

/** The end of it, where the reason mostly is. */
function shortened(output: string): string {
  return output.length > 2000 ? `…${output.slice(-2000)}` : output;
}
