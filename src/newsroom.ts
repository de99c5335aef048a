import { join } from "node:path";
import { bundleWorker, digestOfLayouts } from "./assets.ts";
import { type CardStyle, openCardStyle } from "./cards/card-style.ts";
import { buildCatalog } from "./catalog/catalog.ts";
import { findBreaking, findNextChange, isLive, type NextChange } from "./catalog/live.ts";
import { collectMedia } from "./catalog/media.ts";
import { findTakenAddresses } from "./check/addresses.ts";
import { type Frame, linkStories, locateFindings, textsByName } from "./check/check.ts";
import { fateOfLink, findBrokenLinks, type LinkTargets } from "./check/links.ts";
import { mediaPath } from "./check/pictures.ts";
import type { Article } from "./check/types.ts";
import { meansUnfinished } from "./check/unfinished.ts";
import { cardFiles } from "./emit/card-files.ts";
import { type EmitSource, emitFiles } from "./emit/emit.ts";
import { emitManifest, type InstallSource, iconFiles } from "./emit/install.ts";
import { mediaFiles } from "./emit/media-files.ts";
import type { DerivedFile, OutputFile, OutputFolder } from "./emit/output-file.ts";
import { redirectPairs } from "./emit/redirects.ts";
import { searchFolders } from "./emit/search-files.ts";
import { emitWorker } from "./emit/worker.ts";
import type { Gathered } from "./gather.ts";
import { Digest, digestOf } from "./language/digest.ts";
import { type FormerStories, openRelating, type Relating } from "./ledger/relating.ts";
import { articlesOf, rowOfArticle } from "./ledger/stored-article.ts";
import { openArchive } from "./ledger/story-archive.ts";
import { storyFlags } from "./ledger/story-table.ts";
import type { Sight } from "./look.ts";
import type { Settings } from "./options.ts";
import { changedTags, findAsBefore, marksOfTags } from "./plan/as-before.ts";
import { bodyHtml } from "./plan/body-html.ts";
import { knownAddresses } from "./plan/known-addresses.ts";
import { liteHome } from "./plan/lite-address.ts";
import type { NewsroomFacts } from "./plan/newsroom-facts.ts";
import { type CommonParts, commonParts, linksDigest, partsOf } from "./plan/page-parts.ts";
import { pictureFiles } from "./plan/pictures.ts";
import { planCards } from "./plan/shared-cards.ts";
import { ownAddresses, type PagePlan, planSite } from "./plan/site-plan.ts";
import type { PageKind } from "./plan/views.ts";
import { type PageWords, wordsFor } from "./plan/words.ts";
import type { Finding, Problem } from "./problems/problem.ts";
import { openPictureDigests } from "./read/picture-digests.ts";
import { readSource } from "./read/read-source.ts";
import { readStrings } from "./read/strings-files.ts";
import { localUrl } from "./render/address.ts";
import { isCompared } from "./render/trending-marker.ts";
import type { SitePictures } from "./site-pictures.ts";
import { editionMoments } from "./trend/edition.ts";
import { type Edition, editionLastsMs } from "./trend/edition-file.ts";
import { stripAt, type TrendingStrip } from "./trend/strip.ts";

/** A newsroom that was read and checked. */
export interface Newsroom {
  /** Errors and warnings, in no order. With an error there is no plan. */
  readonly problems: readonly Problem[];
  /** How many text files were read. */
  readonly files: number;
  readonly plan: SitePlan | undefined;
}

/** Everything that the finished site consists of. */
export interface SitePlan {
  readonly pages: readonly PagePlan[];
  /** Feeds, sitemaps, redirects …; each made when asked, since some render whole texts. */
  emit(): readonly OutputFile[];
  /** Pictures and other files of `media/` that something published shows: path below the output, place on disk. */
  readonly copies: ReadonlyMap<string, string>;
  /** Pictures in other sizes, cards; each made when asked, into what is kept. */
  derived(): readonly DerivedFile[];
  /** Indexes of whole texts; each made when asked, which takes seconds. */
  folders(): readonly OutputFolder[];
  /** Takes away of what is kept what no plan has wanted for long. */
  sweep(): void;
  readonly stories: number;
  readonly next: NextChange | undefined;
  readonly relating: Relating;
  /** What the next build compares, to know which pages need not be asked for their parts. */
  marks(): FormerStories["marks"];
  /** The parts that all pages of a kind have in common. */
  common(kind: PageKind): CommonParts;
  /** Lets go of the files that hold the stories' texts. */
  close(): void;
}

