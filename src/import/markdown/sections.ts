import { reservedSections } from "../../check/site.ts";
import type { Site } from "../../check/types.ts";
import { slugOf } from "../../language/slug.ts";
import type { Loss } from "../losses.ts";
import { humanise } from "../people.ts";
import { type PlacedStory, sectionWords } from "./place-story.ts";
import type { SectionedStory } from "./plan-stories.ts";
import type { MarkdownImportSettings } from "./settings.ts";

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

/** Gives every story its section, and its tags, to which the categories belong that are no section. */
export function giveSections(
  stories: readonly PlacedStory[],
  site: Site | undefined,
  settings: Pick<MarkdownImportSettings, "section" | "sectionFrom">,
): { stories: SectionedStory[]; sections: readonly WrittenSection[]; losses: Loss[] } {
  const chooser = chooseSections(settings.section, site);
  const losses: Loss[] = [];
  const isCategory = !["none", "folder"].includes(settings.sectionFrom);
  const sectioned = stories.map((story): SectionedStory => {
    const { categories, tags, path } = story.source;
    if (story.isPage) return { ...story, section: "", tags };
    const words = sectionWords(story, settings.sectionFrom);
    const { id, isMeant } = chooser.choose(words);
    if (!isMeant) losses.push({ kind: "section", file: path, line: undefined, what: `${words} → ${id}` });
    const others = isCategory && isMeant ? categories.slice(1) : categories;
    return { ...story, section: id, tags: withoutRepetitions([...tags, ...others]) };
  });
  const chosen = chooser.chosen();
  const sections = chosen.length > 0 ? chosen : [{ id: settings.section, title: humanise(settings.section) }];
  return { stories: sectioned, sections, losses };
}

/** Tags that differ only in case or punctuation are one: the one that is written first. */
function withoutRepetitions(tags: readonly string[]): string[] {
  const bySlug = new Map<string, string>();
  for (const tag of tags) if (!bySlug.has(slugOf(tag))) bySlug.set(slugOf(tag), tag);
  return [...bySlug.values()];
}
