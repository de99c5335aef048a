import { onDemand } from "./on-demand.ts";

/** Grapheme boundaries are the same in every language; named so that the machine's locale is not asked. */
const segmenter = onDemand(() => new Intl.Segmenter("en", { granularity: "grapheme" }));

/** What a reader sees as one character: क्ष, त्रि and a flag emoji are one each. */
export function graphemesOf(text: string): string[] {
  return Array.from(segmenter().segment(text), ({ segment }) => segment);
}
