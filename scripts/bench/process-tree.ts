import { readdirSync, readFileSync } from "node:fs";

/** Watches what a process and all its descendants use. Needs Linux's `/proc`; elsewhere it sees nothing. */
export interface TreeWatch {
  /** Looks once; the more often, the less is missed between two looks. */
  look(): void;
  /** Largest memory of the whole tree at one look, in kilobytes. */
  readonly peakKilobytes: number;
  /** User and system time of every process that was seen, in seconds; up to the last look at it. */
  readonly cpuSeconds: number;
}

/** A kernel has to walk all pages of a process to tell its share of them, so this much of the time goes there. */
const shareOfTimeForReadings = 0.05;
const kilobytesPerPage = 4;
const ticksPerSecond = 100;

/**
 * Memory is the sum of proportional set sizes, in which pages that several processes share count once. They take
 * long to read for a large process; between two readings what it grew by counts in full.
 *
 * @param root is itself not counted
 * @see https://docs.kernel.org/filesystems/proc.html smaps_rollup, statm, stat
 */
export function watchTree(root: number): TreeWatch {
  /** Kilobytes of a process that others count, at the last reading. */
  const countedElsewhere = new Map<number, number>();
  const ticks = new Map<number, number>();
  let peakKilobytes = 0;
  let nextReadingAt = 0;
  return {
    look() {
      const processes = descendantsOf(root);
      const startedAt = performance.now();
      const readNow = startedAt >= nextReadingAt;
      let kilobytes = 0;
      for (const pid of processes) {
        const resident = residentKilobytes(pid);
        if (readNow || !countedElsewhere.has(pid)) {
          countedElsewhere.set(pid, Math.max(0, resident - (proportionalKilobytes(pid) ?? resident)));
        }
        kilobytes += Math.max(0, resident - (countedElsewhere.get(pid) ?? 0));
        ticks.set(pid, Math.max(ticks.get(pid) ?? 0, ticksOf(pid)));
      }
      const took = performance.now() - startedAt;
      if (readNow) nextReadingAt = startedAt + took / shareOfTimeForReadings;
      peakKilobytes = Math.max(peakKilobytes, kilobytes);
    },
    get peakKilobytes() {
      return peakKilobytes;
    },
    get cpuSeconds() {
      return [...ticks.values()].reduce((sum, each) => sum + each, 0) / ticksPerSecond;
    },
  };
}

/** Every thread of a process may have started others. */
function descendantsOf(root: number): number[] {
  const found: number[] = [];
  const visit = (pid: number) => {
    for (const thread of namesIn(`/proc/${pid}/task`)) {
      for (const child of textOf(`/proc/${pid}/task/${thread}/children`).split(" ")) {
        if (child === "") continue;
        found.push(Number(child));
        visit(Number(child));
      }
    }
  };
  visit(root);
  return found;
}

function residentKilobytes(pid: number): number {
  return Number(textOf(`/proc/${pid}/statm`).split(" ")[1] ?? 0) * kilobytesPerPage;
}

/** `undefined` if this kernel does not tell, or the process is gone. */
function proportionalKilobytes(pid: number): number | undefined {
  const [, kilobytes] = /^Pss:\s+(\d+)/m.exec(textOf(`/proc/${pid}/smaps_rollup`)) ?? [];
  return kilobytes === undefined ? undefined : Number(kilobytes);
}

function ticksOf(pid: number): number {
  // The name of the command stands in brackets and may hold anything; the fields after it are numbers.
  const fields = textOf(`/proc/${pid}/stat`).split(") ").at(-1)?.split(" ") ?? [];
  return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
}

/** Processes come and go while they are looked at: what is gone is empty. */
function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function namesIn(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
