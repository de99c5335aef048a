import { buildCatalog } from "./catalog/catalog.ts";
import { findNextChange, isLive, type NextChange } from "./catalog/live.ts";
import { collectMedia } from "./catalog/media.ts";
import { findTakenAddresses } from "./check/addresses.ts";
import { checkContent, locateFindings, sourcesByName } from "./check/check.ts";
import { fateOfLink, findBrokenLinks, type LinkTargets } from "./check/links.ts";
import { meansUnfinished } from "./check/unfinished.ts";
import { type EmitSource, emitFiles } from "./emit/emit.ts";
import type { OutputFile } from "./emit/output-file.ts";
import { redirectPairs } from "./emit/redirects.ts";
import type { Settings } from "./options.ts";
import { bodyHtml } from "./plan/body-html.ts";
import type { NewsroomFacts } from "./plan/newsroom-facts.ts";
import { ownAddresses, type PagePlan, planSite } from "./plan/site-plan.ts";
import { type PageWords, wordsFor } from "./plan/words.ts";
import type { Finding, Problem } from "./problems/problem.ts";
import { listContent } from "./read/list-content.ts";
import { pictureSize } from "./read/picture-size.ts";
import { readStrings } from "./read/strings-files.ts";
import { relateStories } from "./relate/related.ts";
import { feedFiles } from "./render/feed-addresses.ts";
import { buildStrip } from "./trend/strip.ts";

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
  /** Feeds, sitemaps, redirects …; made when asked, since some render whole texts. */
  emit(): Promise<readonly OutputFile[]>;
  /** Pictures and other files of `media/` that something published shows: path below the output, place on disk. */
  readonly copies: ReadonlyMap<string, string>;
  readonly stories: number;
  readonly next: NextChange | undefined;
}

/** Where the content lies and what the site around it has. */
export interface NewsroomInput {
  /** The content folder, relative to the working directory or absolute. */
  readonly folder: string;
  readonly settings: Settings;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Addresses of the layouts' files by name. */
  readonly assets: Readonly<Record<string, string>>;
}

/**
 * The whole pipeline: read, check, catalog, relate, trend, plan.
 *
 * Nothing is written. Same files, settings and `now` give the same plan.
 */
export async function openNewsroom({ folder, settings, now, assets }: NewsroomInput): Promise<Newsroom> {
  const shownFolder = folder.replaceAll("\\", "/").replace(/^\.\//, "").replace(/\/+$/, "") || ".";
  const content = await listContent(folder, shownFolder);
  const texts = [...content.articles, ...content.authors, ...content.pages, ...content.strings];
  for (const file of [content.site, content.trending]) if (file) texts.push(file);
  const sources = sourcesByName(texts);
  const giveUp = (findings: readonly Finding[]): Newsroom => ({
    problems: locateFindings(findings, sources),
    files: texts.length,
    plan: undefined,
  });

  const checked = checkContent(content, { ...settings, shownFolder }, pictureSize);
  if (checked.site === undefined) return giveUp(checked.findings);
  const { site, articles, authors, pages, trending, pictures } = checked;
  const findings = checked.findings;
  const strings = readStrings(content.strings, findings);

  const catalog = buildCatalog(site, articles, authors, pages, settings.slugs, now);
  const words = new Map<string, PageWords>();
  const links: LinkTargets = {
    siteUrl: site.url,
    addresses: new Map(),
    unpublished: new Set([
      ...articles.filter((article) => !isLive(article, now)).map(({ address }) => address),
      ...pages.filter(({ draft }) => draft).map(({ address }) => address),
    ]),
    media: content.media,
    foreignPaths: settings.foreignPaths,
  };
  const facts: NewsroomFacts = {
    catalog,
    settings,
    relations: relateStories(catalog),
    strip: buildStrip(catalog, trending, settings.trending.limit),
    pictures,
    links,
    assets,
    words(language) {
      let known = words.get(language);
      if (known === undefined) {
        known = wordsFor(language, site, strings);
        words.set(language, known);
      }
      return known;
    },
  };
  const planned = planSite(facts, redirectPairs(catalog));
  const addresses = links.addresses as Map<string, readonly string[] | undefined>;
  for (const { address } of planned) addresses.set(address, undefined);
  for (const { file } of feedFiles) {
    for (const above of ["/", ...site.sections.map((section) => section.address)]) {
      addresses.set(above + file, undefined);
    }
  }
  for (const name of ["/sitemap.xml", "/news-sitemap.xml", "/robots.txt"]) addresses.set(name, undefined);

  const fixed = new Map(ownAddresses.map((address) => [address, "the site itself"]));
  for (const { kind, address } of planned) {
    const isOwn = kind === "section" || kind === "topic" || kind === "archive" || kind === "directory";
    if (isOwn) fixed.set(address, address);
  }
  findTakenAddresses(articles, pages, [...authors.values()], fixed, findings);

  for (const { address, outline } of [...catalog.stories, ...catalog.pages])
    addresses.set(address, outline.anchors);
  const biographies = [...authors.values()].map((author) => ({ ...author, draft: false }));
  const linkFindings: Finding[] = [];
  for (const text of [...articles, ...checked.unfinished, ...pages, ...biographies]) {
    if (text.outline.links.length > 0) findBrokenLinks(text, links, linkFindings);
  }
  for (const finding of linkFindings) {
    const found = String(finding.values.found);
    if (finding.code !== "link-broken" || !meansUnfinished(found, checked.unread)) findings.push(finding);
  }
  for (const [index, { url }] of site.navigation.entries()) {
    if (!url.startsWith("/") || fateOfLink(url, "/", [], links) === "fine") continue;
    const place = { field: ["navigation", index, "url"] };
    findings.push({ code: "link-broken", file: `${shownFolder}/site.yaml`, place, values: { found: url } });
  }

  const problems = locateFindings(findings, sources);
  if (problems.some(({ severity }) => severity === "error"))
    return { problems, files: texts.length, plan: undefined };
  const source: EmitSource = {
    catalog,
    feedLimit: settings.feeds.limit,
    bodyOf: (article) => bodyHtml({ ...article, day: article.date }, facts, facts.words(article.language)),
    pageAddresses: planned,
  };
  return {
    problems,
    files: texts.length,
    plan: {
      pages: planned,
      emit: async () => emitFiles(source),
      copies: collectMedia(catalog, content.media),
      stories: catalog.stories.length,
      next: findNextChange(articles, now),
    },
  };
}
