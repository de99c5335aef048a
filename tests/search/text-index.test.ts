import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { foldedPart } from "../../src/search/folded-part.ts";
import { makeTextIndex } from "../../src/search/text-index.ts";

const stories = Array.from({ length: 30 }, (_, number) => ({
  url: `/desh/story-${number}/`,
  title: `खबर ${number}`,
  text: `ज़मीन पर हिन्दी में लिखी बात ${number}: नदी का पानी ${"उतरा ".repeat(number)}`,
  day: 20_000 + number,
  section: "desh",
  language: "",
}));

describe("an index of whole texts", () => {
  it("is the same files for the same stories", async () => {
    const [first, second] = [await makeTextIndex(stories, "hi"), await makeTextIndex(stories, "hi")];
    expect([...second.keys()]).toEqual([...first.keys()]);
    for (const [path, bytes] of first)
      expect(Buffer.from(second.get(path) ?? []).equals(bytes), path).toBe(true);
  });

  it("has the programs that read it, and none that only show things", async () => {
    const paths = [...(await makeTextIndex(stories, "hi")).keys()];
    for (const name of ["pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.hi.pagefind"]) {
      expect(paths).toContain(name);
    }
    expect(paths.filter((path) => /\.(css|html)$|-ui/.test(path))).toEqual([]);
  });

  it("keeps the text as it was written, and behind it the words in other spellings", async () => {
    const files = await makeTextIndex(stories.slice(0, 1), "hi-IN");
    const fragment = [...files].find(([path]) => path.startsWith("fragment/"))?.[1] ?? new Uint8Array();
    const text = gunzipSync(fragment).toString();
    const { content } = JSON.parse(text.slice(text.indexOf("{"))) as { content: string };
    expect(foldedPart.remove(content)).toContain("ज़मीन पर हिन्दी में");
    expect(content).toMatch(/⁂.*जमीन.*हिंदी/);
  });
});
