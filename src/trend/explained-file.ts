import * as z from "zod";

/**
 * How the last list of what is read came about: what the trending job keeps for editors who want to see it.
 *
 * Ids, addresses and numbers, no headlines: what is not live any more cannot be shown by mistake.
 */
export interface ExplainedList {
  /** ISO 8601 in UTC. */
  readonly generatedAt: string;
  /** Minutes that were looked at. */
  readonly window: number;
  readonly basis: "newest" | "editors" | "readers";
  readonly leastReaders: number;
  readonly perSection: number;
  /** Stories that were read, best first. */
  readonly stories: readonly {
    readonly id: string;
    readonly readers: number;
    readonly decayed: number;
    readonly latest: number;
    readonly usual?: number | undefined;
    readonly surge: number;
    readonly age: number;
    readonly score: number;
    readonly leftOut?: "blocked" | "too-few-readers" | "same-event" | "section-full" | "below" | undefined;
    /** Id of the story that tells of the same event. */
    readonly sameEventAs?: string | undefined;
  }[];
  /** What was read and is no live story. */
  readonly strangers: readonly { readonly path: string; readonly readers: number }[];
  readonly sources: readonly {
    readonly source: string;
    readonly readings: number;
    readonly headlines: number;
    readonly troubles: readonly string[];
  }[];
}

/** So many stories are kept; nobody looks at more. */
export const mostExplained = 100;

const amount = z.number().nonnegative();

const schema = z.object({
  generatedAt: z.iso.datetime(),
  window: z.number().int().positive(),
  basis: z.enum(["newest", "editors", "readers"]),
  leastReaders: amount,
  perSection: amount,
  stories: z
    .array(
      z.object({
        id: z.string(),
        readers: amount,
        decayed: amount,
        latest: amount,
        usual: amount.optional(),
        surge: amount,
        age: amount,
        score: amount,
        leftOut: z.enum(["blocked", "too-few-readers", "same-event", "section-full", "below"]).optional(),
        sameEventAs: z.string().optional(),
      }),
    )
    .max(mostExplained),
  strangers: z.array(z.object({ path: z.string(), readers: amount })),
  sources: z.array(
    z.object({ source: z.string(), readings: amount, headlines: amount, troubles: z.array(z.string()) }),
  ),
});

export function explainedToText(explained: ExplainedList): string {
  return `${JSON.stringify(explained)}\n`;
}

/** @returns `undefined` for a text that {@link explainedToText} did not write */
export function explainedFromText(text: string): ExplainedList | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
