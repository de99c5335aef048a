/**
 * What the layouts are given. Everything is ready to print: layouts choose and arrange, they compute nothing.
 *
 * Fields called `html` and `attributes` are safe markup; everything else is text and is escaped by the layout.
 * `url` is a link target: it includes the site's base path, or is a whole URL.
 */
import type { ArticleKind } from "../check/types.ts";
import type { Strings } from "../language/strings.ts";
import type { AdPlace, ReadingSettings } from "../options.ts";
import type { HeadView } from "../render/head-view.ts";

/** Each kind of page and its layout, `layouts/{kind}.njk`. */
export const pageKinds = [
  "article",
  "home",
  "section",
  "topic",
  "author",
  "archive",
  "directory",
  "search",
  "page",
  "saved",
  "offline",
  "not-found",
  "redirect",
  "lite",
  "lite-list",
] as const;
export type PageKind = (typeof pageKinds)[number];

export interface LinkView {
  readonly title: string;
  readonly url: string;
  /** ` lang="ur" dir="rtl"` where the words are not in the page's language, else empty. */
  readonly attributes: string;
}

/** A moment as `<time>` wants it. */
export interface TimeView {
  /** ISO 8601 with the zone's offset. */
  readonly iso: string;
  /** `22 नवंबर 2026, 8:00 बजे` */
  readonly shown: string;
}

/** A `<source>` of a picture; the layout adds `sizes`, since it knows how large the picture stands there. */
export interface SourceView {
  /** `image/webp` */
  readonly type: string;
  /** `(max-width: 37.5rem)` for phones, which get nothing wider than they can show. */
  readonly media: string | undefined;
  readonly srcset: string;
}

/** A picture in a list. */
export interface ThumbnailView {
  /** The smallest. */
  readonly url: string;
  readonly srcset: string | undefined;
  /** Better formats than that of `srcset`; mostly none. */
  readonly sources: readonly SourceView[];
}

export interface PictureView {
  /** One file for browsers that choose nothing from `sources`. */
  readonly url: string;
  /** For a picture as wide as the text, the best first; `[]` where the file is published as it is. */
  readonly sources: readonly SourceView[];
  readonly thumbnail: ThumbnailView;
  /** The colour behind the picture, as `data-tone` wants it: `3-1-0`, or `clear`. */
  readonly tone: string | undefined;
  readonly alt: string;
  readonly width: number | undefined;
  readonly height: number | undefined;
  readonly caption: string | undefined;
  readonly credit: string | undefined;
  /** CSS `object-position` in steps of ten, `50% 30%`: what must stay visible. */
  readonly position: string;
}

/** A story in a list. */
export interface CardView {
  readonly title: string;
  readonly url: string;
  readonly attributes: string;
  readonly description: string | undefined;
  readonly kicker: string | undefined;
  readonly kind: ArticleKind;
  /** "लाइव", "नज़रिया" …; `undefined` for plain news. */
  readonly label: string | undefined;
  readonly section: LinkView;
  readonly time: TimeView;
  readonly picture: PictureView | undefined;
}

export interface RelatedView {
  readonly card: CardView;
  /** `pinned`, `same topic: मौसम` … */
  readonly reason: string;
}

export interface SiteView {
  readonly name: string;
  readonly description: string | undefined;
  readonly homeUrl: string;
  readonly logo: PictureView | undefined;
  /** On the front page, where the masthead has the logo: on a phone each request is felt. */
  readonly isHome: boolean;
  /** `current` is the value of `aria-current`: the page itself, or a page below it. */
  readonly navigation: readonly (LinkView & { readonly current: "page" | "true" | undefined })[];
  readonly sisterSites: readonly LinkView[];
  /** All topics, all authors, the archive, what was saved. */
  readonly directories: readonly LinkView[];
  readonly feedUrl: string;
  /** The search page; `undefined` where there is none. */
  readonly searchUrl: string | undefined;
  readonly stylesheetUrl: string;
  /** The site's own font of the page's script, which a browser may fetch at once; `undefined` where there is none. */
  readonly fontUrl: string | undefined;
  /** Addresses of the files in `layouts/assets/` by their names: `assets["khabar.css"]`. */
  readonly assets: Readonly<Record<string, string>>;
  /** ` lang="hi"` where the site's language is not the page's. */
  readonly attributes: string;
}

/** The strip, with what the chosen delivery needs to find it. */
export interface TrendingView {
  readonly basis: string;
  readonly heading: string;
  readonly links: readonly LinkView[];
  /** Attributes of the strip: what its list rests on, of when it is, and what replaces it. */
  readonly attributes: string;
  /** The inside of the list, with the tags for a server around it where one replaces it. */
  readonly html: string;
  /** Language of the list, and its direction where that is not the page's. */
  readonly listAttributes: string;
}

