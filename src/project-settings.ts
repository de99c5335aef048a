import { compiledConfig } from "./compiled.ts";
import type { EleventyConfig } from "./eleventy.ts";
import { type Driver, driverKey } from "./index.ts";
import type { Settings } from "./options.ts";
import { byKind } from "./plan/pages-by-kind.ts";

/**
 * The settings that a project gives to the plugin, found by reading its Eleventy configuration.
 *
 * @throws {Error} if the configuration does not add the plugin
 */
export async function readProjectSettings(input: string, configPath: string): Promise<Settings> {
  const { Eleventy } = await import("@11ty/eleventy");
  const driver: Driver = { pages: byKind([]), inlineParts: false };
  const run = new Eleventy(input, "_site", {
    configPath: compiledConfig(configPath),
    quietMode: true,
    source: "script",
    config(eleventyConfig: EleventyConfig) {
      (eleventyConfig as { [driverKey]?: Driver })[driverKey] = driver;
    },
  });
  await run.init();
  return settingsOf(driver, configPath);
}

/**
 * What the plugin told a driver once the configuration was read.
 *
 * @throws {Error} if the configuration does not add the plugin
 */
export function settingsOf({ settings }: Driver, configPath: string): Settings {
  if (settings === undefined) {
    throw new Error(`${configPath} does not add the Khabar plugin. Write: eleventyConfig.addPlugin(khabar)`);
  }
  return settings;
}
