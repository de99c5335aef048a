import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { SurveyedPicture } from "./facts.ts";

/** What was found out about pictures, kept from build to build. */
export interface KeptFacts {
  /** What is known of the picture with a digest. */
  of(digest: string): SurveyedPicture | undefined;
  /** The digest of a file that was seen before with the same token. */
  digestOf(disk: string, token: string): string | undefined;
}

/** Another number after another way of looking at pictures. */
const stamp = "khabar pictures 1";

interface KeptFile {
  readonly stamp: string;
  /** Token and digest by place on disk. */
  readonly files: Record<string, readonly [string, string]>;
  readonly facts: Record<string, SurveyedPicture>;
}

const nothing: KeptFile = { stamp, files: {}, facts: {} };

/** What was read or written in this process: a hundred thousand pictures take a fifth of a second to read. */
const atHand = new Map<string, KeptFile>();

/** Reads what was kept; nothing, if there is no such file or it cannot be used. */
export function readFacts(file: string): KeptFacts {
  const kept = atHand.get(file) ?? readKept(file);
  atHand.set(file, kept);
  return {
    of: (digest) => (Object.hasOwn(kept.facts, digest) ? kept.facts[digest] : undefined),
    digestOf(disk, token) {
      const known = Object.hasOwn(kept.files, disk) ? kept.files[disk] : undefined;
      return known?.[0] === token ? known[1] : undefined;
    },
  };
}

/** Keeps what is known of the files of a content folder, whole or not at all; what is known of others stays. */
export function writeFacts(
  file: string,
  folder: string,
  seen: readonly {
    readonly disk: string;
    readonly token: string;
    readonly digest: string;
    readonly found: SurveyedPicture;
  }[],
): void {
  // Another process may have looked at another folder meanwhile.
  const kept = readKept(file);
  const files: Record<string, readonly [string, string]> = {};
  const facts: Record<string, SurveyedPicture> = {};
  for (const [disk, known] of Object.entries(kept.files)) {
    const found = kept.facts[known[1]];
    if (disk.startsWith(`${folder}/`) || found === undefined) continue;
    files[disk] = known;
    facts[known[1]] = found;
  }
  for (const { disk, token, digest, found } of seen) {
    files[disk] = [token, digest];
    facts[digest] = found;
  }
  const next: KeptFile = { stamp, files, facts };
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}.tmp`;
  writeFileSync(unfinished, JSON.stringify(next));
  renameSync(unfinished, file);
  atHand.set(file, next);
}

function readKept(file: string): KeptFile {
  try {
    const kept = JSON.parse(readFileSync(file, "utf8")) as KeptFile;
    return kept.stamp === stamp ? kept : nothing;
  } catch {
    return nothing;
  }
}
