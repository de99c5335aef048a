import { defineConfig } from "vitest/config";

const finishedSite = ["tests/site/**/*.test.ts", "tests/browser/**/*.test.ts"];

/** What needs servers of the system, see `vitest.edge.config.ts`. */
const edge = ["tests/edge/**"];

export default defineConfig({
  test: {
    // Builds and browsers are slow on a busy machine; nothing here is timed.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: "forks",
    // Most tests wait for a build or a browser in another process.
    maxWorkers: "100%",
    // `.ci/run` reads the counts from the report.
    reporters: process.env.CI
      ? ["default", ["json", { outputFile: ".khabar/test-report.json" }]]
      : ["default"],
    projects: [
      {
        extends: true,
        test: { name: "rooms", include: ["tests/**/*.test.ts"], exclude: [...finishedSite, ...edge] },
      },
      {
        extends: true,
        // The sample site is built once, and only when one of these tests is asked for.
        test: { name: "site", include: finishedSite, globalSetup: ["tests/support/global-setup.ts"] },
      },
    ],
  },
});
