import * as z from "zod";

/** A headline of another site, as it enters the strip. */
export interface OutsideLink {
  readonly title: string;
  readonly url: string;
  readonly source: string;
  /** BCP 47, if known. */
  readonly language: string | undefined;
}

/**
 * What the trending job baked: the list of the moment in which it ran, for all pages until the next one.
 *
 * Editors' pins are not in it: a build adds those of its own moment.
 */
export interface Edition {
  /** Epoch milliseconds. */
  readonly generatedAt: number;
  /** `newest` if there was no data about readers; `stories` is empty then. */
  readonly basis: "readers" | "newest";
  /** Minutes that were looked at. */
  readonly window: number;
  /** Ids, best first. */
  readonly stories: readonly string[];
  readonly outside: readonly OutsideLink[];
}

/** An edition that nobody renewed for so long tells of no readers of today. */
export const editionLastsMs = 48 * 3_600_000;

const webAddress = z.string().refine((text) => /^https?:\/\//i.test(text) && URL.canParse(text));

const schema = z.object({
  generatedAt: z.iso.datetime().transform((text) => Date.parse(text)),
  basis: z.enum(["readers", "newest"]),
  window: z.number().int().positive(),
  stories: z.array(z.string()),
  outside: z.array(
    z.object({
      title: z.string(),
      url: webAddress,
      source: z.string(),
      language: z
        .string()
        .optional()
        .transform((language) => language),
    }),
  ),
});

export function editionToText({ generatedAt, ...rest }: Edition): string {
  return `${JSON.stringify({ generatedAt: new Date(generatedAt).toISOString(), ...rest }, undefined, 2)}\n`;
}

/** @returns `undefined` for a text that is no edition, such as a file that was cut short: the strip does without it */
export function editionFromText(text: string | undefined): Edition | undefined {
  if (text === undefined) return undefined;
  try {
    const { data } = schema.safeParse(JSON.parse(text));
    return data && { ...data, outside: data.outside.map((link) => ({ ...link, language: link.language })) };
  } catch {
    return undefined;
  }
}
