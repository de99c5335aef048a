import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rankTrending } from "../../src/trend/rank.ts";
import { openLogs } from "../../src/trend/sources/logs/logs.ts";
import { aCatalog, anArticle, aSite } from "../../tests/fixtures/newsroom.ts";
import { logEnd, storiesInLog, storyPath } from "./generate-log.ts";

/** What `rank-log.ts FILE` prints as JSON: it is run as a process of its own, which is measured. */
export interface RankedLog {
  readonly readings: number;
  readonly readers: number;
  readonly top: readonly string[];
  readonly troubles: readonly string[];
}

// Half an hour apart, so that the stories of the list are of about one age.
const articles = Array.from({ length: storiesInLog }, (_, number) => {
  const address = storyPath(number);
  const section = address.split("/")[1] as string;
  return anArticle({
    id: address.slice(1, -1),
    title: `${number}`,
    address,
    section,
    date: logEnd - (number + 1) * 1_800_000,
  });
});
const site = aSite();
const scratch = mkdtempSync(join(tmpdir(), "khabar-rank-log-"));
try {
  const source = openLogs(
    { from: "logs", files: [process.argv[2] ?? ""] },
    {
      site,
      environment: {},
      fetch,
      stateFolder: scratch,
      temporaryFolder: scratch,
      choices: { pinned: [], blocked: [] },
      formPath: "/comments/",
      number: 0,
    },
  );
  // As the first run asks: for all that is there.
  const since = logEnd - 7 * 86_400_000;
  const { readings, troubles } = await source.read({
    now: logEnd,
    since,
    signal: new AbortController().signal,
  });
  const { ranked } = rankTrending(
    readings,
    new Map(),
    aCatalog(articles, logEnd, { site }),
    { blocked: [] },
    {
      limit: 10,
      windowMinutes: 180,
      leastReaders: 3,
      perSection: 5,
    },
  );
  const readers = readings.reduce((sum, reading) => sum + reading.readers, 0);
  const top = ranked.map(({ story }) => story.id);
  console.log(JSON.stringify({ readings: readings.length, readers, top, troubles } satisfies RankedLog));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
