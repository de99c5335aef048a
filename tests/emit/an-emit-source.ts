import type { Catalog } from "../../src/catalog/catalog.ts";
import type { EmitSource } from "../../src/emit/emit.ts";
import type { OutputFile } from "../../src/emit/output-file.ts";

/** A source with a home page, stories and a 404 page, whose bodies are one paragraph. */
export function anEmitSource(catalog: Catalog, changes: Partial<EmitSource> = {}): EmitSource {
  return {
    catalog,
    feedLimit: 30,
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
    ...changes,
  };
}

/** @throws {Error} if there is no such file, naming those there are */
export function fileAt(files: readonly OutputFile[], path: string): string {
  const file = files.find((candidate) => candidate.path === path);
  if (file === undefined) throw new Error(`No ${path} among ${files.map((each) => each.path).join(", ")}`);
  return file.content;
}
