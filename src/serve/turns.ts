/** Work that waits until nothing has changed for a moment, and is never done twice at once. */
export interface Turns {
  /** Asks for a turn because of something; what is asked for during a turn leads to one more. */
  ask(reason: string): void;
  /** Takes a turn at once, unless one is going on; returns when it is over. */
  take(): Promise<void>;
  /** Waits for the turn that is going on; no other one begins. */
  close(): Promise<void>;
}

/**
 * @param restMilliseconds for how long nothing must have been asked for: a checkout writes hundreds of files
 * @param work gets every reason once, in the order in which they came; must not throw
 */
export function openTurns(
  restMilliseconds: number,
  work: (reasons: readonly string[]) => Promise<void>,
): Turns {
  const reasons = new Set<string>();
  let rest: NodeJS.Timeout | undefined;
  let working: Promise<void> | undefined;
  let isClosed = false;
  const wait = () => {
    clearTimeout(rest);
    if (!isClosed) rest = setTimeout(take, restMilliseconds);
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
