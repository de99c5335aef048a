import type { Finding } from "../problems/problem.ts";
import { didYouMean } from "../problems/suggest.ts";
import type { FieldPath } from "./fields.ts";
import { showPath } from "./fields.ts";
import type { Article } from "./types.ts";

/** Finds a story by what a writer calls it: its slug, its address, or its path below `articles/`. */
export interface ReferenceIndex {
  /** @returns `undefined` if there is none, or if a slug belongs to several */
  find(reference: string): Article | undefined;
  /** All stories a reference may mean; an address or a path means one at most. */
  candidates(reference: string): readonly Article[];
  suggestions(reference: string): { suggestion?: string };
}

export function indexReferences(articles: readonly Article[]): ReferenceIndex {
  let made: ReturnType<typeof makeIndex> | undefined;
  // Most newsrooms have few references, and many builds need none of them.
  const index = () => {
    made ??= makeIndex(articles);
    return made;
  };
  const candidates = (reference: string): readonly Article[] => {
    const { byPath, byAddress, bySlug } = index();
    const clean = reference.trim().normalize("NFC");
    const address = clean.startsWith("/") ? `${clean.replace(/\/$/, "")}/` : undefined;
    const exact =
      byAddress.get(address ?? "") ??
      byAddress.get(clean) ??
      byPath.get(clean.replace(/^(content\/)?(articles\/)?/, "").replace(/\.md$/, ""));
    return exact ? [exact] : (bySlug.get(clean) ?? []);
  };
  return {
    candidates,
    find(reference) {
      const found = candidates(reference);
      return found.length === 1 ? found[0] : undefined;
    },
    suggestions(reference) {
      const { byPath, bySlug } = index();
      return didYouMean(reference, [...bySlug.keys(), ...byPath.keys()]);
    },
  };
}

function makeIndex(articles: readonly Article[]) {
  const byPath = new Map<string, Article>();
  const byAddress = new Map<string, Article>();
  const bySlug = new Map<string, Article[]>();
  for (const article of articles) {
    byPath.set(article.id, article);
    byAddress.set(article.address, article);
    const namesakes = bySlug.get(article.slug);
    if (namesakes) namesakes.push(article);
    else bySlug.set(article.slug, [article]);
  }
  return { byPath, byAddress, bySlug };
}

/** What the references of a story are checked by. */
export type Referring = Pick<
  Article,
  "id" | "file" | "draft" | "related" | "unrelated" | "translationOf" | "outline" | "bodyLine"
>;

/**
 * Resolves every reference of a story to the id of an article.
 *
 * @returns a story that is the same but for its `related`, `unrelated` and `translationOf`, which now are ids.
 *   What does not resolve is reported and left out
 */
export function resolveReferences<T extends Referring>(
  article: T,
  index: ReferenceIndex,
  findings: Finding[],
): T {
  const report = (finding: Omit<Finding, "file">) => {
    findings.push({ ...finding, file: article.file, ...(article.draft ? { severity: "warning" } : {}) });
  };
  const resolve = (reference: string, place: Finding["place"], field: string): string[] => {
    const found = index.candidates(reference);
    const target = found[0];
    if (target === undefined) {
      const values = { field, found: reference, ...index.suggestions(reference) };
      report({ code: "reference-unknown", place, values });
      return [];
    }
    if (found.length > 1) {
      const candidates = found.map(({ id }) => id).join(", ");
      report({ code: "reference-ambiguous", place, values: { field, found: reference, candidates } });
      return [];
    }
    if (target.id === article.id) {
      report({ code: "reference-self", place, values: { field } });
      return [];
    }
    return [target.id];
  };
  const ofField = (name: "related" | "unrelated") =>
    article[name].flatMap((reference, at) => {
      const path: FieldPath = [name, at];
      return resolve(reference, { field: path }, showPath(path));
    });
  for (const block of article.outline.blocks) {
    if (block.name !== "also-read") continue;
    const place = { line: block.line + article.bodyLine, column: block.column };
    for (const reference of storiesOf(block.argument)) resolve(reference, place, "::: also-read");
  }
  const { related, unrelated, translationOf } = article;
  if (related.length === 0 && unrelated.length === 0 && translationOf === undefined) return article;
  const original =
    translationOf === undefined
      ? undefined
      : resolve(translationOf, { field: ["translationOf"] }, "translationOf")[0];
  // Not a copy: a kept story reads most of its fields only when they are asked for.
  return Object.create(article, {
    related: { value: ofField("related"), enumerable: true },
    unrelated: { value: ofField("unrelated"), enumerable: true },
    translationOf: { value: original, enumerable: true },
  });
}

/** The references of an also-read block. */
export function storiesOf(argument: string): string[] {
  return argument.split(/[\s,]+/).filter((reference) => reference !== "");
}
