import { openDesk } from "./desk.ts";
import type { DeskAnswer, DeskCall } from "./desks.ts";
import { explainError } from "./eleventy.ts";

/** A desk in a process of its own; see `desks.ts`, which starts it. */
const desk = openDesk(JSON.parse(process.argv[2] ?? "{}"));

process.on("message", async ({ call, method, values }: DeskCall) => {
  let answer: DeskAnswer;
  try {
    const run = desk[method] as (...given: readonly unknown[]) => Promise<unknown>;
    answer = { call, result: await run(...values) };
  } catch (error) {
    answer = { call, error: { message: explainError(error) } };
  }
  process.send?.(answer);
});

// The build has ended, well or not.
process.on("disconnect", () => {
  desk.close();
  process.exit();
});
