import type { Article } from "../src/check/types.ts";
import { formatDate } from "../src/language/dates.ts";
import { fill, stringsFor } from "../src/language/strings.ts";
import type { ConsideredStory, ExplainedRelated } from "../src/ledger/relating.ts";
import type { ReportLanguage } from "../src/problems/report.ts";
import { relatedWords, sayFactors, sayNotShown, sayReason, showScore } from "../src/related-words.ts";

/** Stories that are told though they are not in the sidebar, besides pins and exclusions. */
const mostLeftOut = 10;
/** Shared words of a story; the others add next to nothing. */
const mostWords = 8;

/** A sidebar and how it came about, for people. */
export function explainRelated(
  article: Article,
  { shown, leftOut }: ExplainedRelated,
  zone: string,
  language: ReportLanguage,
): string {
  const words = relatedWords[language];
  const strings = stringsFor(language);
  const dateOf = ({ date }: Article) => formatDate(date, zone, strings);
  const tell = (story: ConsideredStory, mark: string, first: string) => [
    `${mark} ${story.article.title}  ${story.article.address}`,
    `    ${first}`,
    `    ${dateOf(story.article)}; ${showParts(story, language)}`,
    `    ${showWords(story, language)}`,
  ];
  const lines = [
    `${article.title}  ${article.address}`,
    `${dateOf(article)} · ${article.section} · ${article.language}`,
    "",
    `${words.shown}:`,
  ];
  if (shown.length === 0) lines.push(`  ${words.nothingShown}`);
  for (const [index, story] of shown.entries()) {
    lines.push(...tell(story, `${String(index + 1).padStart(2)}.`, sayReason(story, language)));
  }
  lines.push("", `${words.notShown}:`);
  if (leftOut.length === 0) lines.push(`  ${words.nothingLeft}`);
  const isChosen = ({ because, kind }: (typeof leftOut)[number]) =>
    kind === "pinned" || because.kind === "excluded" || because.kind === "translation";
  const best = new Set(leftOut.filter((story) => !isChosen(story)).slice(0, mostLeftOut));
  const told = leftOut.filter((story) => isChosen(story) || best.has(story));
  for (const story of told) {
    lines.push(...tell(story, "  -", sayNotShown(story.because, article, language)));
  }
  if (told.length < leftOut.length) {
    lines.push(`  ${fill(words.andMore, { count: leftOut.length - told.length })}`);
  }
  return lines.join("\n");
}

function showParts(story: ConsideredStory, language: ReportLanguage): string {
  const words = relatedWords[language];
  const { parts } = story;
  const factors = sayFactors(story, language);
  const product = [
    `${showScore(parts.shared)} (${words.sharedWords})`,
    `${showScore(parts.section)} (${factors.section})`,
    `${showScore(parts.language)} (${factors.language})`,
    `${showScore(parts.nearness)} (${factors.nearness})`,
  ].join(" × ");
  const isFixed = story.kind === "pinned" || story.kind === "section";
  return `${words.score} ${showScore(parts.score)} = ${product}${isFixed ? `; ${words.fixed}` : ""}`;
}

function showWords(story: ConsideredStory, language: ReportLanguage): string {
  const words = relatedWords[language];
  if (story.words.length === 0) return words.noWords;
  const named = story.words.slice(0, mostWords).map(({ kind, word, score }) => {
    const mark = words.kinds[kind];
    return `${word}${mark === "" ? "" : ` (${mark})`} ${showScore(score)}`;
  });
  const more = story.words.length - named.length;
  return [...named, ...(more > 0 ? [fill(words.moreWords, { count: more })] : [])].join(", ");
}

/** For programs: all that was considered. */
export function relatedInJson(
  article: Article,
  { shown, leftOut }: ExplainedRelated,
): Record<string, unknown> {
  const name = ({ id, address, title }: Article) => ({ id, address, title });
  const tell = ({ article: story, reason, words, parts }: ConsideredStory) => ({
    ...name(story),
    date: new Date(story.date).toISOString(),
    reason,
    ...parts,
    words,
  });
  return {
    story: name(article),
    shown: shown.map((story, index) => ({ place: index + 1, ...tell(story) })),
    notShown: leftOut.map((story) => {
      const { because } = story;
      return {
        ...tell(story),
        because: because.kind,
        of: because.kind === "reprint" ? because.of.id : undefined,
        as: because.kind === "same-event" ? because.as.map(({ id }) => id) : undefined,
      };
    }),
  };
}
