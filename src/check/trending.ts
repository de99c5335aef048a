import type { Finding } from "../problems/problem.ts";
import { readYaml } from "../read/front-matter.ts";
import type { SourceFile } from "../read/read-source.ts";
import { readFields } from "./fields.ts";
import type { ReferenceIndex } from "./references.ts";
import { trendingSchema } from "./schema.ts";
import type { PinnedLink, TrendingChoices } from "./types.ts";
import { readValues } from "./values.ts";

/** Reads `trending.yaml`; a newsroom without one has made no choices. */
export function readTrending(
  file: SourceFile | undefined,
  index: ReferenceIndex,
  findings: Finding[],
): TrendingChoices {
  const none: TrendingChoices = { pinned: [], blocked: [] };
  if (file === undefined) return none;
  const { fields, troubles } = readYaml(file.text);
  for (const trouble of troubles) findings.push({ ...trouble, file: file.shown });
  const typed = troubles.length > 0 ? undefined : readFields(trendingSchema, fields, file, findings).fields;
  if (typed === undefined) return none;

  const values = readValues(file, "UTC", findings);
  const resolve = (path: readonly (string | number)[], reference: string): string[] => {
    const found = index.candidates(reference);
    if (found.length === 1 && found[0]) return [found[0].id];
    if (found.length > 1) {
      const candidates = found.map(({ id }) => id).join(", ");
      values.report(path, "reference-ambiguous", { found: reference, candidates });
    } else values.report(path, "reference-unknown", { found: reference, ...index.suggestions(reference) });
    return [];
  };
  const pinned = (typed.pinned ?? []).flatMap((link, at): PinnedLink[] => {
    if ("article" in link) {
      return resolve(["pinned", at, "article"], link.article).map((article) => ({ article }));
    }
    const url = values.webAddress(["pinned", at, "url"], link.url);
    return url === undefined ? [] : [{ title: link.title, url, source: link.source }];
  });
  const blocked = (typed.blocked ?? []).flatMap((reference, at) => resolve(["blocked", at], reference));
  return { pinned, blocked };
}
