import { expect, it } from "vitest";
import { takeTurns } from "../../src/share/turns.ts";

it("runs every task in order, never more than the limit at once, also when some fail", async () => {
  const inTurn = takeTurns(3);
  const started: number[] = [];
  let running = 0;
  let most = 0;
  const tasks = Array.from({ length: 20 }, (_, at) =>
    inTurn(async () => {
      started.push(at);
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      if (at % 4 === 1) throw new Error(`task ${at}`);
      return at;
    }),
  );
  const results = await Promise.allSettled(tasks);
  expect(results.map(({ status }) => status === "fulfilled")).toEqual(tasks.map((_, at) => at % 4 !== 1));
  expect(started).toEqual(tasks.map((_, at) => at));
  expect(most).toBe(3);
  expect(await inTurn(async () => "again")).toBe("again");
});
