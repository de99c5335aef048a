import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

export type SharpModule = typeof import("sharp")["default"];

/** sharp, read when it is used: it brings a program of several megabytes. */
export function loadSharp(): SharpModule {
  return require("sharp") as SharpModule;
}
