import { foldedPart } from "khabar:search/folded-part";
import { excerptOf, wordFinder } from "khabar:search/marks";
import { foldedWords, writtenWords } from "khabar:search/terms";

/** Each result fetches a file. */
const shownResults = 10;

/**
 * Searches whole texts with Pagefind, which is fetched when it is first needed.
 *
 * @param {import("../../../../src/search/page-data.ts").SearchPageData} page
 */
export function textSearch({ base, texts }) {
  let opened;
  return async (typed, index) => {
    opened ??= open(base, texts).catch((error) => {
      opened = undefined;
      throw error;
    });
    const pagefind = await opened;
    // What is typed in Latin letters is looked for as the headlines write it.
    const meant = writtenWords(typed).map(({ written }) => index.inScript(written));
    const { results } = await pagefind.search(meant.flatMap(foldedWords).join(" "));
    const isMatch = wordFinder(meant);
    const found = await Promise.all(
      results.slice(0, shownResults).map(async ({ data }) => {
        const { raw_url, url, content, meta } = await data();
        const { title, day, section, language } = meta;
        const text = foldedPart.remove(content).slice(title.length).trim();
        return {
          title,
          url: raw_url ?? url,
          day: Number(day),
          section,
          language: language || undefined,
          excerpt: excerptOf(text, isMatch),
          isMatch,
        };
      }),
    );
    return { count: results.length, found };
  };
}

/** The newest index, with all older ones merged into it. */
async function open(base, { first, last }) {
  const folder = (number) => new URL(`${base}texts/${number}/`, location.href).href;
  const pagefind = await import(`${folder(last)}pagefind.js`);
  await pagefind.options({ basePath: folder(last), baseUrl: "/" });
  await pagefind.init();
  for (let number = last - 1; number >= first; number--) await pagefind.mergeIndex(folder(number));
  return pagefind;
}
