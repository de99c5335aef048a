/**
 * Letters that older texts spell with an invisible joiner, as the single letters that Unicode has for them since:
 * ന്‍ is ൻ.
 *
 * @see https://www.unicode.org/versions/Unicode17.0.0/core-spec/chapter-12/ on the Malayalam chillu letters
 */
export function atomicLetters(text: string): string {
  return text.replace(/([ണനരലളക]്|ত্)\u200d/g, (spelled, letter: string) => ATOMIC[letter] ?? spelled);
}

const ATOMIC: Readonly<Record<string, string>> = {
  ...{ ണ്: "ൺ", ന്: "ൻ", ര്: "ർ", ല്: "ൽ", ള്: "ൾ", ക്: "ൿ", ত্: "ৎ" },
};
