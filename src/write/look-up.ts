import { statSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { type FileTimes, type SharedTimes, shareTimes, timesAt } from "../read/shared-times.ts";

/** Looks files up while the build does something else. */
export interface LookUp {
  /** @param index of the list; quickest if asked in the order of the list */
  at(index: number): FileTimes;
  close(): void;
}

interface Shared extends SharedTimes {
  readonly prefix: string;
  /** All paths, with a NUL, which no path has, between them. */
  readonly paths: string;
}

/** With fewer files a thread costs more than it saves. */
const worthAThread = 10_000;

/**
 * Asks the file system about many files, with a second thread where that helps: a hundred thousand questions take
 * half a second.
 *
 * Nobody waits for the other thread: what it has not looked up yet, the asker looks up.
 *
 * @param folder in which the files are
 * @param mayThread whether a second thread may work
 */
export function lookUp(folder: string, paths: readonly string[], mayThread: boolean): LookUp {
  const { length } = paths;
  const prefix = join(folder, "/");
  const ask = (index: number): FileTimes => statSync(prefix + paths[index], { throwIfNoEntry: false });
  if (!mayThread || length < worthAThread) return { at: ask, close: () => undefined };

  const shared: Shared = { prefix, paths: paths.join("\0"), ...shareTimes(length) };
  const worker = new Worker(`(${lookUpFromTheEnd})(require("node:worker_threads").workerData)`, {
    eval: true,
    workerData: shared,
    execArgv: [],
  });
  // Whatever becomes of it, the asker can do without.
  worker.on("error", () => undefined);
  worker.unref();
  return {
    at: (index) => timesAt(shared, index, prefix + paths[index]),
    close() {
      Atomics.store(shared.place, 0, length);
    },
  };
}

/** Runs in the other thread, as text: it may use nothing from outside. */
function lookUpFromTheEnd({ prefix, paths, sizes, times, done, place }: Shared): void {
  const { statSync } = process.getBuiltinModule("node:fs");
  const list = paths.split("\0");
  for (let index = list.length - 1; index > Atomics.load(place, 0); index--) {
    const stat = statSync(prefix + list[index], { throwIfNoEntry: false });
    sizes[index] = stat === undefined ? -1 : stat.size;
    times[index] = stat === undefined ? 0 : stat.mtimeMs;
    Atomics.store(done, index, 1);
  }
}
