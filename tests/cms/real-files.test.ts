import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { readParts } from "../../src/cms/splice/splice-content.ts";
import { aDesk } from "./a-backend.ts";
import { openForm } from "./editing-screen.ts";

const data = resolve(process.env.KHABAR_REAL_DATA ?? "../shared/data");
const sample = resolve(import.meta.dirname, "../../content");

/** Every so manieth Markdown file, so that all sources and languages are among them. */
function pick(folder: string, count: number): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .sort();
  return Array.from({ length: Math.min(count, files.length) }, (_, at) =>
    join(folder, files[Math.floor((at * files.length) / Math.min(count, files.length))] as string),
  );
}

/** Opens each file in the form, saves it unchanged, then with another title; @returns how many had readable fields */
async function openAndSave(files: readonly string[]): Promise<number> {
  const bytes = files.map((file) => readFileSync(file));
  const desk = aDesk(Object.fromEntries(bytes.map((content, at) => [`articles/${at}.md`, content])));
  let opened = 0;
  for (const [at, before] of bytes.entries()) {
    const path = `articles/${at}.md`;
    const disk = join(desk.folder, path);
    const text = before.toString();
    const read = readParts(text, "markdown");
    if (read === undefined) continue;
    const form = await openForm(desk.backend, `content/${path}`);
    const saved = await form.save();
    expect(saved.json.error, files[at]).toBeUndefined();
    expect(readFileSync(disk).equals(before), files[at]).toBe(true);
    opened++;
    // Checking takes a while: of every third one is enough.
    if (typeof read.data.title !== "string" || at % 3 > 0) continue;
    form.fields.title = "दूसरा शीर्षक";
    expect((await form.save()).json.error, files[at]).toBeUndefined();
    const [old, now] = [text.split("\n"), readFileSync(disk, "utf8").split("\n")];
    expect(
      now.filter((line) => !old.includes(line)),
      files[at],
    ).toEqual([expect.stringContaining("दूसरा शीर्षक")]);
  }
  expect(desk.warned).toEqual([]);
  return opened;
}

describe("files that people have written", () => {
  it("of our own newsroom come back byte for byte, and a new title is one line", async () => {
    const files = pick(join(sample, "articles"), 30);
    expect(await openAndSave(files)).toBe(files.length);
  });

  if (!existsSync(data))
    console.warn(`No real files are tried: there are none at ${data}. Name them in KHABAR_REAL_DATA.`);
  else {
    it("of real sites, a hundred of them, come back byte for byte, and a new title is one line", async () => {
      const files = pick(data, 100);
      expect(files).toHaveLength(100);
      expect(await openAndSave(files)).toBeGreaterThanOrEqual(95);
    }, 180_000);
  }
});
