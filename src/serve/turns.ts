/** Work that waits until nothing has changed for a moment, and is never done twice at once. */
export interface Turns {
  /** Asks for a turn because of something; what is asked for during a turn leads to one more. */
  ask(reason: string): void;
  /** Takes a turn at once, unless one is going on; returns when it is over. */
  take(): Promise<void>;
  /** Waits for the turn that is going on; no other one begins. */
  close(): Promise<void>;
}

/** For how long nothing must have been asked for before a turn begins. */
export interface Rest {
  readonly milliseconds: number;
  /** Where there are more than a few reasons: somebody writes many files, with pauses. */
  readonly manyMilliseconds: number;
}

/** A hand saves one file, an editor a few; a checkout of another branch hundreds. */
const few = 8;

/** @param work gets every reason once, in the order in which they came; must not throw */
export function openTurns(
  { milliseconds, manyMilliseconds }: Rest,
  work: (reasons: readonly string[]) => Promise<void>,
): Turns {
  const reasons = new Set<string>();
  let rest: NodeJS.Timeout | undefined;
  let working: Promise<void> | undefined;
  let isClosed = false;
  const wait = () => {
    clearTimeout(rest);
    if (!isClosed) rest = setTimeout(take, reasons.size > few ? manyMilliseconds : milliseconds);
  };
  const take = (): Promise<void> => {
    if (working === undefined) {
      clearTimeout(rest);
      const given = [...reasons];
      reasons.clear();
      working = work(given).finally(() => {
        working = undefined;
        if (reasons.size > 0) wait();
      });
    }
    return working;
  };
  return {
    ask(reason) {
      reasons.add(reason);
      wait();
    },
    take,
    async close() {
      isClosed = true;
      clearTimeout(rest);
      await working;
    },
  };
}
