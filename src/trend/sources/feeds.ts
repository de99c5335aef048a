import type { SisterSite } from "../../check/types.ts";
import { ask } from "./ask.ts";
import { type KeptFeed, keepFeed, keptFeed } from "./feed-keeping.ts";
import { feedStories, newestFirst } from "./feed-stories.ts";
import { feedText } from "./feed-text.ts";
import type { HttpTools } from "./http-tools.ts";
import type { OutsideStory, Question, TrendSource } from "./source.ts";
import type { FeedsOptions } from "./source-options.ts";
import { answerOf, SourceTrouble } from "./trouble.ts";

/** Feeds of news have some hundred kilobytes. */
const maxBytes = 4 << 20;

/** What is kept of a feed, so that more can be shown without asking for it anew. */
export const maxPerSite = 30;

/** Milliseconds for which the last good answer of a feed stands in for it. */
const keptFor = 2 * 86_400_000;

/**
 * Headlines of the sister sites in `site.yaml` that have a `feed`.
 *
 * Feeds are asked whether they have changed (ETag, Last-Modified). One that fails is told of, and what it answered last
 * is used for two days.
 *
 * @returns a source without readings; its stories are newest first, at most `perSite` of each site
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-conditional-requests
 */
export function openFeeds({ perSite = 5 }: FeedsOptions, tools: HttpTools): TrendSource {
  const sisters = tools.site.sisterSites.filter(({ feed }) => feed !== undefined);
  return {
    name: "feeds",
    read: (question) =>
      answerOf("The feeds", async () => {
        const found = await Promise.all(
          sisters.map((sister) => readSister(sister, perSite, tools, question)),
        );
        return {
          outside: found.flatMap(({ stories }) => stories).sort(newestFirst),
          troubles: found.flatMap(({ troubles }) => troubles),
        };
      }),
  };
}

interface Found {
  readonly stories: readonly OutsideStory[];
  readonly troubles: readonly string[];
}

async function readSister(
  sister: SisterSite,
  perSite: number,
  { fetch, site, stateFolder }: HttpTools,
  { now, signal }: Question,
): Promise<Found> {
  const feed = sister.feed ?? "";
  const kept = await keptFeed(stateFolder, feed);
  const troubles: string[] = [];
  let stories: readonly OutsideStory[];
  try {
    const reply = await ask(
      {
        service: `The feed of ${sister.name}`,
        access: "Check its address in site.yaml.",
        url: new URL(feed),
        headers: {
          accept:
            "application/feed+json, application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.1",
          ...(kept?.etag === undefined ? {} : { "if-none-match": kept.etag }),
          ...(kept?.lastModified === undefined ? {} : { "if-modified-since": kept.lastModified }),
        },
        signal,
        secret: false,
        maxBytes,
        alsoGood: kept === undefined ? [] : [304],
      },
      fetch,
    );
    if (reply.status === 304 && kept !== undefined) {
      stories = asStories(kept, sister.name);
      await keepOrTell(stateFolder, { ...kept, answered: now }, troubles);
    } else {
      const text = feedText(reply.bytes, reply.headers.get("content-type"));
      stories = feedStories(text, sister, { now, zone: site.timeZone }).slice(0, maxPerSite);
      await keepOrTell(
        stateFolder,
        {
          feed,
          answered: now,
          etag: reply.headers.get("etag") ?? undefined,
          lastModified: reply.headers.get("last-modified") ?? undefined,
          stories: [...stories],
        },
        troubles,
      );
    }
  } catch (error) {
    const trouble =
      error instanceof SourceTrouble ? error.message : `The feed of ${sister.name} could not be read.`;
    const isFresh = kept !== undefined && now - kept.answered <= keptFor;
    stories = isFresh ? asStories(kept, sister.name) : [];
    troubles.push(isFresh ? `${trouble} What it answered last is used.` : trouble);
  }
  return { stories: stories.slice(0, perSite), troubles };
}

/** The name of the site may have been changed since. */
function asStories({ stories }: KeptFeed, source: string): OutsideStory[] {
  return stories.map(({ title, url, language, date }) => ({ title, url, source, language, date }));
}

async function keepOrTell(folder: string, kept: KeptFeed, troubles: string[]): Promise<void> {
  try {
    await keepFeed(folder, kept);
  } catch {
    troubles.push(
      `The answer of a feed could not be kept in ${folder}. Check that the folder can be written.`,
    );
  }
}
