import { aimsTable, cleanTable, warmTable } from "./build-tables.ts";
import type { BuildResults, Conditions } from "./results.ts";

/** `docs/benchmarks.md`. The picture stands beside it at `pictures/growth.svg`. */
export function benchmarksPage(results: BuildResults): string {
  const { conditions, clean, warm } = results;
  const sections = [
    `# Benchmarks

How long builds take, and what they change. Measured on ${conditions.day} with generated Hindi stories; below is how.
This page is written by \`npm run bench -- build --write-docs\`. [How pages weigh and how fast they show](page-benchmarks.md)
is measured by \`npm run bench -- page\`.`,
    section(
      "Clean builds",
      `No output and no state of an earlier build. \`cp -r\` copies the finished site: no build that writes it can take less.

![Seconds of a clean build by number of stories, one line a system; the table below has the numbers](pictures/growth.svg)`,
      cleanTable(clean),
      `A system that is not finished after ${count(conditions.limitSeconds)} s is stopped; "× Khabar" and "× cp -r" say how many times as long as these
it took. The sites are not equal: Khabar's pages have related stories, a trending strip, structured data, months,
authors, feeds and sitemaps, and those of the others are as short as their tutorials make them. "Hugo with related"
lists related stories with Hugo's own settings. Eleventy is left out where it would take hours.`,
    ),
    section(
      "Builds after a change",
      `Each in a new process, with the output and the \`.khabar/\` folder of the build before it.`,
      warmTable(warm),
      `The edited story stands in the middle of the archive and gets another sentence. The added one is the newest and has
four topics. The trending links stand at the foot of every page, so that all pages change; beside it is the time that
a script takes to read every page and write it back in place, without building anything.`,
    ),
    section("Aims", aimsTable(results)),
    `## What was measured

- ${conditionsInWords(conditions)}
- The same seeded stories for all: about 600 words and 8 KB of Markdown each, 2 to 4 topics of 78, 6 sections,
  20 authors, eight stories a day. Khabar builds for a moment just after the newest.
- Wall time is from start to end of the command, Node's start included, npm's left out. Medians where there was more
  than one run; a peer that takes over a minute is run once.
- CPU time is that of all processes of a command. Peak memory is the greatest sum over all its processes, looked at
  every 50 ms; memory that processes share counts once.
- ${conditions.inMemory ? "All files are in a file system in memory (`/dev/shm`), so that no disk is measured." : "All files are on disk."}`,
    `## Measure it yourself

\`\`\`
npm run bench -- build                          1,000, 10,000 and 100,000 stories, with peers
npm run bench -- build --sizes=1000 --no-peers  Khabar alone, within a minute
npm run bench -- build --write-docs             this page and its picture, too
\`\`\`

It needs Linux, 100 KB of room for each story (10 GB for 100,000) and, for its rows, Hugo. \`--help\` tells the rest.`,
  ];
  return `${sections.filter((text) => text !== "").join("\n\n")}\n`;
}

/** Nothing if there is no table for it. */
function section(heading: string, ...parts: readonly string[]): string {
  return parts.includes("") ? "" : [`## ${heading}`, ...parts].join("\n\n");
}

function conditionsInWords(conditions: Conditions): string {
  const { cores, memoryGigabytes, platform, node, eleventy, hugo } = conditions;
  const system = platform === "linux" ? "Linux" : platform;
  const versions = [`Node ${node}`, `Eleventy ${eleventy}`, hugo === undefined ? "no Hugo" : `Hugo ${hugo}`];
  return `${cores} cores, ${memoryGigabytes} GB of memory, ${system}; ${versions.join(", ")}.`;
}

const count = (value: number) => value.toLocaleString("en");
