import { reservedSections } from "../../check/site.ts";
import type { Site } from "../../check/types.ts";
import { slugOf } from "../../language/slug.ts";
import { humanise } from "../people.ts";

/** A section as `site.yaml` has it. */
export interface WrittenSection {
  readonly id: string;
  readonly title: string;
}

/** Gives stories their sections. */
export interface SectionChooser {
  /**
   * @param words what the story calls its section, `undefined` if it does not
   * @returns the section's id, and whether it is the one that was meant
   */
  choose(words: string | undefined): { id: string; isMeant: boolean };
  /** All sections that were chosen, in the order of their first use. */
  chosen(): readonly WrittenSection[];
}

/**
 * @param fallback id of the section for all that have none
 * @param site an existing newsroom, whose sections are the only ones then
 */
export function chooseSections(fallback: string, site: Site | undefined): SectionChooser {
  const sections = new Map<string, WrittenSection>();
  if (site !== undefined) {
    const known = site.sections;
    const last = known.find(({ id }) => id === fallback)?.id ?? known[0]?.id ?? fallback;
    return {
      choose(words) {
        if (words === undefined) return { id: last, isMeant: true };
        const meant = known.find(
          ({ id, title }) => id === slugOf(words) || title.toLowerCase() === words.toLowerCase(),
        );
        return meant === undefined ? { id: last, isMeant: false } : { id: meant.id, isMeant: true };
      },
      chosen: () => [],
    };
  }
  const add = (id: string, title: string) => {
    if (!sections.has(id)) sections.set(id, { id, title });
    return id;
  };
  const addFallback = () => add(fallback, humanise(fallback));
  return {
    choose(words) {
      if (words === undefined) return { id: addFallback(), isMeant: true };
      const slug = slugOf(words, { maxBytes: 40 });
      const id = reservedSections.includes(slug) ? `${slug}-news` : slug;
      // Scripts that cannot be romanised give no id.
      if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) return { id: addFallback(), isMeant: false };
      const title = /^[a-z0-9]+([-_][a-z0-9]+)*$/.test(words) ? humanise(words) : words;
      return { id: add(id, title), isMeant: true };
    },
    chosen: () => [...sections.values()],
  };
}
