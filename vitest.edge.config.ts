import { defineConfig } from "vitest/config";

/** `npm run test:edge`: against real servers, which are installed where they are missing. */
export default defineConfig({
  test: {
    include: ["tests/edge/**/*.test.ts"],
    testTimeout: 60_000,
    // The first run installs servers.
    hookTimeout: 300_000,
    pool: "forks",
    // Two installations of system packages at once get in each other's way.
    fileParallelism: false,
    // `.ci/run` reads the counts from the report.
    reporters: process.env.CI
      ? ["default", ["json", { outputFile: ".khabar/edge-report.json" }]]
      : ["default"],
  },
});
