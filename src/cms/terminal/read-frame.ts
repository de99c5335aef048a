import { checkFrame, type Frame, locateFindings, textsByName } from "../../check/check.ts";
import { lookThrough } from "../../pictures/looked-at.ts";
import type { Finding, Problem } from "../../problems/problem.ts";
import { listContent } from "../../read/list-content.ts";
import { readSource, readSources } from "../../read/read-source.ts";

/**
 * What is around the stories: site, sections, authors, pages with those that are drafts.
 *
 * @returns no frame, and why, if `site.yaml` cannot be used
 */
export function readFrame(
  input: string,
  { addresses, slugs }: { readonly addresses: string; readonly slugs: "latin" | "native" },
): { readonly frame: Frame | undefined; readonly problems: readonly Problem[] } {
  const listing = listContent(input, input);
  const findings: Finding[] = [];
  const frame = checkFrame(
    {
      site: listing.site && readSource(listing.site, findings),
      authors: readSources(listing.authors, findings),
      pages: readSources(listing.pages, findings),
      media: new Map(listing.media.map(({ path, disk }) => [path, disk])),
    },
    { addresses, slugs, shownFolder: input },
    lookThrough(undefined),
    findings,
  );
  const textOf = textsByName(listing.site ? [listing.site] : [], (file) => readSource(file, [])?.text);
  return { frame, problems: frame === undefined ? locateFindings(findings, textOf) : [] };
}
