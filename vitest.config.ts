import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    // Builds and browsers are slow on a busy machine; nothing here is timed.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: "forks",
  },
});
