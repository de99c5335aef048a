import { readFileSync } from "node:fs";
import { foldText } from "../fold.ts";
import { onDemand } from "../on-demand.ts";

/** By script, then by word: loanwords and names that are typed otherwise than they are written. */
type Tables = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** They have folded words, so that spelling variants (फ़िल्म, फिल्म) need one entry. */
const tables = onDemand(() => {
  const text = readFileSync(new URL("./exceptions.json", import.meta.url), "utf8");
  return new Map(
    Object.entries(JSON.parse(text) as Tables).map(([script, table]) => [
      script,
      new Map(Object.entries(table).map(([word, latin]) => [foldText(word), latin])),
    ]),
  );
});

/** Hindi's plurals, and what they are typed as. */
const PLURALS: Readonly<Record<string, string>> = { "ों": "on", "ें": "en", "ियों": "iyon", "ियां": "iyan" };

/**
 * How a word is typed that no rule gets right: कोर्ट court. Also for the plurals of such words in Devanagari:
 * ट्रेनों trainon, पार्टियों partiyon.
 *
 * @param script a key of `exceptions.json`
 */
export function exceptionFor(script: string, word: string): string | undefined {
  const table = tables().get(script);
  const folded = foldText(word);
  return table?.get(folded) ?? (script === "devanagari" ? plural(folded, table) : undefined);
}

function plural(word: string, table: ReadonlyMap<string, string> | undefined): string | undefined {
  const [, stem, ending] = /^(.+?)(ियों|ियां|ों|ें)$/.exec(word) ?? [];
  if (stem === undefined || ending === undefined) return undefined;
  const fromLongI = ending.startsWith("ि");
  const singular = table?.get(fromLongI ? `${stem}ी` : stem);
  const typed = PLURALS[ending];
  return singular && typed && (fromLongI ? singular.replace(/[iy]$/, "") : singular) + typed;
}
