/**
 * The direction of the first letter that has one: a Hindi name stays in order on an Urdu card.
 *
 * @returns `undefined` for a text without letters
 * @see https://www.unicode.org/reports/tr9/#P2
 */
export function directionOfText(text: string): "ltr" | "rtl" | undefined {
  const [letter] = /\p{L}/u.exec(text) ?? [];
  if (letter === undefined) return undefined;
  return /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thaana}\p{Script=Syriac}\p{Script=Nko}]/u.test(letter)
    ? "rtl"
    : "ltr";
}
