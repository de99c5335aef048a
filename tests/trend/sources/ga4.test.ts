import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { aSite } from "../../fixtures/newsroom.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { describeSource, now, type Visit } from "./contract.ts";
import { serveHere } from "./loopback-service.ts";
import { ga4 } from "./services/ga4.ts";

describeSource(ga4(true));
describeSource(ga4(false));

describe("the last hours of Google Analytics", () => {
  const minute = 60_000;
  const visits: readonly Visit[] = Array.from({ length: 24 }, (_, at) => ({
    path: `/desh/khabar-${at}/`,
    at: now - 120 * minute + at * 5 * minute,
    reader: "meera",
  }));

  /** Asks every so many minutes of two hours, and gives the last answer. */
  async function askEvery(step: number, between: (file: string) => void = () => {}) {
    const subject = ga4(true);
    let clock = now;
    const service = await serveHere((request) => subject.answer?.(request, visits, clock) ?? {});
    const stateFolder = temporaryFolder("ga4");
    const { environment, pathOfTitle } = subject;
    const source = await subject.open(
      service.url,
      { site: aSite(), environment, fetch, stateFolder, pathOfTitle },
      [],
    );
    let answer: Awaited<ReturnType<typeof source.read>> | undefined;
    for (let ago = 120; ago >= 0; ago -= step) {
      clock = now - ago * minute;
      const signal = new AbortController().signal;
      answer = await source.read({ now: clock, since: clock - 180 * minute, signal });
      expect(answer.troubles).toEqual([]);
      between(join(stateFolder, "ga4-123456789.json"));
    }
    return answer?.readings ?? [];
  }

  it("are told without a hole or a reader twice by asking every few minutes", async () => {
    for (const step of [10, 20]) {
      const readings = await askEvery(step);
      expect(readings.map(({ path }) => path).sort()).toEqual(visits.map(({ path }) => path).sort());
      expect(readings.every(({ readers, from, until }) => readers === 1 && until - from <= 5 * minute)).toBe(
        true,
      );
    }
  });

  it("are the last half hour where what was kept is damaged", async () => {
    const readings = await askEvery(10, (file) =>
      writeFileSync(file, readFileSync(file, "utf8").slice(0, -9)),
    );
    const fine = readings.filter(({ from, until }) => until - from <= 5 * minute);
    expect(fine.length).toBeLessThanOrEqual(7);
    expect(fine.length).toBeGreaterThanOrEqual(5);
  });
});
