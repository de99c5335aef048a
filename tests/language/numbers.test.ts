import { describe, expect, it, test } from "vitest";
import { formatNumber } from "../../src/language/numbers.ts";

describe("numbers", () => {
  test.each(["hi", "hi-IN", "bn", "ta", "te", "gu", "kn", "ml", "mr", "or", "pa", "ur", "en-IN"])(
    "are grouped by lakh and crore in %s, with Western digits",
    (tag) => {
      expect(formatNumber(1234567, tag)).toBe("12,34,567");
    },
  );

  it("are grouped as the language has it otherwise", () => {
    expect(formatNumber(1234567, "en")).toBe("1,234,567");
    expect(formatNumber(1234567, "de")).toBe("1.234.567");
    expect(formatNumber(1234567, "ar-EG")).toMatch(/^1\D234\D567$/);
  });

  it("do not depend on the machine where the language is unknown", () => {
    expect(formatNumber(1234567, "tlh")).toBe("1,234,567");
  });

  it("may be negative or broken", () => {
    expect(formatNumber(-2.5, "hi")).toBe("-2.5");
  });
});
