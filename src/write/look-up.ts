import { statSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";

/** Size and time of change of a file; `undefined` where there is none. */
export type FileTimes = { readonly size: number; readonly mtimeMs: number } | undefined;

/** Looks files up while the build does something else. */
export interface LookUp {
  /** @param index of the list; quickest if asked in the order of the list */
  at(index: number): FileTimes;
  close(): void;
}

/** What two threads share: the asker goes through the list from its start, the other from its end. */
interface Shared {
  readonly prefix: string;
  /** All paths, each ended by a NUL, which no path has. */
  readonly paths: string;
  readonly sizes: Float64Array;
  readonly times: Float64Array;
  /** 1 for a file that was looked up. */
  readonly done: Uint8Array;
  /** How far the asker has come. */
  readonly place: Int32Array;
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

  const shared: Shared = {
    prefix,
    paths: paths.join("\0"),
    sizes: new Float64Array(new SharedArrayBuffer(8 * length)),
    times: new Float64Array(new SharedArrayBuffer(8 * length)),
    done: new Uint8Array(new SharedArrayBuffer(length)),
    place: new Int32Array(new SharedArrayBuffer(4)),
  };
  const worker = new Worker(`(${lookUpFromTheEnd})(require("node:worker_threads").workerData)`, {
    eval: true,
    workerData: shared,
    execArgv: [],
  });
  // Whatever becomes of it, the asker can do without.
  worker.on("error", () => undefined);
  worker.unref();
  return {
    at(index) {
      Atomics.store(shared.place, 0, index);
      if (Atomics.load(shared.done, index) === 0) return ask(index);
      const size = shared.sizes[index] as number;
      return size < 0 ? undefined : { size, mtimeMs: shared.times[index] as number };
    },
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
