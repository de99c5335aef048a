import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, inject, it } from "vitest";
import { samplePages } from "../support/sample-site.ts";

const folder = inject("sampleSite");
const cards = () => readdirSync(join(folder, "cards"));
const metaOf = (html: string, property: string) =>
  new RegExp(`<meta property="${property}" content="([^"]*)">`).exec(html)?.[1];

describe("the cards of the sample newsroom", () => {
  it("are 1200 by 630 px and light enough for every service", async () => {
    for (const name of cards()) {
      const { format, width, height, size } = await sharp(
        await sharp(join(folder, "cards", name)).toBuffer(),
      ).metadata();
      expect({ name, format, width, height }).toEqual({ name, format: "jpeg", width: 1200, height: 630 });
      expect(size ?? 0, name).toBeLessThan(120_000);
    }
  });

  it("are named by the pages of their stories, with size, kind and words", () => {
    const stories = samplePages().filter(({ kind }) => kind === "article");
    expect(stories.length).toBeGreaterThan(40);
    for (const { html, address } of stories) {
      const image = metaOf(html, "og:image") ?? "";
      expect(image, address).toMatch(/^https:\/\/bhor\.example\/cards\/[^/]+\.\w{11}\.jpg$/);
      expect(existsSync(join(folder, new URL(image).pathname)), address).toBe(true);
      expect(metaOf(html, "og:image:type")).toBe("image/jpeg");
      expect(metaOf(html, "og:image:width")).toBe("1200");
      expect(metaOf(html, "og:image:height")).toBe("630");
      expect(metaOf(html, "og:image:alt")).toBe(metaOf(html, "og:title"));
    }
  });

  it("are all named by some page", () => {
    const named = new Set(samplePages().map(({ html }) => metaOf(html, "og:image")?.split("/").at(-1)));
    expect(cards().filter((name) => !named.has(name))).toEqual([]);
  });
});
