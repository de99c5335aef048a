import { describe, expect, it, vi } from "vitest";
import { openTurns } from "../../src/serve/turns.ts";

describe("turns", () => {
  it("wait until nothing was asked for, then get every reason once", async () => {
    vi.useFakeTimers();
    const given: (readonly string[])[] = [];
    const turns = openTurns({ milliseconds: 20, manyMilliseconds: 20 }, async (reasons) => {
      given.push(reasons);
    });
    for (const reason of ["a", "b", "a"]) {
      turns.ask(reason);
      await vi.advanceTimersByTimeAsync(19);
    }
    expect(given).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(given).toEqual([["a", "b"]]);
    vi.useRealTimers();
  });

  it("wait longer where very much is asked for", async () => {
    vi.useFakeTimers();
    const counts: number[] = [];
    const turns = openTurns({ milliseconds: 20, manyMilliseconds: 150 }, async ({ length }) => {
      counts.push(length);
    });
    for (let number = 0; number < 300; number++) turns.ask(`file ${number}`);
    await vi.advanceTimersByTimeAsync(149);
    turns.ask("one more");
    await vi.advanceTimersByTimeAsync(149);
    expect(counts).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(counts).toEqual([301]);
    vi.useRealTimers();
  });

  it("are never taken two at once; what is asked for meanwhile leads to one more", async () => {
    let finish = () => {};
    const given: (readonly string[])[] = [];
    const turns = openTurns({ milliseconds: 0, manyMilliseconds: 0 }, (reasons) => {
      given.push(reasons);
      return new Promise((done) => {
        finish = done;
      });
    });
    const first = turns.take();
    turns.ask("a");
    turns.ask("b");
    expect(turns.take()).toBe(first);
    expect(given).toEqual([[]]);
    finish();
    await vi.waitFor(() => expect(given).toEqual([[], ["a", "b"]]));
    turns.ask("c");
    finish();
    await turns.close();
    expect(given).toHaveLength(2);
  });
});
