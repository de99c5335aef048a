import { readFileSync } from "node:fs";
import { type Archive, readArchive } from "./archive.ts";
import { hugoRanking } from "./hugo.ts";
import { judgeRankings, type NamedRanking, type Verdict } from "./judge.ts";
import { khabarRanking } from "./khabar-ranking.ts";
import { newestRanking } from "./newest.ts";
import { type Relevance, relevanceByLabels, relevanceByPicks } from "./relevance.ts";
import { tfidfRanking } from "./tfidf.ts";
import { WrongInput } from "./wrong-input.ts";

const rankings: readonly NamedRanking[] = [
  { name: "khabar", open: khabarRanking },
  { name: "newest", open: newestRanking },
  { name: "hugo", open: hugoRanking },
  { name: "tfidf", open: tfidfRanking },
];

export interface RelatedQuestion {
  readonly file: string;
  /** The field that tells what belongs together. */
  readonly field: string;
  /** Whether it names relevant items by their ids; else items are relevant that have something in common in it. */
  readonly holdsIds: boolean;
  readonly hidden: readonly string[];
  /** Only items with so many relevant others are asked for; at least 1. */
  readonly min: number;
}

export interface RelatedVerdict extends Verdict {
  readonly question: RelatedQuestion;
  readonly items: number;
  /** Sentences for the user. */
  readonly warnings: readonly string[];
}

/**
 * Judges Khabar's related stories and three plain rankings on the items of a file.
 *
 * @throws {WrongInput} if the file cannot be judged
 */
export function benchRelated(
  question: RelatedQuestion,
  tell?: (name: string, done: number) => void,
): RelatedVerdict {
  const { file, field, hidden, min } = question;
  const archive = readArchive(file, readBytes(file), { field, hidden });
  const warnings = [...archive.warnings];
  const relevance = question.holdsIds ? picksOf(archive, field, warnings) : relevanceByLabels(archive.labels);
  const rows = archive.items.map((_, row) => row).filter((row) => relevance.count(row) >= min);
  if (rows.length === 0) {
    const others = min === 1 ? "a relevant other" : `${min} relevant others`;
    const help = min === 1 ? "" : " Ask for fewer with --min=N.";
    throw new WrongInput(`No item in ${file} has ${others} by "${field}".${help}`);
  }
  const verdict = judgeRankings(archive.items, relevance, rows, rankings, tell);
  return { ...verdict, question, items: archive.items.length, warnings };
}

function picksOf({ items, labels }: Archive, field: string, warnings: string[]): Relevance {
  const relevance = relevanceByPicks(
    items.map(({ id }) => id),
    labels,
  );
  if (relevance.unknown > 0) {
    const ids = relevance.unknown === 1 ? "1 id is" : `${relevance.unknown} ids are`;
    warnings.push(`${ids} passed over, since no item has what "${field}" names.`);
  }
  return relevance;
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new WrongInput(code === "ENOENT" ? `There is no file ${file}.` : `Cannot read ${file}: ${code}.`);
  }
}
