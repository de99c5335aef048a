import { type ChildProcess, fork } from "node:child_process";
import { compiledModule, moduleBeside } from "./compiled.ts";
import {
  type Desk,
  type DeskPlace,
  type HandedPlan,
  openDesk,
  type PublishedPart,
  type RenderedPart,
} from "./desk.ts";
import type { CheckedStories, StoryFile, StorySurroundings } from "./ledger/check-stories.ts";
import type { SitePlan } from "./newsroom.ts";
import type { Press } from "./press.ts";
import type { Progress } from "./progress.ts";
import type { Swap } from "./write/splice.ts";

/** All desks of a build, seen as one. */
export interface Desks {
  /** How many processes do the work. */
  readonly count: number;
  /** Has other processes start where so many stories are to be checked soon. */
  expectFiles(count: number): void;
  check(
    around: StorySurroundings,
    files: readonly StoryFile[],
    onProgress?: (progress: Progress) => void,
  ): Promise<CheckedStories[]>;
  /**
   * @param into see {@link Desk.render}
   * @param onRendered called with the number of pages done since the last call
   */
  render(
    plan: SitePlan,
    handed: () => HandedPlan,
    pages: Int32Array,
    into: string | undefined,
    onRendered: (count: number) => void,
  ): Promise<RenderedPart[]>;
  /** Has Eleventy do everything that is not ours. */
  renderRest(): Promise<void>;
  publish(): Promise<PublishedPart[]>;
  /** Has other processes start where so many files are to be swapped soon. */
  expectSwaps(count: number): void;
  /** Swaps pieces of many files that stand. */
  swap(works: readonly SwapWork[]): Promise<PublishedPart[]>;
  close(): void;
}

/** Files in which the same piece is swapped. */
export interface SwapWork {
  /** Numbers of the plan. */
  readonly pages: Int32Array;
  /** Of each page. */
  readonly paths: readonly string[];
  readonly swap: Swap;
}

/** What is handed out at once: large enough to be worth a run of Eleventy, small enough to even out the desks. */
const filesAtOnce = 250;
const pagesAtOnce = 150;
const swapsAtOnce = 1000;

/** Less work than this is done in the build's own process: another one takes a second to start and to become quick. */
const worthADesk = { files: 4000, pages: 3000, swaps: 8000 } as const;

/**
 * Desks for a build: its own process where there is little to do or one worker is asked for, else others.
 *
 * @param workers how many processes may work
 */
export function openDesks(place: Omit<DeskPlace, "number">, press: Promise<Press>, workers: number): Desks {
  const own = openDesk({ ...place, number: 0 }, press);
  let others: DeskProcess[] = [];
  /** This process works too: one less to start. */
  const hire = (): Desk[] => {
    if (others.length === 0) {
      others = Array.from({ length: workers - 1 }, (_, index) => startDesk({ ...place, number: index + 1 }));
    }
    return [...others, own];
  };
  let rendering: readonly Desk[] = [];
  return {
    get count() {
      return 1 + others.length;
    },
    expectFiles(count) {
      if (workers > 1 && count >= worthADesk.files) hire();
    },
    check(around, files, onProgress) {
      const desks = workers > 1 && files.length >= worthADesk.files ? hire() : [own];
      let done = 0;
      return share(desks, cut(files, filesAtOnce), async (desk, some) => {
        const checked = await desk.check(around, some);
        done += some.length;
        onProgress?.({ doing: "reading", done, total: files.length });
        return checked;
      });
    },
    async render(plan, handed, pages, into, onRendered) {
      own.usePlan(plan);
      const isMuch = workers > 1 && pages.length >= worthADesk.pages;
      rendering = isMuch ? hire() : [own];
      // This process has the plan and begins while the others still make it.
      const opened = new Map<Desk, Promise<void>>();
      if (isMuch) {
        const plain = handed();
        for (const desk of others) opened.set(desk, desk.openPlan(plain));
      }
      const chunks: Int32Array[] = [];
      for (let from = 0; from < pages.length; from += pagesAtOnce) {
        chunks.push(pages.subarray(from, from + pagesAtOnce));
      }
      const parts = await share(rendering, chunks, async (desk, some) => {
        await opened.get(desk);
        const part = await desk.render(some, into);
        onRendered(some.length);
        return part;
      });
      await Promise.all(opened.values());
      return parts;
    },
    async renderRest() {
      if (!restIsRead) {
        restIsRead = true;
        return own.renderRest();
      }
      const another = startDesk({ ...place, number: workers });
      try {
        await another.renderRest();
      } finally {
        another.close();
      }
    },
    publish: () => Promise.all(rendering.map((desk) => desk.publish())),
    expectSwaps(count) {
      if (workers > 1 && count >= worthADesk.swaps) hire();
    },
    swap(works) {
      const pieces = works.flatMap(({ pages, paths, swap }) =>
        cut(paths, swapsAtOnce).map((some, index) => {
          const first = index * swapsAtOnce;
          return { pages: pages.slice(first, first + swapsAtOnce), paths: some, swap };
        }),
      );
      return share([...others, own], pieces, (desk, { pages, paths, swap }) => desk.swap(pages, paths, swap));
    },
    close() {
      own.close();
      for (const desk of others) desk.close();
    },
  };
}

