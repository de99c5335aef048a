/**
 * Lets no more than `limit` tasks run at once; the others wait for their turn, in order.
 *
 * For files there are only so many that a process can have open. For requests the AWS SDK counts the wait for a free
 * connection as time without a connection, and gives up.
 */
export function takeTurns(limit: number): <T>(task: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (task) => {
    if (running < limit) running++;
    else await new Promise<void>((start) => waiting.push(start));
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      // The next one takes the place of this one.
      if (next === undefined) running--;
      else next();
    }
  };
}
