import { listRows, type RowLists } from "./row-lists.ts";
import { at, type StoryColumns } from "./story-columns.ts";

/** Rows by section and language together, their "group". */
export interface SectionIndex extends RowLists {
  /** Of each row. */
  readonly groups: Int32Array;
  /** `undefined` if no row is of it. */
  groupOf(section: number, language: number): number | undefined;
}

export function indexSections({ count, sections, languages }: StoryColumns): SectionIndex {
  const languageNumbers = new Map<number, number>();
  for (let row = 0; row < count; row++) {
    const language = at(languages, row);
    if (!languageNumbers.has(language)) languageNumbers.set(language, languageNumbers.size);
  }
  const keyOf = (section: number, language: number) =>
    section * languageNumbers.size + (languageNumbers.get(language) ?? Number.NaN);
  const numbers = new Map<number, number>();
  const groups = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    const key = keyOf(at(sections, row), at(languages, row));
    const group = numbers.get(key) ?? numbers.size;
    if (group === numbers.size) numbers.set(key, group);
    groups[row] = group;
  }
  const from = new Int32Array(count + 1).map((_, row) => row);
  return {
    ...listRows(from, groups, numbers.size),
    groups,
    groupOf: (section, language) => numbers.get(keyOf(section, language)),
  };
}
