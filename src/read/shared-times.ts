import { statSync } from "node:fs";

/** Size and time of change of a file; `undefined` where there is none. */
export type FileTimes = { readonly size: number; readonly mtimeMs: number } | undefined;

/** What two threads share that look up the files of one list: one goes through it from its start, the other from its end. */
export interface SharedTimes {
  readonly sizes: Float64Array;
  readonly times: Float64Array;
  /** 1 for a file that was looked up. */
  readonly done: Uint8Array;
  /** How far the one that asks has come. */
  readonly place: Int32Array;
}

export function shareTimes(length: number): SharedTimes {
  return {
    sizes: new Float64Array(new SharedArrayBuffer(8 * length)),
    times: new Float64Array(new SharedArrayBuffer(8 * length)),
    done: new Uint8Array(new SharedArrayBuffer(length)),
    place: new Int32Array(new SharedArrayBuffer(4)),
  };
}

/**
 * What the file system says of a file. Nobody waits for the other thread: what it has not looked up yet is looked up.
 *
 * @param index of the list; quickest if asked in the order of the list
 */
export function timesAt({ sizes, times, done, place }: SharedTimes, index: number, path: string): FileTimes {
  Atomics.store(place, 0, index);
  if (Atomics.load(done, index) === 0) return statSync(path, { throwIfNoEntry: false });
  const size = sizes[index] as number;
  return size < 0 ? undefined : { size, mtimeMs: times[index] as number };
}

/** What the other thread does. */
export function lookUpFromTheEnd(
  { sizes, times, done, place }: SharedTimes,
  pathAt: (index: number) => string,
): void {
  for (let index = done.length - 1; index > Atomics.load(place, 0); index--) {
    const stat = statSync(pathAt(index), { throwIfNoEntry: false });
    sizes[index] = stat === undefined ? -1 : stat.size;
    times[index] = stat === undefined ? 0 : stat.mtimeMs;
    Atomics.store(done, index, 1);
  }
}