/** What a plan depends on besides the content. */
export interface PlanSettings {
  readonly settings: Settings;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Addresses of the layouts' files by name. */
  readonly assets: Readonly<Record<string, string>>;
  /** A digest of the layouts of a kind of page, the options, and the programs that render it. */
  codeOf(kind: string): number;
  /** The folder of the files that the table of stories names. */
  readonly stateFolder: string;
  readonly former: FormerStories | undefined;
  /** `undefined` where pictures are published as they are. */
  readonly pictures: SitePictures | undefined;
  /** What the trending job baked, if it did. */
  readonly edition: Edition | undefined;
}

/**
 * Catalog, relate, trend, plan: what becomes of a newsroom's files, and everything that is wrong with them.
 *
 * Nothing is written. Same files, settings and `now` give the same plan, whatever was kept.
 */
export function openNewsroom(sight: Sight, gathered: Gathered, planning: PlanSettings): Newsroom {
  const { listing } = sight;
  const listed = [...listing.articles, ...listing.authors, ...listing.pages, ...listing.strings];
  for (const file of [listing.site, listing.trending]) if (file) listed.push(file);
  const textOf = textsByName(listed, (file) => readSource(file, [])?.text);
  const files = listed.length;
  const { frame } = gathered;
  if (frame === undefined) {
    return { problems: locateFindings(gathered.findings, textOf), files, plan: undefined };
  }
  const { plan, findings } = planNewsroom(sight, { ...gathered, frame }, planning, true);
  const problems = locateFindings(findings, textOf);
  const isRight = problems.every(({ severity }) => severity !== "error");
  if (!isRight) plan.close();
  return { problems, files, plan: isRight ? plan : undefined };
}

/**
 * The plan of a newsroom.
 *
 * @param judge whether to look for what is wrong with addresses and links; a process that renders part of a plan
 *   leaves that to the one that made it. The name of a file, as messages use it: of that one alone
 */
