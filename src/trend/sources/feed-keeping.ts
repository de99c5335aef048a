import { createHash } from "node:crypto";
import { join } from "node:path";
import * as z from "zod";
import { keepJson, readKept } from "./kept-json.ts";

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

/** @returns `undefined` if nothing is kept that can be used: then the feed is simply asked anew */
export async function keptFeed(folder: string, feed: string): Promise<KeptFeed | undefined> {
  const kept = await readKept(fileOf(folder, feed), keptSchema);
  return kept?.feed === feed ? kept : undefined;
}

/** @throws if the folder cannot be written */
export function keepFeed(folder: string, kept: KeptFeed): Promise<void> {
  return keepJson(fileOf(folder, kept.feed), { version: 1, ...kept });
}
