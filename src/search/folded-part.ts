/** No story has this sign, and Pagefind keeps it. */
const SIGN = "⁂";

/** What follows a text for the index alone, and is never shown. */
export const foldedPart = {
  /** @returns the text with the forms behind it */
  add: (text: string, forms: readonly string[]) => `${text.replaceAll(SIGN, " ")} ${SIGN} ${forms.join(" ")}`,
  /** @returns the text as it was */
  remove: (content: string) => content.split(SIGN)[0]?.trim() ?? "",
};