/** The breaking banner. */
export interface BreakingView extends LinkView {
  /** ISO 8601: when its time is over. */
  readonly until: string;
}

/** What puts the site on a home screen. */
export interface InstallView {
  readonly manifestUrl: string;
  readonly iconUrl: string;
  readonly themeColor: string;
}

/** Room that is kept free, so that nothing moves when something comes. */
export interface SlotView {
  readonly place: AdPlace;
  /** From 1, among those of the page: landmarks have different names. */
  readonly number: number;
  /** Pixels; with two sizes the first is for narrow screens and the second for wide ones. */
  readonly sizes: readonly { readonly width: number; readonly height: number; readonly for: string }[];
}

/** Advertising by its place, and whether `parts/analytics.njk` is put in. */
export type SlotsView = Readonly<Partial<Record<AdPlace, SlotView>>> & { readonly analytics: boolean };

/** What every page has. */
export interface CommonView {
  readonly kind: PageKind;
  readonly address: string;
  /** Below the output folder. */
  readonly file: string;
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly head: HeadView;
  /** `meta`, `links` and `structuredData` of the head as markup. */
  readonly headHtml: string;
  readonly site: SiteView;
  /** Interface strings, in the page's language if there are any, else in the site's. */
  readonly ui: Strings;
  /** ` lang="hi" dir="ltr"` for words of the interface where they are not in the page's language. */
  readonly uiAttributes: string;
  readonly breaking: BreakingView | undefined;
  readonly trending: TrendingView;
  /** The one script of the page. */
  readonly scriptUrl: string | undefined;
  /** Which helps with reading are switched on. */
  readonly reading: ReadingSettings;
  /** Whether pages are kept for times without a connection. */
  readonly isKeptOffline: boolean;
  readonly install: InstallView | undefined;
  readonly slots: SlotsView;
  /** The same page in words alone, where the site has such pages and the page has one. */
  readonly liteUrl: string | undefined;
}

export interface BreadcrumbView extends LinkView {}

export interface BylineView {
  readonly name: string;
  readonly attributes: string;
  readonly url: string;
  readonly role: string | undefined;
}

export interface ShareView {
  readonly name: string;
  /** What the link does, in words: "WhatsApp पर शेयर करें". */
  readonly label: string;
  readonly url: string;
  /** `whatsapp`, `facebook`, `x`, `telegram`, `email` */
  readonly service: string;
}

export interface CorrectionView {
  readonly time: TimeView;
  readonly text: string;
}

export interface CommentsView {
  readonly state: "open" | "closed" | "off";
  readonly count: number;
  /** "कोई टिप्पणी नहीं", "3 टिप्पणियाँ" */
  readonly countShown: string;
  readonly action: string;
  /** The story's address, for the service that receives the form. */
  readonly story: string;
}

export interface ArticleView extends CommonView {
  readonly kind: "article";
  readonly articleKind: ArticleKind;
  readonly title: string;
  readonly kicker: string | undefined;
  readonly label: string | undefined;
  readonly deck: string | undefined;
  readonly section: LinkView;
  readonly byline: readonly BylineView[];
  readonly published: TimeView;
  readonly updated: TimeView | undefined;
  readonly picture: PictureView | undefined;
  readonly html: string;
  /** "4 मिनट में पढ़ें" */
  readonly readingTime: string | undefined;
  /** Whether to show how far one has read. */
  readonly isLong: boolean;
  /** The parts of an explainer: empty unless there are several. */
  readonly contents: readonly LinkView[];
  /** The newest entry of a live story, where there are several. */
  readonly latest: (LinkView & { readonly time: TimeView }) | undefined;
  /** "2 भूल-सुधार", where there are any. */
  readonly correctionsShown: string | undefined;
  readonly corrections: readonly CorrectionView[];
  readonly topics: readonly LinkView[];
  readonly series:
    | { readonly title: string; readonly stories: readonly (LinkView & { current: boolean })[] }
    | undefined;
  readonly translations: readonly (LinkView & { readonly languageName: string; readonly hreflang: string })[];
  readonly syndicatedFrom: LinkView | undefined;
  readonly share: readonly ShareView[];
  readonly related: readonly RelatedView[];
  readonly comments: CommentsView;
}

export interface HomeView extends CommonView {
  readonly kind: "home";
  readonly title: string;
  readonly lead: CardView | undefined;
  readonly newest: readonly CardView[];
  readonly sections: readonly (LinkView & { readonly stories: readonly CardView[] })[];
}

