import type { PluralForms } from "../language/strings.ts";
import type { ShardRange } from "./shard.ts";

/** What the script of the search page is told by the page. */
export interface SearchPageData {
  /** The search page with the site's base path, `/search/`; shards lie below it. */
  readonly base: string;
  /** The front page with the base path. */
  readonly home: string;
  /** Of stories that name no other. */
  readonly language: string;
  readonly uiLanguage: string;
  readonly titles: ShardRange | undefined;
  /** Indexes of whole texts; `undefined` where there are none. */
  readonly texts: ShardRange | undefined;
  /** Names of sections by their ids. */
  readonly sections: Readonly<Record<string, string>>;
  readonly months: readonly string[];
  readonly words: {
    readonly dateFormat: string;
    readonly found: PluralForms;
    readonly foundSome: PluralForms;
    readonly none: string;
    readonly searched: PluralForms;
    readonly searching: string;
    readonly failed: string;
    readonly foundInTexts: PluralForms;
    readonly noneInTexts: string;
  };
}
