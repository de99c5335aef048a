import { openDesk } from "./desk.ts";
import type { DeskAnswer, DeskCall } from "./desks.ts";
import { explainError } from "./eleventy.ts";

/** A desk in a process of its own; see `desks.ts`, which starts it. */
const desk = openDesk(JSON.parse(process.argv[2] ?? "{}"));

/** One call after another: the next one waits here, so that there is always something to do. */
let last: Promise<void> = Promise.resolve();

process.on("message", (call: DeskCall) => {
  last = last.then(() => answer(call));
});

async function answer({ call, method, values }: DeskCall): Promise<void> {
  let answer: DeskAnswer;
  try {
    const run = desk[method] as (...given: readonly unknown[]) => Promise<unknown>;
    answer = { call, result: await run(...values) };
  } catch (error) {
    answer = { call, error: { message: explainError(error) } };
  }
  // A build that ended meanwhile, or was killed, wants no answer.
  if (process.connected) process.send?.(answer, undefined, undefined, () => undefined);
}

// The build has ended, well or not.
process.on("disconnect", () => {
  desk.close();
  process.exit();
});
