import type { Settings } from "../src/options.ts";
import type { RefreshedTrending } from "../src/refresh-trending.ts";
import type { LeftOut, ScoredStory } from "../src/trend/rank.ts";

/** How many of those that are not in the list are told. */
const mostTold = 20;

/** For people: how the list came about. */
export function explainTrending(
  { strip, ranking, answers, edition }: RefreshedTrending,
  notes: readonly string[],
  { window, leastReaders, perSection }: Settings["trending"],
): string {
  const lines = [
    `Read in the ${window} minutes until ${new Date(edition.generatedAt).toISOString()}; the list is by ${strip.basis}.`,
    "",
    ...strip.links.map(({ title, url }, index) => {
      const scored = ranking.ranked.find(({ story }) => story.address === url);
      const why = scored ? showParts(scored) : "not ranked: pinned, of another site, or new";
      return `${String(index + 1).padStart(2)}. ${title}  ${url}\n    ${why}`;
    }),
  ];
  const others = ranking.scored.filter(({ leftOut }) => leftOut !== undefined);
  if (others.length > 0) lines.push("", "Read, but not in the list:");
  for (const scored of others.slice(0, mostTold)) {
    const { story, leftOut } = scored;
    lines.push(`  - ${story.title}  ${story.address}`, `    ${showParts(scored)}`);
    if (leftOut) lines.push(`    ${showReason(leftOut, leastReaders, perSection)}`);
  }
  if (others.length > mostTold) lines.push(`  and ${others.length - mostTold} more`);
  const strangers = ranking.strangers.slice(0, mostTold);
  if (strangers.length > 0) {
    const list = strangers.map(({ path, readers }) => `${path.slice(0, 80)} (${readers})`).join(", ");
    lines.push("", `Read, but no live story of this site: ${list}`);
  }
  lines.push("", "Sources:");
  if (answers.length === 0) lines.push("  none; name them in the option trending.sources");
  for (const { source, answer } of answers) {
    lines.push(`  ${source}: ${answer.readings.length} readings, ${answer.outside.length} headlines`);
  }
  for (const note of notes) lines.push(`  ${note}`);
  return `${lines.join("\n")}\n`;
}

/** For programs. */
export function trendingInJson(
  { strip, ranking, edition, answers }: RefreshedTrending,
  explain: boolean,
): Record<string, unknown> {
  const explained = ranking.scored.map(({ story, parts, leftOut }) => ({
    id: story.id,
    address: story.address,
    title: story.title,
    ...parts,
    leftOut: leftOut?.kind,
    sameEventAs: leftOut?.kind === "same-event" ? leftOut.as.id : undefined,
  }));
  return {
    generatedAt: new Date(edition.generatedAt).toISOString(),
    window: edition.window,
    basis: strip.basis,
    links: strip.links,
    troubles: answers.flatMap(({ source, answer }) =>
      answer.troubles.map((trouble) => ({ source, trouble })),
    ),
    ...(explain ? { stories: explained, strangers: ranking.strangers } : {}),
  };
}

function showParts({ parts }: ScoredStory): string {
  const { readers, decayed, latest, usual, surge, age, score } = parts;
  const past = usual === undefined ? "no past days known" : `usually ${usual.toFixed(1)}`;
  return `readers ${readers}, decayed ${decayed.toFixed(1)}, last 15 min ${latest.toFixed(1)} (${past}), surge ${surge.toFixed(2)}, age ${age.toFixed(2)}, score ${score.toFixed(3)}`;
}

function showReason(reason: LeftOut, leastReaders: number, perSection: number): string {
  switch (reason.kind) {
    case "blocked":
      return "left out: blocked in trending.yaml";
    case "too-few-readers":
      return `left out: fewer than ${leastReaders} readers`;
    case "same-event":
      return `left out: tells of the same event as ${reason.as.address}`;
    case "section-full":
      return `left out: ${perSection} stories of its section are in the list`;
    case "below":
      return "left out: the list is full";
  }
}
