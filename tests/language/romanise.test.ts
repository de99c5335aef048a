import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { romanise } from "../../src/language/romanise.ts";

/** Lines `written = typed` below `## heading`s; see the file itself. */
function readTable(name: string): { heading: string; rows: [written: string, typed: string][] }[] {
  const text = readFileSync(new URL(`./fixtures/${name}`, import.meta.url), "utf8");
  return text
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const [heading = "", ...lines] = part.split("\n");
      const rows = lines
        .filter((line) => line.includes(" = "))
        .map((line) => line.split(" = ") as [string, string]);
      return { heading, rows };
    });
}

const table = readTable("romanise.txt");

describe.each(table)("$heading are written as people type them", ({ rows }) => {
  test.each(rows)("%s is %s", (written, typed) => {
    expect(romanise(written)).toBe(typed);
  });
});

describe("the table of readings", () => {
  it("has at least 170 lines of Hindi and 12 of each other language", () => {
    const count = (language: string) =>
      table
        .filter(({ heading }) => heading.startsWith(language))
        .reduce((sum, { rows }) => sum + rows.length, 0);
    expect(count("Hindi")).toBeGreaterThanOrEqual(170);
    const others = "Marathi Bengali Gujarati Gurmukhi Odia Tamil Telugu Kannada Malayalam Urdu".split(" ");
    expect(others.filter((language) => count(language) < 12)).toEqual([]);
  });
});

describe("romanise", () => {
  it("leaves text in other scripts as it is", () => {
    const text = "Breaking: Zürich, 東京, ข่าว & новости — 50%";
    expect(romanise(text)).toBe(text);
  });

  it("reads composed and decomposed letters alike", () => {
    expect(romanise("\u095cफ\u093c")).toBe(romanise("ड\u093c\u095e"));
    expect(romanise("\u09df")).toBe(romanise("য\u09bc"));
  });

  it("reads हिंदी and हिन्दी, गांव and गाँव alike", () => {
    expect(romanise("हिन्दी")).toBe(romanise("हिंदी"));
    expect(romanise("गाँव")).toBe(romanise("गांव"));
  });

  it("does not see joiners", () => {
    expect(romanise("शक्\u200dति")).toBe("shakti");
    expect(romanise("പ്രധാനമന്ത്രി അവന്\u200d")).toBe("pradhanamanthri avan");
  });

  it("writes native digits and full stops as ASCII", () => {
    expect(romanise("२०२६।")).toBe("2026.");
    expect(romanise("২০২৬ ২০")).toBe("2026 20");
    expect(romanise("۲۰۲۶۔")).toBe("2026.");
  });

  it("spells out letter names only in words made of them", () => {
    expect(romanise("बीजेपी की जीत")).toBe("bjp ki jeet");
    expect(romanise("जी नहीं")).toBe("ji nahin");
    expect(romanise("जी20, 5जी और टी-20")).toBe("g20, 5g aur t-20");
    expect(romanise("ए.आर. रहमान")).toBe("a.r. rahman");
  });

  it("makes plurals of English words", () => {
    expect(romanise("कंपनियों की ट्रेनें और पार्टियां")).toBe("companiyon ki trainen aur partiyan");
  });

  it("leaves no letter of a script it has a table for", () => {
    const tables = /[\u0905-\u0939\u0985-\u09b9\u0a85-\u0ab9\u0b85-\u0bb9\u0c05-\u0c39\u0d05-\u0d39]/;
    fc.assert(
      fc.property(
        fc.string({ unit: fc.integer({ min: 0x900, max: 0xd7f }).map((code) => String.fromCodePoint(code)) }),
        (text) => !tables.test(romanise(text)),
      ),
    );
  });
});
