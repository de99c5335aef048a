import MiniSearch, { type Query } from "minisearch";
import type { TitleShard } from "./shard.ts";
import { soundOf, spellingOf } from "./sound.ts";
import { formsOf, type Spelled, spelledKey, type WordForms, withoutEnding, writtenWords } from "./terms.ts";

/** A headline that was found. */
export interface FoundTitle {
  readonly title: string;
  readonly address: string;
  readonly day: number;
  readonly section: string;
  /** `undefined` for the site's. */
  readonly language: string | undefined;
  /** Whether a word of the headline is one that was looked for. */
  isMatch(written: string): boolean;
}

/** What a search gave. */
export interface TitleFinds {
  /** Best first, equals newest first, then by address. */
  readonly found: readonly FoundTitle[];
  /** Whether each of them has every word that was typed. */
  readonly hasAllWords: boolean;
}

/** Headlines in memory, to which shards are added as they arrive. */
export interface TitleIndex {
  add(shard: TitleShard): void;
  find(typed: string): TitleFinds;
  /** For a word in Latin letters the word of the headlines that sounds like it, else the word itself. */
  inScript(written: string): string;
  readonly size: number;
}

interface Row {
  readonly id: number;
  readonly words: string;
  readonly spellings: string;
  readonly sounds: string;
}

interface KeptTitle extends Omit<FoundTitle, "isMatch"> {
  readonly spelled: Spelled;
}

/** After so many days a headline has lost half of what being new gives it. */
const recencyHalfLifeDays = 30;
/** What being new gives at most: less than any difference in the words. */
const recencyBonus = 0.3;

/**
 * Finds headlines by the words of a reader, in any script, inflected, misspelt or not yet finished.
 *
 * Runs in the browser, and in tests. BM25 by MiniSearch over three fields: words with their stems, how words are
 * typed in Latin letters, and how they sound. What is typed in Latin letters is looked for in all of them.
 *
 * @see https://lucaong.github.io/minisearch/
 */
export function openTitleIndex(): TitleIndex {
  const kept: KeptTitle[] = [];
  const scriptWords = new Map<string, string>();
  // The words of headlines come again and again.
  const known = new Map<string, WordForms>();
  const formsKnown = (written: string, spelled: Spelled): WordForms => {
    let forms = known.get(written);
    if (forms === undefined) {
      forms = formsOf(written, spelled);
      known.set(written, forms);
    }
    return forms;
  };
  let newestDay = Number.NEGATIVE_INFINITY;
  const rows = new MiniSearch<Row>({
    fields: ["words", "spellings", "sounds"],
    tokenize: (forms) => forms.split(" "),
    processTerm: (form) => form,
    searchOptions: {
      boostDocument: (id) =>
        1 + recencyBonus * 0.5 ** ((newestDay - (kept[id as number] as KeptTitle).day) / recencyHalfLifeDays),
    },
  });
  const search = (queries: readonly Query[], combineWith: "AND" | "OR"): FoundTitle[] =>
    rows
      .search({ combineWith, queries: [...queries] })
      .map(({ id, score, match }) => ({ title: kept[id as number] as KeptTitle, score, match }))
      .sort(
        (a, b) =>
          b.score - a.score || b.title.day - a.title.day || (a.title.address < b.title.address ? -1 : 1),
      )
      .map(({ title: { spelled, ...title }, match }) => ({
        ...title,
        isMatch(written) {
          const { words, spellings, sounds } = formsKnown(written, spelled);
          const has = (field: string) => (form: string) =>
            Object.hasOwn(match, form) && (match[form] as string[]).includes(field);
          return words.some(has("words")) || spellings.some(has("spellings")) || sounds.some(has("sounds"));
        },
      }));
  return {
    add({ titles, addresses, days, sections, languages, spelled }) {
      const languageOf = new Map<number, string>();
      for (const [language, places] of Object.entries(languages)) {
        for (const place of places) languageOf.set(place, language);
      }
      const added = titles.map((title, place): Row => {
        const day = days[place] as number;
        newestDay = Math.max(newestDay, day);
        const forms = writtenWords(title).map(({ written }) => {
          const found = formsKnown(written, spelled);
          if (!isLatin(written)) {
            for (const form of found.spellings) if (form.length > 1) scriptWords.set(form, written);
          }
          return found;
        });
        const id = kept.length;
        kept.push({
          title,
          address: addresses[place] as string,
          day,
          section: sections[place] as string,
          language: languageOf.get(place),
          spelled,
        });
        return {
          id,
          words: forms.flatMap(({ words }) => words).join(" "),
          spellings: forms.flatMap(({ spellings }) => spellings).join(" "),
          sounds: forms.flatMap(({ sounds }) => sounds).join(" "),
        };
      });
      rows.addAll(added);
    },
    find(typed) {
      const written = writtenWords(typed);
      if (written.length === 0) return { found: [], hasAllWords: true };
      const queries = (maySlip: boolean) =>
        // Only the word that is being typed may be the beginning of a long one.
        written.map((word, index) => queryOf(word.written, index === written.length - 1, maySlip));
      // What is like the words is looked for only where the words themselves are nowhere.
      for (const maySlip of [false, true]) {
        const found = search(queries(maySlip), "AND");
        if (found.length > 0) return { found, hasAllWords: true };
      }
      return { found: written.length > 1 ? search(queries(false), "OR") : [], hasAllWords: false };
    },
    inScript(written) {
      return isLatin(written) ? (scriptWords.get(spellingOf(spelledKey(written))) ?? written) : written;
    },
    get size() {
      return kept.length;
    },
  };
}

/**
 * One word that was typed: as it is, as a form of another, by its sound.
 *
 * @param isLast whether it may be unfinished
 * @param maySlip whether a letter or two may be wrong
 */
function queryOf(written: string, isLast: boolean, maySlip: boolean): Query {
  const { words } = formsOf(written);
  const spelling = spellingOf(spelledKey(written));
  const sound = soundOf(spelling);
  const latin = isLatin(written);
  const begins = (form: string, least: number) => form.length >= (isLast ? least : 4);
  // A slip is likelier in a long word. Numbers are meant as they are.
  const slips = (form: string) =>
    !maySlip || /\d/.test(form) || form.length < 4 ? false : form.length < 8 ? 1 : 2;
  const queries: Query[] = words.map((form) => ({
    queries: [form],
    fields: ["words"],
    boost: { words: 3 },
    prefix: begins(form, 1),
    fuzzy: slips(form),
    weights: { fuzzy: 0.2, prefix: 0.6 },
  }));
  if (spelling.length > 1)
    queries.push({ queries: [spelling], fields: ["spellings"], boost: { spellings: 1.5 } });
  if (sound.length > 1) {
    queries.push({
      queries: [sound],
      fields: ["sounds"],
      boost: { sounds: latin ? 1 : 0.5 },
      prefix: latin && begins(sound, 3),
      fuzzy: latin && slips(sound) ? 1 : false,
      weights: { fuzzy: 0.2, prefix: 0.5 },
    });
  }
  if (latin) {
    // Bengali types the vowel that no letter shows as o: নদী "nodi".
    const others = [withoutEnding(sound), soundOf(written.toLowerCase().replaceAll("o", ""))];
    for (const other of others) {
      if (other === undefined || other.length < 2 || other === sound) continue;
      queries.push({ queries: [other], fields: ["sounds"], boost: { sounds: 0.4 } });
    }
  }
  return { combineWith: "OR", queries };
}

function isLatin(written: string): boolean {
  return /^[\p{Script=Latin}\p{N}\p{M}]+$/u.test(written);
}
