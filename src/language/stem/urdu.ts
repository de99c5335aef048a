import { byLength, stripSuffix } from "./strip.ts";

const PLURALS = byLength("یوں یاں وں ؤں یں ات");
const GENDER_AND_CASE = byLength("ے ا ی ہ");

/**
 * Takes plural and gender off an Urdu word: لڑکا, لڑکے and لڑکوں become one, as do خبر, خبریں and خبروں.
 *
 * @param word folded
 * @see https://en.wikipedia.org/wiki/Hindustani_grammar#Nouns
 */
export function stemUrdu(word: string): string {
  const singular = stripSuffix(word, PLURALS, 2);
  return singular === word ? stripSuffix(word, GENDER_AND_CASE, 2) : singular;
}
