import { fill } from "../language/strings.ts";
import { explainProblem, type ReportLanguage } from "../problems/report.ts";
import { countFindings, type Health } from "./examine.ts";
import { healthWords } from "./words.ts";

/** One list of a newsroom's health, in words. */
export interface HealthList {
  readonly name: keyof Health;
  readonly title: string;
  readonly advice: string;
  /** One line each. */
  readonly items: readonly string[];
}

/**
 * A newsroom's health in words: the lists that hold anything.
 *
 * @param folder how messages call the content folder
 */
export function describeHealth(health: Health, folder: string, language: ReportLanguage): HealthList[] {
  const { lists, spelling, size, pixels } = healthWords[language];
  const shownSize = (bytes: number) =>
    fill(size, { megabytes: (bytes / 1_000_000).toFixed(bytes < 100_000 ? 2 : 1) });
  const file = (id: string) => `${folder}/articles/${id}.md`;
  const items: { readonly [Name in keyof Health]: readonly string[] } = {
    deadLinks: health.deadLinks.map(
      (problem) => `${problem.file}:${problem.line}:${problem.column}  ${explainProblem(problem, language)}`,
    ),
    orphanPictures: health.orphanPictures.map(
      ({ path, bytes }) => `${folder}/${path}  (${shownSize(bytes)})`,
    ),
    largePictures: health.largePictures.map(({ path, bytes, width, height }) => {
      const measured = width && height ? `, ${fill(pixels, { width, height })}` : "";
      return `${folder}/${path}  (${shownSize(bytes)}${measured})`;
    }),
    tagSpellings: health.tagSpellings.map(({ spellings }) =>
      spellings
        .map(({ tag, stories, example }) => fill(spelling, { tag, stories, example: file(example) }))
        .join("  ·  "),
    ),
    idleAuthors: health.idleAuthors.map(({ id, name }) => `${folder}/authors/${id}.md  ${name}`),
    withoutPicture: health.withoutPicture.map(file),
    withoutDescription: health.withoutDescription.map(file),
  };
  return (Object.keys(lists) as (keyof Health)[])
    .filter((name) => items[name].length > 0)
    .map((name) => ({ name, ...lists[name], items: items[name] }));
}

/**
 * The report for a terminal.
 *
 * @param most lines of each list; the rest is counted
 */
export function formatHealth(health: Health, folder: string, language: ReportLanguage, most = 20): string {
  const words = healthWords[language];
  if (countFindings(health) === 0) return words.well;
  return describeHealth(health, folder, language)
    .map(({ title, advice, items }) => {
      const shown = items.slice(0, most).map((item) => `  ${item}`);
      const left = items.length - shown.length;
      if (left > 0) shown.push(`  ${fill(words.more, { count: left })}`);
      return [`${title}: ${items.length}`, `  ${advice}`, ...shown].join("\n");
    })
    .join("\n\n");
}
