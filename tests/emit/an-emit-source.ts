import type { Catalog } from "../../src/catalog/catalog.ts";
import type { Article } from "../../src/check/types.ts";
import type { EmitDigests, EmitSource } from "../../src/emit/emit.ts";
import type { OutputFile } from "../../src/emit/output-file.ts";
import { digestOf } from "../../src/language/digest.ts";
import { pageParts } from "../../src/plan/page-parts.ts";
import { asTheyAre } from "../../src/render/picture-files.ts";

/** A source with a home page, stories and a 404 page, whose bodies are one paragraph. */
export function anEmitSource(catalog: Catalog, changes: Partial<EmitSource> = {}): EmitSource {
  return {
    catalog,
    pictures: asTheyAre,
    feedLimit: 30,
    search: { titles: 1000, fullText: false },
    bodyOf: ({ body }) => `<p>${body.trim()}</p>\n`,
    pageAddresses: [
      { address: "/", kind: "home", lastModified: catalog.stories[0]?.date },
      ...catalog.stories.map(({ address, date }) => ({
        address,
        kind: "article" as const,
        lastModified: date,
      })),
      { address: "/404.html", kind: "not-found", lastModified: undefined },
    ],
    digests: digestsOf(catalog),
    ...changes,
  };
}

/** Digests of everything that stories and site have. */
function digestsOf({ site }: Catalog): EmitDigests {
  const all = (article: Article) => digestOf(article);
  return {
    story: all,
    card: all,
    parts: (made) =>
      pageParts.map((part) => (part === "stories" ? made : part === "site" ? digestOf(site) : 0)),
  };
}

/** What a source's files hold, each with its path, in the order given. */
export function contentsOf(files: readonly OutputFile[]): Promise<{ path: string; content: string }[]> {
  return Promise.all(files.map(async ({ path, make }) => ({ path, content: await make() })));
}

/** @throws {Error} if there is no such file, naming those there are */
export async function fileAt(files: readonly OutputFile[], path: string): Promise<string> {
  const file = files.find((candidate) => candidate.path === path);
  if (file === undefined) throw new Error(`No ${path} among ${files.map((each) => each.path).join(", ")}`);
  return file.make();
}
