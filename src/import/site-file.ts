import { stringify } from "yaml";
import { readPictures } from "../check/pictures.ts";
import { readSite } from "../check/site.ts";
import type { Site } from "../check/types.ts";
import type { Finding } from "../problems/problem.ts";

/** What a new `site.yaml` says. */
export interface NewSite {
  readonly name: string;
  readonly url: string;
  readonly language: string;
  readonly timeZone: string;
  readonly sections: readonly { readonly id: string; readonly title: string }[];
}

/**
 * A `site.yaml` for a newsroom that has none, and what the checks make of it.
 *
 * @throws {RangeError} if the checks refuse it, with the names of the fields
 */
export function writeSite(site: NewSite): { text: string; site: Site } {
  const text = stringify(
    { ...site, url: site.url.replace(/\/+$/, "") },
    { lineWidth: 0, compat: "yaml-1.1" },
  );
  const findings: Finding[] = [];
  const file = { path: "site.yaml", shown: "site.yaml", text };
  const read = readSite(
    file,
    readPictures(new Map(), () => ({ width: undefined, height: undefined })),
    findings,
  );
  if (read === undefined) {
    const fields = findings.map(({ values }) => `${values.field} (${values.found})`);
    throw new RangeError(`site.yaml cannot say this: ${fields.join(", ")}`);
  }
  return { text, site: read };
}
