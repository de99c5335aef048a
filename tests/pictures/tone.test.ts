import { describe, expect, it } from "vitest";
import { toneOf } from "../../src/pictures/tone.ts";

const pixels = (...colours: readonly (readonly [number, number, number])[]) =>
  Uint8Array.from(colours.flat());

describe("the colour behind a picture", () => {
  it("is the one that most of it has, not a mean of all", () => {
    expect(toneOf(pixels([250, 10, 5], [245, 0, 0], [255, 5, 0], [0, 0, 250], [0, 250, 0]))).toBe("5-0-0");
  });

  it("is told in steps of a fifth, for which the style sheet has rules", () => {
    expect(toneOf(pixels([0, 51, 102]))).toBe("0-1-2");
    expect(toneOf(pixels([153, 204, 255]))).toBe("3-4-5");
    expect(toneOf(pixels([25, 26, 128]))).toBe("0-1-3");
  });
});
