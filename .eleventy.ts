import type { EleventyConfig } from "./src/eleventy.ts";
import khabar, { type Options } from "./src/index.ts";

export const config = { dir: { input: "content" } };

/** What the sample newsroom chooses. */
export const options: Options = {
  cards: true,
  lite: true,
  search: { fullText: { stories: 1000 } },
  offline: true,
  install: { themeColor: "#b3261e" },
};

export default function (eleventyConfig: EleventyConfig): void {
  eleventyConfig.addPlugin(khabar, options);
}
