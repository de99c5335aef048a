import type { EleventyConfig } from "./src/eleventy.ts";
import khabar from "./src/index.ts";

export const config = { dir: { input: "content" } };

export default function (eleventyConfig: EleventyConfig): void {
  eleventyConfig.addPlugin(khabar, { cards: true });
}
