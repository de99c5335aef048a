import type { Article } from "../check/types.ts";

/**
 * The languages in which search engines may offer a story.
 *
 * A story that names another site as its original takes no part, since only originals may be paired; of two
 * translations into one language the first counts.
 *
 * @param translations the story in other languages, without itself
 * @returns the story itself first; `[]` if it stands alone
 * @see https://developers.google.com/search/docs/specialty/international/localized-versions
 */
export function languageVersions(article: Article, translations: readonly Article[]): Article[] {
  if (translations.length === 0 || article.canonical !== undefined) return [];
  const versions = new Map<string, Article>();
  for (const version of [article, ...translations]) {
    if (version.canonical !== undefined || versions.has(version.language)) continue;
    versions.set(version.language, version);
  }
  return versions.size > 1 ? [...versions.values()] : [];
}
