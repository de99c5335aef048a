import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

export type Sharp = typeof import("sharp").default;

let loading: Promise<Sharp> | undefined;

/**
 * `sharp`, which is not loaded before there is a picture to look at or to make.
 *
 * It works on one picture with one thread: several pictures are worked on at the same time, and memory stays bounded.
 *
 * @throws {Error} if it cannot be loaded, saying what to do
 */
export function loadSharp(): Promise<Sharp> {
  loading ??= import("sharp").then(
    ({ default: sharp }) => {
      sharp.concurrency(1);
      sharp.cache(false);
      return sharp;
    },
    (error: Error) => {
      throw new Error(
        `Pictures are made by the package "sharp", which cannot be loaded here. Install it again with its optional packages (npm install --include=optional sharp), or write pictures: false in the plugin's options.\n${error.message.split("\n")[0]}`,
      );
    },
  );
  return loading;
}

let version: string | undefined;

/** The version of what makes pictures, read without loading it; `""` where it is not installed. */
export function sharpVersion(): string {
  if (version === undefined) {
    try {
      const file = createRequire(import.meta.url).resolve("sharp/package.json");
      version = String((JSON.parse(readFileSync(file, "utf8")) as { version?: unknown }).version);
    } catch {
      version = "";
    }
  }
  return version;
}