export function planNewsroom(
  sight: Sight,
  gathered: Pick<Gathered, "table" | "findings" | "unread"> & { readonly frame: Frame },
  planning: PlanSettings,
  judge: boolean | string,
): { readonly plan: SitePlan; readonly findings: Finding[] } {
  const { listing } = sight;
  const { frame, table } = gathered;
  const { settings, now, assets, codeOf, former, edition } = planning;
  const { site, authors, pages, pictures } = frame;
  const findings: Finding[] = [...gathered.findings];
  const strings = readStrings(sight.frame.strings, findings);

  const archive = openArchive(table, {
    folder: planning.stateFolder,
    shownFolder: sight.shownFolder,
    diskOf: disksOf(sight),
  });
  const has = (article: Article, flags: number) =>
    ((table.flags[rowOfArticle(article)] as number) & flags) !== 0;
  const unread = new Set(gathered.unread);
  const unreadSources = listing.articles.flatMap((file) =>
    unread.has(file.path) ? (readSource(file, []) ?? []) : [],
  );
  const { articles, unfinished, trending } = linkStories(
    articlesOf(archive),
    (article) => has(article, storyFlags.hasReferences),
    unreadSources,
    sight.frame.trending,
    findings,
  );

  const catalog = buildCatalog(site, articles, authors, pages, settings.slugs, now);
  const links: LinkTargets = {
    siteUrl: site.url,
    addresses: knownAddresses(() => planned, catalog),
    unpublished: new Set([
      ...articles.filter((article) => !isLive(article, now)).map(({ address }) => address),
      ...pages.filter(({ draft }) => draft).map(({ address }) => address),
    ]),
    media: new Map(listing.media.map(({ path, disk }) => [path, disk])),
    foreignPaths: settings.foreignPaths,
  };
  const stripOf = (moment: number) => stripAt(moment, catalog, trending, settings.trending.limit, edition);
  const strip = stripOf(now);
  // The same list in another edition is another strip only where pages say how old theirs is.
  const stripDigest = ({ generatedAt, ...shown }: TrendingStrip) =>
    digestOf(isCompared(settings.trending.delivery) ? { generatedAt, ...shown } : shown);
  const relating = openRelating(catalog, table, settings.related.limit, former);
  const breaking = findBreaking(catalog.stories, now);
  const cardOf = (article: Article) => table.card[rowOfArticle(article)] as number;
  const words = new Map<string, PageWords>();
  const wordsOf = (language: string) => {
    let known = words.get(language);
    if (known === undefined) {
      known = wordsFor(language, site, strings);
      words.set(language, known);
    }
    return known;
  };
  const style = settings.cards === false ? undefined : openCardStyle(settings.cards, settings.layouts);
  const cardShelf = join(planning.stateFolder, "cards");
  const pictureDigests = openPictureDigests(join(cardShelf, "pictures.json"));
  const mediaOf = (address: string) => links.media.get(address.slice(1));
  const tokenOf = (address: string) => sight.media.get(address.slice(1)) ?? "";
  const cards =
    style &&
    planCards({
      catalog,
      words: wordsOf,
      style: [style.digest, JSON.stringify(strings)],
      ownDigest: (article) => table.shared[rowOfArticle(article)] as number,
      leadOf: (article) => table.names[table.leads[rowOfArticle(article)] as number],
      pictures: {
        token: tokenOf,
        digest: (address) => pictureDigests.of(mediaOf(address) ?? "", tokenOf(address)),
        disk: mediaOf,
      },
    });
  const digests: NewsroomFacts["digests"] = {
    site: digestOf([site, strings, assets, cards?.digest]),
    trending: stripDigest(strip),
    breaking: breaking === undefined ? 0 : digestOf([cardOf(breaking), breaking.breakingUntil]),
    code: codeOf,
    author: kept((id) => {
      const author = authors.get(id);
      // The biography stands on the author's own page alone.
      return digestOf(
        author ? { ...author, body: undefined, outline: undefined, bodyLine: undefined } : null,
      );
    }),
    topic: kept((tag) => {
      const topic = catalog.topicOf.get(tag);
      // A topic is named in the language of the story that used it first.
      return digestOf(topic ? [topic.title, topic.address, topic.stories.at(-1)?.language] : null);
    }),
  };
  const marks = once(() => ({
    tags: marksOfTags(table.names, catalog, digests),
    surroundings: digestOf([digests.site, [...authors.values()], sight.mediaDigest]),
  }));
  const looksAround = (article: Article) =>
    has(article, storyFlags.hasLinks | storyFlags.hasReferences | storyFlags.hasPictures);
  const isKnown = former !== undefined && former.marks.surroundings === marks().surroundings;
  const asBefore =
    isKnown && relating.changed
      ? findAsBefore(catalog, {
          stories: relating.changed,
          tags: changedTags(table.names, former.marks.tags, marks().tags),
          isSame: relating.isSame,
          looksAround,
        })
      : undefined;
  const facts: NewsroomFacts = {
    catalog,
    settings,
    related: relating.related,
    addRelated: relating.addRelated,
    strip,
    pictures,
    prints: planning.pictures?.prints,
    links,
    assets,
    marks: {
      own: (article) => table.own[rowOfArticle(article)] as number,
      card: cardOf,
      looksAround,
      html: (article) => archive.html(rowOfArticle(article)),
    },
    digests,
    asBefore,
    words: wordsOf,
    cards,
  };
  const planned = planSite(facts, redirectPairs(catalog));

  if (judge !== false) {
    const fixed = new Map(ownAddresses.map((address) => [address, "the site itself"]));
    for (const { kind, address } of planned) {
      const isOwn = kind === "section" || kind === "topic" || kind === "archive" || kind === "directory";
      if (isOwn) fixed.set(address, address);
    }
    const folders = new Map(settings.lite ? [[liteHome, "the lite pages"]] : []);
    findTakenAddresses(articles, pages, [...authors.values()], fixed, folders, findings);
    const biographies = [...authors.values()].map((author) => ({ ...author, draft: false }));
    const linking = articles.filter((article) => has(article, storyFlags.hasLinks));
    const linkFindings: Finding[] = [];
    for (const text of [...linking, ...unfinished, ...pages, ...biographies]) {
      if (typeof judge === "string" && text.file !== judge) continue;
      if (text.outline.links.length > 0) findBrokenLinks(text, links, linkFindings);
    }
    for (const finding of linkFindings) {
      const found = String(finding.values.found);
      if (finding.code !== "link-broken" || !meansUnfinished(found, unreadSources)) findings.push(finding);
    }
    for (const [index, { url }] of site.navigation.entries()) {
      if (!url.startsWith("/") || fateOfLink(url, "/", [], links) === "fine") continue;
      const place = { field: ["navigation", index, "url"] };
      const file = `${sight.shownFolder}/site.yaml`;
      findings.push({ code: "link-broken", file, place, values: { found: url } });
    }
  }

  const source: EmitSource = {
    catalog,
    pictures: pictureFiles(facts.prints),
    feedLimit: settings.feeds.limit,
    search: settings.search,
    bodyOf: (article) =>
      facts.marks.html(article) ??
      bodyHtml(article, article.date, facts, facts.words(article.language), "feed"),
    pageAddresses: planned,
    digests: {
      card: cardOf,
      story(article) {
        const digest = new Digest().number(facts.marks.own(article)).number(linksDigest(article, facts));
        digest.number(cardOf(article));
        for (const id of article.authors) digest.number(facts.digests.author(id));
        return digest.end();
      },
      parts: (made) => partsOf({ stories: made, trending: 0, breaking: 0 }, "emit", facts),
    },
  };
  const emitApp = (): OutputFile[] => {
    const files: OutputFile[] = [];
    const installed = installSource(facts, sight, planning);
    if (installed !== undefined) files.push(emitManifest(installed));
    // Left out, nothing is known of a service worker, and the project may have one of its own.
    if (settings.offline !== undefined) {
      const pages = settings.reading.save ? ["/offline/", "/saved/"] : ["/offline/"];
      const shell = [...pages, assets["khabar.css"], assets["khabar.js"]];
      files.push(
        emitWorker({
          code: () => bundleWorker(settings),
          shell: settings.offline ? shell.flatMap((path) => (path ? [localUrl(site, path)] : [])) : [],
          madeFrom: settings.offline ? `${digestOfLayouts(settings)} ${facts.digests.site}` : "",
          parts: source.digests.parts,
        }),
      );
    }
    return files;
  };
  const isPictured = (article: Article) => has(article, storyFlags.hasPictures);
  const next = findNextChange(articles, now);
  const newStripAt = [editionMoments(now, site.timeZone).next, (edition?.generatedAt ?? 0) + editionLastsMs]
    .filter((moment) => moment > now)
    .sort((a, b) => a - b)
    .find((moment) => stripDigest(stripOf(moment)) !== facts.digests.trending);
  const newest = catalog.stories[0];
  const media = mediaFiles(collectMedia(catalog, links.media, isPictured), links.media, planning.pictures);
  return {
    findings,
    plan: {
      pages: planned,
      emit: () => [...emitFiles(source), ...emitApp()],
      copies: media.copies,
      derived() {
        const files = cardFiles(cards, cardShelf, () => (style as CardStyle).openDrawer(cardShelf));
        pictureDigests.save();
        const installed = installSource(facts, sight, planning);
        const icons = installed === undefined ? [] : iconFiles(installed);
        return [...media.derived(), ...files, ...icons];
      },
      folders: () => searchFolders(source),
      sweep: media.sweep,
      stories: catalog.stories.length,
      next:
        newest && newStripAt !== undefined && (next === undefined || newStripAt < next.at)
          ? { at: newStripAt, because: "edition", article: newest.id }
          : next,
      relating,
      marks,
      common: kept((kind) => commonParts(kind, facts)),
      close: () => archive.close(),
    },
  };
}

