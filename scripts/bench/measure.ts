import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

/** What one run of a command took. */
export interface Measurement {
  readonly seconds: number;
  /** User and system time of the command and its children, in seconds. */
  readonly cpuSeconds: number;
  /** Largest resident memory of the command's own process, in megabytes. */
  readonly peakMegabytes: number;
  /** Exit code; `undefined` if it was stopped for taking too long. */
  readonly code: number | undefined;
  readonly output: string;
}

/**
 * Runs a command to its end and measures it. Needs `bash` (for its `time`) and Linux's `/proc`.
 *
 * @param limitSeconds after which the command is stopped
 */
export function measure(
  command: string,
  args: readonly string[],
  cwd: string,
  limitSeconds: number,
): Promise<Measurement> {
  return new Promise((resolve) => {
    const script = 'TIMEFORMAT="khabar-time %R %U %S"; time "$@"';
    const child = spawn("bash", ["-c", script, "measure", command, ...args], { cwd, detached: true });
    let output = "";
    let stopped = false;
    child.stdout.on("data", (text) => {
      output += text;
    });
    child.stderr.on("data", (text) => {
      output += text;
    });
    let peak = 0;
    const watch = setInterval(() => {
      for (const pid of childrenOf(child.pid)) peak = Math.max(peak, peakOf(pid));
    }, 25);
    const limit = setTimeout(() => {
      stopped = true;
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    }, limitSeconds * 1000);
    child.on("close", (code) => {
      clearInterval(watch);
      clearTimeout(limit);
      const [, wall, user, system] = /khabar-time ([\d.]+) ([\d.]+) ([\d.]+)/.exec(output) ?? [];
      resolve({
        seconds: Number(wall ?? limitSeconds),
        cpuSeconds: Number(user ?? 0) + Number(system ?? 0),
        peakMegabytes: Math.round(peak / 1024),
        code: stopped ? undefined : (code ?? 1),
        output,
      });
    });
  });
}

function childrenOf(pid: number | undefined): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8")
      .trim()
      .split(" ")
      .filter(Boolean)
      .map(Number);
  } catch {
    return [];
  }
}

/** Kilobytes. */
function peakOf(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
