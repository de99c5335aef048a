import { stem } from "../language/stem.ts";
import { words } from "../language/words.ts";
import { soundOf, soundsOf, spellingOf } from "./sound.ts";

/** A word of a text as it is written there, and where. */
export interface WrittenWord {
  readonly written: string;
  /** Of its first letter, in UTF-16 units. */
  readonly at: number;
}

/** Everything under which a word is found; no form twice. */
export interface WordForms {
  /** Folded, and the stem where that is another. */
  readonly words: readonly string[];
  /** How it is typed in Latin letters, closely; see `sound.ts`. */
  readonly spellings: readonly string[];
  /** The same loosely. */
  readonly sounds: readonly string[];
}

/** How words are typed that are not typed as they are written: कोर्ट is "kurt" (from "court"). By the word in lower case. */
export type Spelled = Readonly<Record<string, string>>;

/** Joiners stand inside words. */
const WORD = /[\p{L}\p{M}\p{N}\u200c\u200d]+/gu;

/** The words of a text in their order. Marks stay with their letters, so a word can be marked without breaking it. */
export function writtenWords(text: string): WrittenWord[] {
  return Array.from(text.matchAll(WORD), ({ 0: written, index: at }) => ({ written, at }));
}

/** The form of a word that its place in {@link Spelled} has. */
export function spelledKey(written: string): string {
  return written.normalize("NFC").toLowerCase();
}

/** The forms of a word of a headline. */
export function formsOf(written: string, spelled: Spelled = {}): WordForms {
  const key = spelledKey(written);
  const folded = words(written);
  const stems = folded.map(stem);
  const spellings = [spellingOf(key)];
  // A plural is typed with its ending, and so is the singular that is looked for.
  const sounds = [...soundsOf(key), ...stems.map(soundOf)];
  const typed = Object.hasOwn(spelled, key) ? spelled[key] : undefined;
  if (typed !== undefined) {
    spellings.push(typed);
    sounds.push(soundOf(typed));
  }
  return { words: distinct([...folded, ...stems]), spellings: distinct(spellings), sounds: distinct(sounds) };
}

/** A written word as it is compared; several where a script does not part them. */
export const foldedWords: (written: string) => string[] = words;

/** Endings of plurals and cases as they sound: kisanon, auraten, ladkiyan. */
const ENDING = /(?<=.{2})[iu]+n?$/;

/** A sound without what may be an ending; `undefined` where it has none. */
export function withoutEnding(sound: string): string | undefined {
  const rest = sound.replace(ENDING, "");
  return rest === sound ? undefined : rest;
}

function distinct(forms: readonly string[]): string[] {
  return [...new Set(forms)].filter((form) => form !== "");
}
