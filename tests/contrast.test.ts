import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";

const tokens = readFileSync(resolve(import.meta.dirname, "../layouts/assets/css/tokens.css"), "utf8");
const colours = new Map(
  [...tokens.matchAll(/--([\w-]+): #([0-9a-f]{3,6});/g)].map(([, name = "", hex = ""]) => [
    name,
    hex.length === 3 ? [...hex].map((digit) => digit + digit).join("") : hex,
  ]),
);

/** @see https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4]
    .map((start) => Number.parseInt(hex.slice(start, start + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(above: string, below: string): number {
  const [a, b] = [above, below].map((name) => luminance(colours.get(name) ?? ""));
  return (Math.max(a ?? 0, b ?? 0) + 0.05) / (Math.min(a ?? 0, b ?? 0) + 0.05);
}

describe.each(["light", "dark"])("the colours of the %s page", (scheme) => {
  it.each([
    ["ink", "paper"],
    ["ink", "tint"],
    ["muted", "paper"],
    ["muted", "tint"],
    ["accent", "paper"],
    ["accent", "tint"],
    ["on-accent", "accent"],
  ])("%s can be read on %s", (above, below) => {
    expect(contrast(`${above}-${scheme}`, `${below}-${scheme}`)).toBeGreaterThanOrEqual(4.5);
  });

  it("have more contrast where a reader asks for it, when ink is all there is", () => {
    expect(contrast(`ink-${scheme}`, `paper-${scheme}`)).toBeGreaterThanOrEqual(12);
    expect(contrast(`ink-${scheme}`, `tint-${scheme}`)).toBeGreaterThanOrEqual(12);
  });
});
