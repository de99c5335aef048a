import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { measureList } from "../../../scripts/bench/related/measures.ts";

/** `01001`: hits in the second and the fifth place. */
const hits = (text: string) => [...text].map((mark) => mark === "1");

describe("the measures of one list", () => {
  it("are those of these hand-computed examples", () => {
    // Hits in places 1 and 3 of 3 relevant: (1 + 1/2) / (1 + 1/log2(3) + 1/2).
    const { p5, ndcg5, mrr } = measureList(hits("10100"), 3);
    expect({ p5, mrr }).toEqual({ p5: 0.4, mrr: 1 });
    expect(ndcg5).toBeCloseTo(1.5 / 2.13093, 5);
    // A hit in place 4 of 10 relevant: (1/log2(5)) / (1 + 0.63093 + 0.5 + 0.43068 + 0.38685).
    const late = measureList(hits("00010"), 10);
    expect({ p5: late.p5, mrr: late.mrr }).toEqual({ p5: 0.2, mrr: 0.25 });
    expect(late.ndcg5).toBeCloseTo(0.43068 / 2.94846, 5);
  });

  it("are full marks where every relevant item comes first, be there fewer than five", () => {
    expect(measureList(hits("11000"), 2)).toEqual({ p5: 0.4, ndcg5: 1, mrr: 1 });
    expect(measureList(hits("11111"), 70)).toEqual({ p5: 1, ndcg5: 1, mrr: 1 });
  });

  it("are nothing for an empty list and for a list without hits", () => {
    expect(measureList([], 1)).toEqual({ p5: 0, ndcg5: 0, mrr: 0 });
    expect(measureList(hits("00000"), 4)).toEqual({ p5: 0, ndcg5: 0, mrr: 0 });
  });

  it("look at five places and no more", () => {
    expect(measureList(hits("000001"), 4)).toEqual({ p5: 0, ndcg5: 0, mrr: 0 });
  });

  it("lie from 0 to 1, and a hit moved ahead never makes a list worse", () => {
    const list = fc.array(fc.boolean(), { maxLength: 5 });
    fc.assert(
      fc.property(list, fc.nat(20), fc.nat(3), (places, more, place) => {
        const relevant = Math.max(1, places.filter(Boolean).length + more);
        const score = measureList(places, relevant);
        for (const value of Object.values(score)) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
        }
        if (places[place] === false && places[place + 1] === true) {
          const better = measureList(places.with(place, true).with(place + 1, false), relevant);
          expect(better.ndcg5).toBeGreaterThan(score.ndcg5);
          expect(better.mrr).toBeGreaterThanOrEqual(score.mrr);
          expect(better.p5).toBe(score.p5);
        }
      }),
    );
  });
});
