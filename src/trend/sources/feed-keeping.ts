import { createHash } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";

const storySchema = z.object({
  title: z.string(),
  url: z.string(),
  source: z.string(),
  language: z.string().optional(),
  date: z.number().optional(),
});

const keptSchema = z.object({
  version: z.literal(1),
  /** Address of the feed: names of files may fall together. */
  feed: z.string(),
  /** When it was last answered, epoch milliseconds. */
  answered: z.number(),
  etag: z.string().optional(),
  lastModified: z.string().optional(),
  stories: z.array(storySchema),
});

/** The last good answer of a feed, and by what to ask whether it has changed. */
export type KeptFeed = Omit<z.infer<typeof keptSchema>, "version">;

function fileOf(folder: string, feed: string): string {
  return join(folder, "feeds", `${createHash("sha256").update(feed).digest("hex").slice(0, 16)}.json`);
}

/** @returns `undefined` if nothing is kept, or what is kept is damaged: then the feed is simply asked anew */
export async function keptFeed(folder: string, feed: string): Promise<KeptFeed | undefined> {
  try {
    const parsed = keptSchema.safeParse(JSON.parse(await readFile(fileOf(folder, feed), "utf8")));
    return parsed.success && parsed.data.feed === feed ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** So that two drafts of one process are two files. */
let drafts = 0;

/**
 * Keeps an answer; another process that reads meanwhile finds the old one or the new one, never half of one.
 *
 * @throws if the folder cannot be written
 */
export async function keepFeed(folder: string, kept: KeptFeed): Promise<void> {
  const file = fileOf(folder, kept.feed);
  const draft = `${file}.${process.pid}-${drafts++}`;
  await mkdir(dirname(file), { recursive: true });
  try {
    await writeFile(draft, `${JSON.stringify({ version: 1, ...kept })}\n`);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
