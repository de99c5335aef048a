import { describe, expect, it } from "vitest";
// @ts-expect-error a script for browsers, without types
import { blocks, insertBlock } from "../../src/cms/screen/browser/blocks.js";
// @ts-expect-error a script for browsers, without types
import { shownTime, wallTime } from "../../src/cms/screen/browser/moment.js";
import { screenWords } from "../../src/cms/screen/words.ts";

const { samples } = screenWords("hi").screen;

describe("the field for a moment", () => {
  it.each([
    ["2026-11-22T08:00", "2026-11-22T08:00"],
    ["2026-11-22 08:00:30", "2026-11-22T08:00"],
    ["2026-11-22", "2026-11-22T00:00"],
    ["2026-11-22T08:00+05:30", "2026-11-22T08:00"],
    ["2026-11-22T02:30:00Z", "2026-11-22T08:00"],
    ["2026-11-21T21:30:00-05:00", "2026-11-22T08:00"],
    [new Date("2026-11-22T02:30:00Z"), "2026-11-22T08:00"],
    ["कल", ""],
    [undefined, ""],
  ])("shows %s in the site's zone", (written, shown) => {
    expect(shownTime(written, "Asia/Kolkata")).toBe(shown);
  });

  it("knows what the clocks show where they change", () => {
    expect(wallTime(new Date("2026-03-08T06:30:00Z"), "America/New_York")).toBe("2026-03-08T01:30");
    expect(wallTime(new Date("2026-03-08T07:30:00Z"), "America/New_York")).toBe("2026-03-08T03:30");
  });
});

describe("the buttons above a text", () => {
  it("put blocks on lines of their own, and select what is to be typed over", () => {
    const { text, from, to } = insertBlock("एक\nदो", 2, 2, blocks.quote(samples));
    expect(text).toBe("एक\n\n::: quote नाम, पद\nक्या कहा।\n:::\n\nदो");
    expect(text.slice(from, to)).toBe("क्या कहा।");
  });

  it("put what is selected inside", () => {
    expect(insertBlock("एक दो तीन", 3, 5, blocks.bold(samples)).text).toBe("एक **दो** तीन");
  });

  it("begin and end an empty text without empty lines", () => {
    expect(insertBlock("", 0, 0, blocks.note(samples)).text).toBe("::: note शीर्षक\nपाठ।\n:::");
  });

  it("are named in every language", () => {
    for (const language of ["hi", "en"]) {
      expect(Object.keys(screenWords(language).screen.blocks)).toEqual(Object.keys(blocks));
    }
  });
});
