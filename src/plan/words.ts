import type { ArticleKind, Site } from "../check/types.ts";
import { formatDate, formatDateTime, isoInZone } from "../language/dates.ts";
import { directionOf, languageAttributes } from "../language/languages.ts";
import { formatNumber } from "../language/numbers.ts";
import { fill, hasStrings, plural, type Strings, stringsFor } from "../language/strings.ts";
import type { TimeView } from "./views.ts";

/** Everything about the language of one page. */
export interface PageWords {
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly ui: Strings;
  readonly uiLanguage: string;
  /** ` lang="hi" dir="ltr"` for words of the interface, empty where the page is in that language. */
  readonly uiAttributes: string;
  /** The same for words in any language. */
  attributesFor(language: string | undefined): string;
  time(at: number): TimeView;
  day(at: number): TimeView;
  number(count: number): string;
  count(forms: Strings["storyCount"], count: number): string;
  /** "लाइव", "नज़रिया" …; nothing for plain news. */
  label(kind: ArticleKind): string | undefined;
}

/** @param language of the page; its interface is in that language if there are strings for it, else in the site's */
export function wordsFor(
  language: string,
  site: Site,
  extra: Readonly<Record<string, unknown>> = {},
): PageWords {
  const uiLanguage = hasStrings(language, extra) ? language : site.language;
  const ui = stringsFor(uiLanguage, extra);
  const direction = directionOf(language);
  // A newsroom writes in a handful of languages, and asks for each of them on every card.
  const attributes = new Map<string, string>();
  const attributesFor = (other: string | undefined) => {
    if (other === undefined || other === language) return "";
    let known = attributes.get(other);
    if (known === undefined) {
      known = languageAttributes(other, language);
      attributes.set(other, known);
    }
    return known;
  };
  const number = knownForSmall((count) => formatNumber(count, uiLanguage));
  const counted = new Map<Strings["storyCount"], (count: number) => string>();
  const labels: Readonly<Record<ArticleKind, string | undefined>> = {
    news: undefined,
    explainer: ui.explainer,
    opinion: ui.opinion,
    live: ui.live,
    photo: ui.photoStory,
    video: ui.video,
  };
  return {
    language,
    direction,
    ui,
    uiLanguage,
    uiAttributes: attributesFor(uiLanguage),
    attributesFor,
    time: (at) => ({ iso: isoInZone(at, site.timeZone), shown: formatDateTime(at, site.timeZone, ui) }),
    day: (at) => ({ iso: isoInZone(at, site.timeZone), shown: formatDate(at, site.timeZone, ui) }),
    number,
    count(forms, count) {
      let shown = counted.get(forms);
      if (shown === undefined) {
        shown = knownForSmall((each) => fill(plural(ui, forms, each), { count: number(each) }));
        counted.set(forms, shown);
      }
      return shown(count);
    },
    label: (kind) => labels[kind],
  };
}

const smallCounts = 1000;

/**
 * A function of numbers that remembers what it said of small ones: every page counts minutes, comments or stories, and
 * Intl takes some 4 µs to write a number or to choose the form of a word.
 */
function knownForSmall(show: (count: number) => string): (count: number) => string {
  const known = new Map<number, string>();
  return (count) => {
    let shown = known.get(count);
    if (shown === undefined) {
      shown = show(count);
      if (count < smallCounts) known.set(count, shown);
    }
    return shown;
  };
}
