import type { RelatedVerdict } from "./bench-related.ts";

/** What `--json` prints. Numbers have six decimals. */
export function verdictJson({ queries, rankings }: RelatedVerdict) {
  return {
    queries,
    rankings: rankings.map(({ name, p5, ndcg5, mrr, nearDuplicates, coverage }) => ({
      name,
      p5: rounded(p5),
      ndcg5: rounded(ndcg5),
      mrr: rounded(mrr),
      nearDuplicates: rounded(nearDuplicates),
      coverage: rounded(coverage),
    })),
  };
}

/** A sentence on what was asked, a table of the rankings, and one by language where there are several. */
export function showVerdict(verdict: RelatedVerdict): string {
  return [asked(verdict), rankingTable(verdict), languageTable(verdict)]
    .filter((part) => part !== "")
    .join("\n\n");
}

function asked({ question, queries, items }: RelatedVerdict): string {
  const { field, min, holdsIds, hidden } = question;
  const others = `${holdsIds ? "" : "relevant "}other${min === 1 ? "" : "s"}`;
  const why = holdsIds
    ? `name at least ${count(min)} ${others} in`
    : `have at least ${count(min)} ${others} by`;
  const unseen = [...new Set([field, ...hidden])].map((name) => `"${name}"`).join(", ");
  return `${count(queries)} of ${count(items)} items ${why} "${field}". Hidden from all rankings: ${unseen}.`;
}

function rankingTable({ rankings }: RelatedVerdict): string {
  return table(
    ["ranking", "P@5", "nDCG@5", "MRR", "near-duplicates", "coverage"],
    rankings.map(({ name, p5, ndcg5, mrr, nearDuplicates, coverage }) => [
      name,
      ...[p5, ndcg5, mrr, nearDuplicates, coverage].map(decimals),
    ]),
  );
}

function languageTable({ rankings, languages }: RelatedVerdict): string {
  if (languages.length < 2) return "";
  return table(
    ["nDCG@5 by language", "items", ...rankings.map(({ name }) => name)],
    languages.map(({ language, queries, ndcg5 }) => [
      language === "" ? "(none)" : language,
      count(queries),
      ...ndcg5.map(decimals),
    ]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  const rule = `|${head.map((_, column) => (column === 0 ? "---" : "---:")).join("|")}|`;
  return [line(head), rule, ...rows.map(line)].join("\n");
}

const decimals = (value: number) => value.toFixed(4);
const rounded = (value: number) => Math.round(value * 1e6) / 1e6;
const count = (value: number) => value.toLocaleString("en");
