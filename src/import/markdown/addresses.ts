import { readArticle } from "../../check/article.ts";
import { readPage } from "../../check/page.ts";
import { readPictures } from "../../check/pictures.ts";
import type { Site } from "../../check/types.ts";
import { type ContentFields, formatContentFile } from "../content-file.ts";

/** The address that the build will give a file. */
export interface Addresses {
  /**
   * @param file path below the content folder, `articles/rain.md` or `pages/about.md`
   * @param fields at least what the address depends on
   * @returns `undefined` if the checks refuse the fields
   */
  of(file: string, fields: ContentFields): string | undefined;
}

/** Asks the checks themselves, so that an import and a build cannot disagree. */
export function addressesOf(
  site: Site,
  settings: { readonly addresses: string; readonly slugs: "latin" | "native" },
): Addresses {
  const pictures = readPictures(new Map(), () => ({ width: undefined, height: undefined }));
  return {
    of(path, { date, section, slug, permalink }) {
      const isPage = path.startsWith("pages/");
      const fields = isPage
        ? { title: "-", slug, permalink }
        : { title: "-", date, section, slug, permalink };
      const file = { path, shown: path, text: formatContentFile(fields, "") };
      if (isPage) return readPage(file, site, pictures, settings.slugs, [])?.address;
      return readArticle(file, { site, authors: new Map(), pictures, shownFolder: ".", ...settings }, [])
        ?.address;
    },
  };
}