/**
 * Gives out work piece by piece, so that no desk waits while another still has much to do.
 *
 * @param desks this process's own is the last
 * @returns results in the order of the pieces
 */
async function share<D, W, R>(
  desks: readonly D[],
  work: readonly W[],
  run: (desk: D, piece: W) => Promise<R>,
): Promise<R[]> {
  const results: R[] = new Array(work.length);
  let next = 0;
  const serve = async (desk: D) => {
    while (next < work.length) {
      const index = next++;
      results[index] = await run(desk, work[index] as W);
      // Lets the answers of others in, which wait while this process works itself.
      await new Promise(setImmediate);
    }
  };
  // Others have the next two pieces at hand, since answers wait while this process is busy with one of its own.
  const others = desks.slice(0, -1);
  await Promise.all([...desks, ...others, ...others].map(serve));
  return results;
}

function cut<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}

/** Whether Eleventy has read the project's templates: it keeps their texts for as long as its process lives. */
let restIsRead = false;

interface DeskProcess extends Desk {}

/** What goes over the wire: a call of one of a desk's methods, and its answer. */
export interface DeskCall {
  readonly call: number;
  readonly method: "check" | "openPlan" | "render" | "renderRest" | "publish" | "swap";
  readonly values: readonly unknown[];
}

export interface DeskAnswer {
  readonly call: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** Starts a process that is a desk. It ends with this one, whatever happens. */
function startDesk(place: DeskPlace): DeskProcess {
  const module = compiledModule("desk-process") ?? moduleBeside("desk-process", import.meta.url);
  const child: ChildProcess = fork(module, [JSON.stringify(place)], {
    serialization: "advanced",
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let calls = 0;
  let ended: Error | undefined;
  child.on("message", ({ call, result, error }: DeskAnswer) => {
    const asked = waiting.get(call);
    waiting.delete(call);
    if (error) asked?.reject(Object.assign(new Error(error.message), { isFromDesk: true }));
    else asked?.resolve(result);
  });
  child.on("exit", (code, signal) => {
    ended = new Error(`A worker process ended early (${signal ?? `exit code ${code}`}).`);
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  });
  const ask = (method: DeskCall["method"], ...values: unknown[]) =>
    new Promise((resolve, reject) => {
      if (ended) {
        reject(ended);
        return;
      }
      const call = calls++;
      waiting.set(call, { resolve, reject });
      child.send({ call, method, values } satisfies DeskCall);
    });
  return {
    check: (around, files) => ask("check", around, files) as Promise<CheckedStories>,
    openPlan: (handed) => ask("openPlan", handed) as Promise<void>,
    render: (pages, into) => ask("render", pages, into) as Promise<RenderedPart>,
    renderRest: () => ask("renderRest") as Promise<void>,
    publish: () => ask("publish") as Promise<PublishedPart>,
    swap: (pages, paths, swap) => ask("swap", pages, paths, swap) as Promise<PublishedPart>,
    close() {
      child.removeAllListeners("exit");
      if (child.connected) child.disconnect();
    },
  };
}