/** Section, topic, author and month. */
export interface ListView extends CommonView {
  readonly kind: "section" | "topic" | "author" | "archive";
  readonly title: string;
  readonly description: string | undefined;
  readonly breadcrumbs: readonly LinkView[];
  /** "61 ख़बरें"; not on numbered pages, which never change. */
  readonly countShown: string | undefined;
  /** "पन्ना 3", on numbered pages. */
  readonly pageShown: string | undefined;
  readonly stories: readonly CardView[];
  readonly olderUrl: string | undefined;
  readonly newerUrl: string | undefined;
  readonly feedUrl: string | undefined;
  readonly author:
    | {
        readonly role: string | undefined;
        readonly picture: PictureView | undefined;
        readonly html: string;
        readonly links: readonly LinkView[];
      }
    | undefined;
}

/** All topics, all authors, all months. */
export interface DirectoryView extends CommonView {
  readonly kind: "directory";
  readonly title: string;
  readonly entries: readonly (LinkView & { readonly note: string | undefined })[];
}

/** The search page: a form for those with scripts, and ways into the site for all. */
export interface SearchView extends CommonView {
  readonly kind: "search";
  readonly title: string;
  readonly newest: readonly CardView[];
  readonly sections: readonly LinkView[];
  /** Topics with most stories. */
  readonly topics: readonly LinkView[];
  /** For the script, as JSON: where its files lie, the names of sections, and the words it shows. */
  readonly data: string;
  readonly searchScriptUrl: string;
  readonly hasTexts: boolean;
}

export interface PlainPageView extends CommonView {
  readonly kind: "page";
  readonly title: string;
  readonly description: string | undefined;
  readonly html: string;
  readonly updated: TimeView | undefined;
}

export interface NotFoundView extends CommonView {
  readonly kind: "not-found";
  readonly title: string;
  readonly newest: readonly CardView[];
}

/** What a reader saved, and what the device kept: a script fills the lists. */
export interface KeptStoriesView extends CommonView {
  readonly kind: "saved" | "offline";
  readonly title: string;
  /** What the page is, also where no script runs. */
  readonly explanation: string;
}

/** A page that only leads on, for hosts that know no redirects. */
export interface RedirectView {
  readonly kind: "redirect";
  readonly address: string;
  readonly file: string;
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly ui: Strings;
  readonly title: string;
  readonly targetUrl: string;
  /** Whole URL of the target. */
  readonly canonical: string;
}

/** What pages in words alone have: they need no file besides. */
export interface LiteCommonView {
  readonly kind: PageKind;
  readonly address: string;
  readonly file: string;
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  /** With the site's name. */
  readonly pageTitle: string;
  /** Whole URL of the full page, or of the original of a syndicated story. */
  readonly canonical: string;
  readonly description: string | undefined;
  readonly fullUrl: string;
  readonly site: LiteSiteView;
  readonly trending: {
    readonly basis: string;
    readonly heading: string;
    readonly links: readonly LinkView[];
  };
  readonly ui: Strings;
  readonly uiAttributes: string;
}

export interface LiteSiteView {
  readonly name: string;
  readonly homeUrl: string;
  readonly attributes: string;
  readonly sections: readonly LinkView[];
}

/** A story in a list: a link to its lite page. */
export interface LiteEntryView extends LinkView {
  readonly label: string | undefined;
  readonly time: TimeView;
}

/** A story in words alone. */
export interface LiteView extends LiteCommonView {
  readonly kind: "lite";
  readonly title: string;
  readonly kicker: string | undefined;
  readonly label: string | undefined;
  readonly deck: string | undefined;
  readonly section: LinkView;
  readonly byline: readonly {
    readonly name: string;
    readonly role: string | undefined;
    readonly attributes: string;
  }[];
  readonly published: TimeView;
  readonly updated: TimeView | undefined;
  readonly picture:
    | {
        readonly url: string;
        readonly alt: string;
        readonly caption: string | undefined;
        readonly credit: string | undefined;
      }
    | undefined;
  /** Pictures are links in it, and links to our own stories lead to their lite pages. */
  readonly html: string;
  readonly syndicatedFrom: LinkView | undefined;
  readonly corrections: readonly CorrectionView[];
  readonly series: ArticleView["series"];
  readonly translations: ArticleView["translations"];
  readonly related: readonly LiteEntryView[];
}

/** The newest stories of the site or of a section, in words alone. */
export interface LiteListView extends LiteCommonView {
  readonly kind: "lite-list";
  readonly title: string;
  readonly isHome: boolean;
  readonly stories: readonly LiteEntryView[];
}

export type PageView =
  | ArticleView
  | HomeView
  | ListView
  | DirectoryView
  | SearchView
  | PlainPageView
  | KeptStoriesView
  | NotFoundView
  | RedirectView
  | LiteView
  | LiteListView;
