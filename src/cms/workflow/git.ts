import { spawn, spawnSync } from "node:child_process";

/** What a command of git came to. */
export interface GitOutcome {
  readonly ok: boolean;
  readonly out: Buffer;
  /** What it said to people. */
  readonly told: string;
}

/** A git repository around a content folder. */
export interface Repository {
  /** The top of the working tree. */
  readonly top: string;
  /** The content folder below it: `content/`, or `""`. */
  readonly prefix: string;
  /** Asks something; quick, and changes nothing. */
  ask(words: readonly string[], input?: string | Uint8Array): GitOutcome;
  /**
   * Does something, in another working tree if one is named. May take long, since the user's hooks run.
   */
  run(words: readonly string[], folder?: string): Promise<GitOutcome>;
}

/**
 * Names with letters outside ASCII are not put into quotation marks, `*` in a name is a star, and nobody is asked for a
 * password.
 */
const always = ["-c", "core.quotePath=false", "--literal-pathspecs"];

/** @returns `undefined` where the folder is in no working tree, or git is not there */
export function findRepository(folder: string): Repository | undefined {
  const ask = (words: readonly string[], cwd: string, input?: string | Uint8Array): GitOutcome => {
    const { status, stdout, stderr } = spawnSync("git", ["--no-optional-locks", ...always, ...words], {
      cwd,
      input: input ?? "",
      maxBuffer: 1 << 30,
    });
    return { ok: status === 0, out: stdout ?? Buffer.alloc(0), told: String(stderr ?? "") };
  };
  const found = ask(["rev-parse", "--is-inside-work-tree", "--show-toplevel", "--show-prefix"], folder);
  const [inside, top, prefix = ""] = found.out.toString().split("\n");
  if (!found.ok || inside !== "true" || top === undefined) return undefined;
  return {
    top,
    prefix,
    ask: (words, input) => ask(words, top, input),
    run: (words, cwd = top) =>
      new Promise((done) => {
        const child = spawn("git", [...always, ...words], { cwd, stdio: ["ignore", "pipe", "pipe"] });
        const out: Buffer[] = [];
        const told: Buffer[] = [];
        child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
        child.stderr.on("data", (chunk: Buffer) => told.push(chunk));
        child.on("error", (error) => done({ ok: false, out: Buffer.alloc(0), told: error.message }));
        child.on("close", (code) => {
          done({ ok: code === 0, out: Buffer.concat(out), told: Buffer.concat(told).toString() });
        });
      }),
  };
}

/** The first line of what git answers. */
export function lineOf({ ok, out }: GitOutcome): string | undefined {
  return ok ? out.toString().split("\n")[0] : undefined;
}

/** The bytes of a file in a commit as they would lie on the disk. @returns `undefined` if there is none */
export function fileAt({ ask }: Repository, commit: string, path: string): Buffer | undefined {
  const type = ask(["cat-file", "-t", `${commit}:${path}`]);
  if (lineOf(type) !== "blob") return undefined;
  const { ok, out } = ask(["cat-file", "--filters", `${commit}:${path}`]);
  return ok ? out : undefined;
}
