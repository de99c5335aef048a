import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { blobOf } from "./read-source.ts";

/** Knows pictures by their bytes, which every machine sees the same. */
export interface PictureDigests {
  /**
   * SHA-1 as git gives it to a blob, 40 hexadecimal digits; `""` for a file that is not there.
   *
   * @param token that changes when the file does; where it comes from git, the file is not read
   */
  of(disk: string, token: string): string;
  /** Keeps what was found for the next time. */
  save(): void;
}

/** @param file where digests of pictures that git does not know are kept */
export function openPictureDigests(file: string): PictureDigests {
  let known: Record<string, readonly [token: string, digest: string]> | undefined;
  let isSaved = true;
  const read = () => {
    try {
      return JSON.parse(readFileSync(file, "utf8")) as NonNullable<typeof known>;
    } catch {
      return {};
    }
  };
  return {
    of(disk, token) {
      const [ofGit] = /[0-9a-f]{40}$/.exec(token) ?? [];
      if (ofGit !== undefined) return ofGit;
      known ??= read();
      const [before, digest] = known[disk] ?? [];
      if (before === token && digest !== undefined) return digest;
      try {
        const found = blobOf(readFileSync(disk));
        known[disk] = [token, found];
        isSaved = false;
        return found;
      } catch {
        return "";
      }
    },
    save() {
      if (isSaved) return;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(`${file}.${process.pid}.tmp`, JSON.stringify(known));
      renameSync(`${file}.${process.pid}.tmp`, file);
      isSaved = true;
    },
  };
}
