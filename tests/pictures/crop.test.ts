import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cropAround } from "../../src/pictures/crop.ts";

describe("a crop", () => {
  it("is as large as the picture allows, around the focal point", () => {
    // left = 0.25 * 1800 - 1200 / 2 = -150, which the edge makes 0.
    expect(cropAround(1800, 1200, 1, [0.25, 0.5])).toEqual({ left: 0, top: 0, width: 1200, height: 1200 });
    expect(cropAround(1800, 1200, 1, [0.5, 0.5])).toEqual({ left: 300, top: 0, width: 1200, height: 1200 });
    expect(cropAround(1800, 1200, 16 / 9, [0.5, 1])).toEqual({
      left: 0,
      top: 187,
      width: 1800,
      height: 1013,
    });
  });

  it("never leaves the picture, and holds the focal point", () => {
    const side = fc.integer({ min: 1, max: 20_000 });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        side,
        side,
        fc.constantFrom(16 / 9, 4 / 3, 1),
        share,
        share,
        (width, height, ratio, x, y) => {
          const crop = cropAround(width, height, ratio, [x, y]);
          expect(crop.left).toBeGreaterThanOrEqual(0);
          expect(crop.top).toBeGreaterThanOrEqual(0);
          expect(crop.left + crop.width).toBeLessThanOrEqual(width);
          expect(crop.top + crop.height).toBeLessThanOrEqual(height);
          expect(x * width).toBeGreaterThanOrEqual(crop.left - 1);
          expect(x * width).toBeLessThanOrEqual(crop.left + crop.width + 1);
          expect(y * height).toBeGreaterThanOrEqual(crop.top - 1);
          expect(y * height).toBeLessThanOrEqual(crop.top + crop.height + 1);
        },
      ),
    );
  });
});
