import { brotliCompressSync, constants } from "node:zlib";
import { openTitleIndex } from "../../src/search/find-titles.ts";
import { makeShard } from "../../src/search/make-shard.ts";
import {
  cutIntoShards,
  storiesPerTextIndex,
  type TitleShard,
  titlesPerShard,
} from "../../src/search/shard.ts";
import { makeTextIndex } from "../../src/search/text-index.ts";
import { type GeneratedStory, generateStories } from "./generate-newsroom.ts";

/** What search costs a build and a reader, with so many stories. Times in milliseconds, on one thread. */
export interface SearchRow {
  readonly stories: number;
  /** Headlines that can be searched, and the files they lie in. */
  readonly titles: number;
  readonly shards: number;
  /** To make all shards, as a build from nothing does; and the one that a new story changes. */
  readonly allShards: number;
  readonly oneShard: number;
  /** Bytes on their way, as a CDN compresses: the biggest shard, and the newest two, which a first search fetches. */
  readonly biggest: number;
  readonly first: number;
  /** Of one index of whole texts. */
  readonly textIndex: { readonly time: number; readonly files: number; readonly bytes: number };
  /** For the newest two shards and for all: to take them in, and the median of a query. */
  readonly reader: readonly { readonly titles: number; readonly open: number; readonly query: number }[];
}

const site = { language: "hi", timeZone: "Asia/Kolkata" };

/** What is typed, in script, in Roman letters, unfinished and wrong. */
const typed = ["बारिश", "barish", "kisaan", "चुन", "chunav dilli", "क्रिकट", "olympik", "xyzzy", "मौसम में बाढ़"];

/** @param window how many of the newest headlines can be searched, as `search.titles` says */
export async function benchSearch(size: number, window: number): Promise<SearchRow> {
  const newest = [...generateStories(size)].reverse();
  const cut = cutIntoShards(newest, window, titlesPerShard);
  const timeOf = stopwatch();
  const files = cut.map(({ stories }) => JSON.stringify(shardOf(stories)));
  const allShards = timeOf();
  JSON.stringify(shardOf(cut.at(-1)?.stories ?? []));
  const oneShard = timeOf();
  const sizes = files.map(bytesOnTheirWay);
  const texts = newest.slice(0, storiesPerTextIndex).map((story, day) => ({
    url: addressOf(story),
    title: story.title,
    text: story.body,
    day,
    section: story.section,
    language: "",
  }));
  timeOf();
  const index = await makeTextIndex(texts, site.language);
  const time = timeOf();
  return {
    stories: size,
    titles: cut.reduce((sum, { stories }) => sum + stories.length, 0),
    shards: cut.length,
    allShards,
    oneShard,
    biggest: Math.max(...sizes),
    first: sizes.slice(-2).reduce((sum, bytes) => sum + bytes, 0),
    textIndex: {
      time,
      files: index.size,
      bytes: [...index.values()].reduce((sum, { length }) => sum + length, 0),
    },
    reader: [files.slice(-2), files].map(searchAsReader),
  };
}

function searchAsReader(files: readonly string[]): SearchRow["reader"][number] {
  const timeOf = stopwatch();
  const index = openTitleIndex();
  for (const file of files) index.add(JSON.parse(file) as TitleShard);
  const open = timeOf();
  const times = typed.flatMap((words) =>
    Array.from({ length: 5 }, () => {
      timeOf();
      index.find(words);
      return timeOf();
    }),
  );
  const query = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] as number;
  return { titles: index.size, open, query };
}

function shardOf(stories: readonly GeneratedStory[]): TitleShard {
  return makeShard(
    site,
    stories.map((story) => ({
      title: story.title,
      address: addressOf(story),
      date: Date.parse(`${story.date}+05:30`),
      section: story.section,
      language: site.language,
    })),
  );
}

function addressOf({ section, slug }: GeneratedStory): string {
  return `/${section}/${slug}/`;
}

/** Cloudflare compresses at this level what it compresses as it goes out. */
function bytesOnTheirWay(text: string): number {
  return brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }).length;
}

/** @returns tells the milliseconds since it was last asked */
function stopwatch(): () => number {
  let last = performance.now();
  return () => {
    const now = performance.now();
    const passed = now - last;
    last = now;
    return passed;
  };
}

/** The rows as a table in Markdown. */
export function showSearchRows(rows: readonly SearchRow[]): string {
  const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
  const ms = (time: number) => `${time < 10 ? time.toFixed(1) : Math.round(time)} ms`;
  const head = [
    "stories",
    "headlines searched",
    "files",
    "all files made",
    "one file",
    "biggest, br",
    "first two, br",
    `index of ${storiesPerTextIndex} texts`,
    "its files",
    "reader: two files taken in, query",
    "reader: all taken in, query",
  ];
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;
  return [
    line(head),
    line(head.map(() => "---:")),
    ...rows.map(({ stories, titles, shards, allShards, oneShard, biggest, first, textIndex, reader }) =>
      line([
        stories,
        titles,
        shards,
        ms(allShards),
        ms(oneShard),
        kB(biggest),
        kB(first),
        `${ms(textIndex.time)}, ${kB(textIndex.bytes)}`,
        textIndex.files,
        ...reader.map(({ open, query }) => `${ms(open)}, ${ms(query)}`),
      ]),
    ),
  ].join("\n");
}
