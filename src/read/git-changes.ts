import { execFileSync } from "node:child_process";

/** What git sees as changed below a folder. */
export interface GitChanges {
  /** Paths below the folder, with `/`, of files that are there: changed, staged, or new and not ignored. */
  readonly files: readonly string[];
  /** Whether a file is gone or has another name: others may still name it. */
  readonly hasRemoved: boolean;
}

/**
 * Asks git which files of a folder are other than at a commit.
 *
 * @param since a commit or branch; where the two have parted, the commit they parted at counts. The last commit, if left
 *   out; before the first one everything is new
 * @returns `undefined` where the folder is no checkout, git is not there, or there is no such commit
 */
export function readGitChanges(folder: string, since?: string): GitChanges | undefined {
  const git = (...words: string[]) =>
    execFileSync("git", ["--no-optional-locks", ...words], {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 1 << 28,
      stdio: ["ignore", "pipe", "ignore"],
    });
  try {
    // What a revision may be, and never a flag.
    if (since?.startsWith("-")) return undefined;
    const isBorn =
      since !== undefined || succeeds(() => git("rev-parse", "--verify", "--quiet", "HEAD^{commit}"));
    const against = since === undefined ? ["HEAD"] : ["--merge-base", since];
    const changed = isBorn
      ? entries(git("diff", "--name-status", "--no-renames", "-z", "--relative", ...against, "--", "."))
      : entries(git("ls-files", "-z", "--", ".").replace(/[^\0]+/g, "A\0$&"));
    const isNew = git("ls-files", "-z", "--others", "--exclude-standard", "--", ".").split("\0");
    const files = [...changed.filter(({ kind }) => kind !== "D").map(({ path }) => path), ...isNew];
    return {
      files: [...new Set(files)].filter((path) => path !== "").sort(),
      hasRemoved: changed.some(({ kind }) => kind === "D"),
    };
  } catch {
    return undefined;
  }
}

/** `M\0path\0D\0path\0` */
function entries(listed: string): { kind: string; path: string }[] {
  const words = listed.split("\0");
  const found: { kind: string; path: string }[] = [];
  for (let at = 0; at + 1 < words.length; at += 2) {
    found.push({ kind: words[at] as string, path: words[at + 1] as string });
  }
  return found;
}

function succeeds(ask: () => unknown): boolean {
  try {
    ask();
    return true;
  } catch {
    return false;
  }
}
