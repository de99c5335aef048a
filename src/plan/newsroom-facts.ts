import type { Catalog } from "../catalog/catalog.ts";
import type { LinkTargets } from "../check/links.ts";
import type { PictureReader } from "../check/pictures.ts";
import type { Settings } from "../options.ts";
import type { Relations } from "../relate/related.ts";
import type { TrendingStrip } from "../trend/strip.ts";
import type { PageWords } from "./words.ts";

/** Everything that is known when pages are planned. */
export interface NewsroomFacts {
  readonly catalog: Catalog;
  readonly settings: Settings;
  readonly relations: Relations;
  readonly strip: TrendingStrip;
  readonly pictures: PictureReader;
  readonly links: LinkTargets;
  /** The language of a page, made once for each language. */
  words(language: string): PageWords;
  /** Addresses of the layouts' files (`khabar.css`), with a digest of their text in them. */
  readonly assets: Readonly<Record<string, string>>;
}
