import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutIntoPages } from "../../src/catalog/list-pages.ts";
import { newestFirst } from "../../src/catalog/order.ts";
import { anArticle } from "../fixtures/newsroom.ts";

/** Story 1 is the oldest. */
const stories = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    anArticle({ id: `s${index + 1}`, date: Date.UTC(2026, 0, 1) + index * 60_000 }),
  ).sort(newestFirst);
const numbers = (list: readonly { id: string }[]) => list.map(({ id }) => Number(id.slice(1)));

describe("list pages", () => {
  it("count from the oldest story, and the list's own address shows the newest", () => {
    const [front, second, first] = cutIntoPages(stories(50), "/desh/", 24);
    expect(first).toMatchObject({ address: "/desh/page/1/", older: undefined, newer: "/desh/page/2/" });
    expect(numbers(first?.stories ?? [])).toEqual(Array.from({ length: 24 }, (_, index) => 24 - index));
    expect(second?.address).toBe("/desh/page/2/");
    expect(front).toMatchObject({ address: "/desh/", older: "/desh/page/1/" });
    expect(numbers(front?.stories ?? [])).toEqual(Array.from({ length: 26 }, (_, index) => 50 - index));
  });

  it("need no numbers while there are few stories", () => {
    expect(cutIntoPages(stories(5), "/desh/", 24)).toHaveLength(1);
    expect(cutIntoPages([], "/desh/", 24)[0]).toMatchObject({ stories: [], older: undefined });
  });

  it("never change once they are full, and lead from the newest story to the oldest without a gap", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 1, max: 7 }), (count, size) => {
        const before = cutIntoPages(stories(count), "/a/", size);
        const after = cutIntoPages(stories(count + 1), "/a/", size);
        for (const page of before.slice(1)) {
          const same = after.find(({ address }) => address === page.address);
          expect(numbers(same?.stories ?? [])).toEqual(numbers(page.stories));
          expect(same?.older).toBe(page.older);
          expect(same?.newer).toBe(page.newer);
        }
        const walked: number[] = [];
        for (let page = before[0]; page; page = before.find(({ address }) => address === page?.older)) {
          walked.push(...numbers(page.stories));
        }
        expect(walked).toEqual(Array.from({ length: count }, (_, index) => count - index));
      }),
    );
  });
});
