import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { Digest } from "./language/digest.ts";
import type { Finding } from "./problems/problem.ts";
import { readGitBlobs } from "./read/git-blobs.ts";
import { type ListedFile, type Listing, listContent } from "./read/list-content.ts";
import { blobOf, readSource, type SourceFile } from "./read/read-source.ts";
import { askScout } from "./read/scout.ts";
import { isSettled } from "./read/settled.ts";
import type { FileTimes } from "./read/shared-times.ts";

/** A content folder as it stands on the disk, before anything of it was judged. */
export interface Sight {
  readonly folder: string;
  /** How messages call the folder. */
  readonly shownFolder: string;
  readonly listing: Listing;
  /** Git's id of a file's bytes, where git surely knows it. */
  blobOf(file: ListedFile): string | undefined;
  /** What the file system says of the file of a story. @param index of `listing.articles` */
  timesOf(index: number): FileTimes;
  /** Settings, authors, plain pages, strings: few, and read whole. */
  readonly frame: {
    readonly site: SourceFile | undefined;
    readonly trending: SourceFile | undefined;
    readonly authors: readonly SourceFile[];
    readonly pages: readonly SourceFile[];
    readonly strings: readonly SourceFile[];
  };
  /** Of those files that could not be read. */
  readonly findings: readonly Finding[];
  /** Whether the folder holds anything that is not ours, which Eleventy may have to do with. */
  readonly hasOthers: boolean;
  /** Of those files: layouts may use them as data or parts. */
  readonly othersDigest: number;
  /** By path below the content folder: something that changes when the picture does. */
  readonly media: ReadonlyMap<string, string>;
  readonly frameDigest: number;
  readonly mediaDigest: number;
}

const ours: ReadonlySet<string> = new Set([
  "articles",
  "authors",
  "media",
  "pages",
  "site.yaml",
  "strings",
  "templates",
  "trending.yaml",
]);

/**
 * Looks at a content folder: lists it, asks git about it, and reads what is around the stories.
 *
 * @param askGit not where the folder is watched, and looked at again and again
 */
export async function look(folder: string, askGit = true): Promise<Sight> {
  const shownFolder = folder.replaceAll("\\", "/").replace(/^\.\//, "").replace(/\/+$/, "") || ".";
  const seenAt = Date.now();
  // Git looks while the folder is listed.
  const asked = askGit ? readGitBlobs(folder) : undefined;
  const scouted = await askScout(folder, shownFolder);
  const listing = scouted?.listing ?? listContent(folder, shownFolder);
  const blobs = await asked;
  const below = folder.length + (/[\\/]$/.test(folder) ? 0 : 1);
  const blobOfFile = ({ disk }: ListedFile) => blobs?.get(disk.slice(below).replaceAll("\\", "/"));
  const findings: Finding[] = [...listing.findings];
  const digest = new Digest();
  const read = (file: ListedFile | undefined): SourceFile | undefined => {
    const source = file && readSource(file, findings);
    digest.text(file?.path).text(source && blobOf(source.bytes));
    return source && { path: source.path, shown: source.shown, text: source.text };
  };
  const readAll = (files: readonly ListedFile[]) => files.flatMap((file) => read(file) ?? []);
  const frame = {
    site: read(listing.site),
    trending: read(listing.trending),
    authors: readAll(listing.authors),
    pages: readAll(listing.pages),
    strings: readAll(listing.strings),
  };
  const media = new Map<string, string>();
  const mediaDigest = new Digest();
  for (const file of listing.media) {
    const token = blobOfFile(file) ?? sizeAndTime(file.disk, seenAt);
    media.set(file.path, token);
    mediaDigest.text(file.path).text(token);
  }
  for (const { file, code } of findings) digest.text(file).text(code);
  const others = readdirSync(folder)
    .filter((name) => !name.startsWith(".") && !ours.has(name))
    .sort();
  return {
    folder,
    shownFolder,
    listing,
    blobOf: blobOfFile,
    timesOf: (index) =>
      scouted?.timesOf(index) ??
      statSync((listing.articles[index] as ListedFile).disk, { throwIfNoEntry: false }),
    frame,
    findings,
    hasOthers: others.length > 0,
    othersDigest: others.length > 0 ? digestFiles(folder, others) : 0,
    media,
    frameDigest: digest.end(),
    mediaDigest: mediaDigest.end(),
  };
}

function digestFiles(folder: string, names: readonly string[]): number {
  const digest = new Digest();
  const visit = (path: string) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isDirectory()) {
      for (const name of readdirSync(path).sort()) if (name !== "node_modules") visit(join(path, name));
    } else if (stat?.isFile()) digest.text(path).text(blobOf(readFileSync(path)));
  };
  for (const name of names) visit(join(folder, name));
  return digest.end();
}

/** A file that changed just now may change again without its time telling: then its bytes count. */
function sizeAndTime(disk: string, seenAt: number): string {
  const stat = statSync(disk, { throwIfNoEntry: false });
  if (stat === undefined) return "";
  return isSettled(stat.mtimeMs, seenAt) ? `${stat.size} ${stat.mtimeMs}` : bytesToken(disk);
}

/** What tells of a file by its bytes. */
export function bytesToken(disk: string): string {
  return `bytes ${blobOf(readFileSync(disk))}`;
}