/** What the site on a home screen is made from; `undefined` where it is none. */
function installSource(
  facts: NewsroomFacts,
  sight: Sight,
  { settings: { install }, stateFolder }: PlanSettings,
): InstallSource | undefined {
  if (install === undefined) return undefined;
  const { site } = facts.catalog;
  const path = mediaPath(site.logo?.src ?? "");
  const disk = path && facts.links.media.get(path);
  return {
    site,
    install,
    logo: path && disk ? { disk, digest: digestOf(sight.media.get(path)) } : undefined,
    folder: join(stateFolder, "icons"),
    parts: (made) => partsOf({ stories: made, trending: 0, breaking: 0 }, "emit", facts),
  };
}

/** Remembers what is made once. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Remembers what a name gives. */
function kept<T extends number | object>(make: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return (name) => {
    let value = known.get(name);
    if (value === undefined) {
      value = make(name);
      known.set(name, value);
    }
    return value;
  };
}

/** Where the files of stories lie, by their ids. */
function disksOf({ listing, folder }: Sight): (id: string) => string {
  let disks: Map<string, string> | undefined;
  return (id) => {
    if (disks === undefined) {
      // Only those that lie where their names do not say.
      disks = new Map();
      for (const { path, disk } of listing.articles) {
        if (disk !== `${folder}/${path}`) disks.set(path.slice("articles/".length, -".md".length), disk);
      }
    }
    return disks.get(id) ?? `${folder}/articles/${id}.md`;
  };
}
