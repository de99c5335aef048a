import { spawn } from "node:child_process";
import { watchTree } from "./process-tree.ts";

/** What one run of a command took. */
export interface Measurement {
  readonly seconds: number;
  /** User and system time of the command and all its descendants, in seconds. */
  readonly cpuSeconds: number;
  /** Largest memory of the command and its descendants together, in megabytes; looked at every 50 ms. */
  readonly peakMegabytes: number;
  /** Exit code; `undefined` if it was stopped for taking too long. */
  readonly code: number | undefined;
  readonly stdout: string;
  /** All that it said. */
  readonly output: string;
}

const lookEveryMilliseconds = 50;
const tellEveryMilliseconds = 15_000;

/** Leaders of the process groups that are being measured. */
const running = new Set<number>();

/**
 * Runs a command to its end and measures it. Needs `bash` (for its `time`) and Linux's `/proc`.
 *
 * @param limitSeconds after which the command and its descendants are stopped
 * @param onProgress called now and then while it runs
 */
export function measure(
  command: string,
  args: readonly string[],
  cwd: string,
  limitSeconds: number,
  onProgress?: (seconds: number, megabytes: number) => void,
): Promise<Measurement> {
  return new Promise((resolve, reject) => {
    const script = 'TIMEFORMAT="khabar-time %R %U %S"; time "$@"';
    const child = spawn("bash", ["-c", script, "measure", command, ...args], { cwd, detached: true });
    const { pid } = child;
    let stdout = "";
    let output = "";
    let stopped = false;
    child.stdout.setEncoding("utf8").on("data", (text) => {
      stdout += text;
      output += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
    child.on("error", reject);
    if (pid === undefined) return;
    running.add(pid);
    const startedAt = performance.now();
    const tree = watchTree(pid);
    const megabytes = () => Math.round(tree.peakKilobytes / 1024);
    const look = setInterval(() => tree.look(), lookEveryMilliseconds);
    const tell = setInterval(
      () => onProgress?.((performance.now() - startedAt) / 1000, megabytes()),
      tellEveryMilliseconds,
    );
    const limit = setTimeout(() => {
      stopped = true;
      tree.look();
      stopGroup(pid);
    }, limitSeconds * 1000);
    child.on("close", (code) => {
      clearInterval(look);
      clearInterval(tell);
      clearTimeout(limit);
      running.delete(pid);
      const [, wall, user, system] = /khabar-time ([\d.]+) ([\d.]+) ([\d.]+)/.exec(output) ?? [];
      resolve({
        seconds: Number(wall ?? limitSeconds),
        // `time` leaves out processes that nobody waited for; looking leaves out what came after the last look.
        cpuSeconds: Math.max(Number(user ?? 0) + Number(system ?? 0), tree.cpuSeconds),
        peakMegabytes: megabytes(),
        code: stopped ? undefined : (code ?? 1),
        stdout,
        output,
      });
    });
  });
}

/** Stops all commands that are being measured. */
export function stopMeasuring(): void {
  for (const pid of running) stopGroup(pid);
}

function stopGroup(leader: number): void {
  try {
    process.kill(-leader, "SIGKILL");
  } catch (error) {
    // It ended by itself just now.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** The middle one; of an even number the greater of the two in the middle. `NaN` of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
