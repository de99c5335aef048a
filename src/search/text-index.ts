import { baseLanguage } from "../language/languages.ts";
import { words } from "../language/words.ts";
import { foldedPart } from "./folded-part.ts";
import { writtenWords } from "./terms.ts";

/** A story as it is indexed. */
export interface IndexedText {
  /** As readers open it: with the site's base path. */
  readonly url: string;
  readonly title: string;
  /** Deck and text, as they are read. */
  readonly text: string;
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly section: string;
  /** Empty for the site's. */
  readonly language: string;
}

/** The package is big, and only those who offer whole texts need it. */
async function loadPagefind(): Promise<typeof import("pagefind")> {
  try {
    return await import("pagefind");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new Error(
      "The option search.fullText needs a package that is missing. Run npm install pagefind, or leave the option out.",
    );
  }
}

/** Ready-made interfaces of Pagefind, for which we have our own. */
const NOT_OURS = /^pagefind-(?:ui|modular-ui|component-ui|highlight)\./;

/**
 * An index of whole texts: the files of one Pagefind bundle, with the programs that read it.
 *
 * Pagefind knows nothing of nukta and anusvara. So each text is followed by the folded forms of its words where these
 * are other ones (`folded-part.ts`), and what a reader types is folded too.
 *
 * @param stories in a stable order; the same stories give the same bytes
 * @param language of the site, whose stemmer is used for all
 * @returns by path below the folder of the index
 * @throws {Error} if the package is missing, or does not run on this machine
 */
export async function makeTextIndex(
  stories: readonly IndexedText[],
  language: string,
): Promise<Map<string, Uint8Array>> {
  const { createIndex, close } = await loadPagefind();
  const tag = baseLanguage(language);
  const complain = (errors: readonly string[]) => {
    if (errors.length > 0) throw new Error(`Pagefind could not index the stories: ${errors.join(" ")}`);
  };
  try {
    const { index, errors } = await createIndex({ forceLanguage: tag });
    complain(errors);
    if (index === undefined) throw new Error("Pagefind gave no index.");
    for (const { url, title, text, day, section, language: own } of stories) {
      const content = foldedPart.add(`${title}\n${text}`, foldedForms(`${title} ${text}`));
      const meta = { title, day: String(day), section, language: own };
      complain((await index.addCustomRecord({ url, content, language: tag, meta })).errors);
    }
    const made = await index.getFiles();
    complain(made.errors);
    return new Map(
      made.files
        .filter(({ path }) => !NOT_OURS.test(path))
        .map(({ path, content }) => [path, content] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  } finally {
    await close();
  }
}

/** The folded forms of words that are not written so in the text. */
function foldedForms(text: string): string[] {
  const found = new Set<string>();
  for (const { written } of writtenWords(text)) {
    const plain = written.toLowerCase();
    for (const folded of words(written)) if (folded !== plain) found.add(folded);
  }
  return [...found];
}
