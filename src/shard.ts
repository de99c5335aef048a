import { Digest } from "./language/digest.ts";

/** One of several parts of a site, counted from 1. */
export interface Shard {
  readonly part: number;
  readonly of: number;
}

/** Tells which files of the site a build makes. The path alone decides, so that every machine decides alike. */
export function shareOf(shard: Shard | undefined): (path: string) => boolean {
  if (shard === undefined) return () => true;
  return (path) => new Digest().text(path).end() % shard.of === shard.part - 1;
}
