import { readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { digestOfBytes } from "../../src/write/outputs.ts";
import { openSwapper } from "../../src/write/splice.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

let folder: string;
const swap = { from: "<nav>पुराना</nav>", to: "<nav>नया</nav>" };
const page = (strip: string, end = "<footer>अंत</footer>") => `<p>ख़बर</p>${strip}${end}`;

beforeEach(() => {
  folder = temporaryFolder("splice");
});

function put(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
  utimesSync(join(folder, name), 1, 1);
}

describe("a piece of a page", () => {
  it.each([
    ["shorter", "<nav>न</nav>"],
    ["as long", "<nav>पुरानी</nav>".slice(0, swap.from.length)],
    ["longer", `<nav>${"नया ".repeat(100)}</nav>`],
  ])("is swapped for a %s one, and told as what it is now", (_name, to) => {
    put("a.html", page(swap.from));
    const file = openSwapper(folder, { from: swap.from, to })("a.html");
    const bytes = readFileSync(join(folder, "a.html"));
    expect(bytes.toString()).toBe(page(to));
    const { size, mtimeMs } = statSync(join(folder, "a.html"));
    expect(file).toEqual({ size, changed: mtimeMs, content: digestOfBytes(bytes) });
  });

  it("is swapped in small and large pages in turn", () => {
    const sizes = [1, 300_000, 2, 40_000];
    const swapIn = openSwapper(folder, swap);
    for (const size of sizes) put(`${size}.html`, page(swap.from, "ख".repeat(size)));
    for (const size of sizes) swapIn(`${size}.html`);
    for (const size of sizes) {
      expect(readFileSync(join(folder, `${size}.html`), "utf8")).toBe(page(swap.to, "ख".repeat(size)));
    }
  });

  it.each([
    ["twice", page(swap.from + swap.from)],
    ["nowhere", page("")],
  ])("is left alone where it stands %s", (_name, text) => {
    put("a.html", text);
    expect(openSwapper(folder, swap)("a.html")).toBeUndefined();
    expect(readFileSync(join(folder, "a.html"), "utf8")).toBe(text);
    expect(statSync(join(folder, "a.html")).mtimeMs).toBe(1000);
  });

  it("is not looked for in a file that is gone", () => {
    expect(openSwapper(folder, swap)("gone.html")).toBeUndefined();
  });

  it("is never swapped outside the folder", () => {
    expect(() => openSwapper(folder, swap)("../a.html")).toThrow(/outside/);
  });
});
