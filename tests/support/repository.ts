import { resolve } from "node:path";

/** The folder that holds package.json: where a user types commands. */
export const repository = resolve(import.meta.dirname, "../..");

/** The moment for which the sample newsroom of `content/` is built in tests. */
export const sampleMoment = "2026-11-22T20:30:00+05:30";
