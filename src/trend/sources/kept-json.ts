import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { z } from "zod";

/** @returns `undefined` if nothing is kept, or what is kept is damaged: sources do without it */
export async function readKept<T>(file: string, schema: z.ZodType<T>): Promise<T | undefined> {
  try {
    return schema.safeParse(JSON.parse(await readFile(file, "utf8"))).data;
  } catch {
    return undefined;
  }
}

/** So that two drafts of one process are two files. */
let drafts = 0;

/**
 * Keeps something; another process that reads meanwhile finds the old one or the new one, never half of one.
 *
 * @throws if the folder cannot be written
 */
export async function keepJson(file: string, value: unknown): Promise<void> {
  const draft = `${file}.${process.pid}-${drafts++}`;
  await mkdir(dirname(file), { recursive: true });
  try {
    await writeFile(draft, `${JSON.stringify(value)}\n`);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
