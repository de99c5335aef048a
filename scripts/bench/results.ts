import * as z from "zod";

/** What was measured, as `--json` prints it and `--from` reads it. Ratios are not kept: they follow from the rows. */
const conditions = z.object({
  /** Day of the last measurement. */
  day: z.string(),
  cores: z.number(),
  memoryGigabytes: z.number(),
  platform: z.string(),
  node: z.string(),
  eleventy: z.string(),
  /** Left out where there is no Hugo. */
  hugo: z.string().optional(),
  /** Whether the files were kept in memory. */
  inMemory: z.boolean(),
  limitSeconds: z.number(),
});

const measured = {
  stories: z.number(),
  /** Medians of so many runs. */
  runs: z.number(),
  seconds: z.number(),
  cpuSeconds: z.number(),
  peakMegabytes: z.number(),
};

const cleanRow = z.object({
  ...measured,
  system: z.string(),
  /** `stopped` at the limit, which `seconds` holds then; `failed` if it gave up by itself. */
  outcome: z.enum(["finished", "stopped", "failed"]),
  /** Of what it wrote, if it finished. */
  files: z.number().optional(),
  megabytes: z.number().optional(),
});

const warmRow = z.object({
  ...measured,
  change: z.string(),
  /** Pages, as the build tells them; left out by what does not. */
  rendered: z.number().optional(),
  kept: z.number().optional(),
  /** Files. */
  changed: z.number().optional(),
  removed: z.number().optional(),
});

const results = z.object({ conditions, clean: z.array(cleanRow), warm: z.array(warmRow) });

export type Conditions = z.infer<typeof conditions>;
/** A clean build, or the copy of one. */
export type CleanRow = z.infer<typeof cleanRow>;
/** A build after a change, with the output and the state of the build before it. */
export type WarmRow = z.infer<typeof warmRow>;
export type BuildResults = z.infer<typeof results>;

export const khabar = "Khabar";
export const copy = "cp -r of Khabar's site";

export const changes = {
  nothing: "nothing changed",
  edited: "one story's text edited",
  added: "one story added",
  trending: "trending links changed",
  rewriting: "no build: every page read and rewritten",
} as const;

/** @throws {Error} if the text is not what `--json` prints */
export function parseResults(text: string): BuildResults {
  return results.parse(JSON.parse(text));
}

/**
 * Puts results together: a row of the later ones replaces the same row of the earlier ones.
 *
 * @throws {Error} if they were not measured under the same conditions
 */
export function mergeResults(earlier: BuildResults, later: BuildResults): BuildResults {
  const withoutDay = ({ day: _day, ...rest }: Conditions) => JSON.stringify(rest, Object.keys(rest).sort());
  if (withoutDay(earlier.conditions) !== withoutDay(later.conditions)) {
    throw new Error("These results were measured under different conditions, so they cannot stand together.");
  }
  const merge = <R extends CleanRow | WarmRow>(rows: readonly R[], key: (row: R) => string): R[] => [
    ...new Map(rows.map((row) => [`${row.stories} ${key(row)}`, row])).values(),
  ];
  return {
    conditions: later.conditions,
    clean: merge([...earlier.clean, ...later.clean], ({ system }) => system),
    warm: merge([...earlier.warm, ...later.warm], ({ change }) => change),
  };
}

/** The row of one system at one size. */
export function cleanRowOf(rows: readonly CleanRow[], stories: number, system: string): CleanRow | undefined {
  return rows.find((row) => row.stories === stories && row.system === system);
}
