import { writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import type { Options } from "../../src/index.ts";
import { repository } from "./repository.ts";

/**
 * Writes an Eleventy configuration as a site of its own has one.
 *
 * @returns its path relative to the repository, as `--config` takes it
 */
export function writeEleventyConfig(folder: string, options: Options): string {
  const file = join(folder, "eleventy.config.ts");
  const plugin = pathToFileURL(join(repository, "src/index.ts")).href;
  const lines = [
    `import khabar from ${JSON.stringify(plugin)};`,
    'export const config = { dir: { input: "content" } };',
    "export default function (eleventyConfig) {",
    `  eleventyConfig.addPlugin(khabar, ${JSON.stringify(options)});`,
    "}",
  ];
  writeFileSync(file, `${lines.join("\n")}\n`);
  return relative(repository, file);
}
