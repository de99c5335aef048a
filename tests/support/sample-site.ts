import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Root } from "hast";
import { inject } from "vitest";
import { attribute, byTag, parsePage } from "./html.ts";
import { filesIn } from "./site-files.ts";

export interface SamplePage {
  /** Below the site's folder: `desh/index.html`. */
  readonly file: string;
  /** `/desh/` */
  readonly address: string;
  /** `home`, `article`, `section` …; `redirect` for pages that only lead on. */
  readonly kind: string;
  readonly html: string;
  readonly root: Root;
}

/** Every HTML page of a finished site. */
export function readPages(folder: string): SamplePage[] {
  return filesIn(folder)
    .filter((file) => file.endsWith(".html"))
    .map((file) => {
      const html = readFileSync(join(folder, file), "utf8");
      const root = parsePage(html);
      const body = byTag(root, "body")[0];
      const kind = body === undefined ? "" : attribute(body, "dataPage");
      return { file, address: `/${file.replace(/index\.html$/, "")}`, kind: kind || "redirect", html, root };
    });
}

/** The pages of the sample newsroom. */
export function samplePages(): SamplePage[] {
  return readPages(inject("sampleSite"));
}
