import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pick, type Random, seededRandom } from "../../scripts/bench/seeded-random.ts";
import { type RelateChanges, relateStories } from "../../src/relate/related.ts";
import {
  aStory,
  columnsOf,
  day,
  type Found,
  findAll,
  inRows,
  nameNumber,
  type Story,
  today,
} from "./columns.ts";

type Newsroom = ReadonlyMap<string, Story>;

const list = (count: number, give: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => give(index));

/** Terms that half a dozen, a hundred and hundreds of stories have. */
const vocabulary = {
  rare: list(300, (index) => `rare${index}`),
  middling: list(12, (index) => `${index % 2 === 0 ? "#" : ""}middling${index}`),
  common: ["common", "#common"],
};

function randomTerms(random: Random): Map<string, number> {
  const terms = new Map<string, number>();
  // Some stories have nothing but their section.
  if (random() < 0.15) return terms;
  for (const term of vocabulary.common) if (random() < 0.15) terms.set(term, 1);
  if (random() < 0.7) terms.set(pick(random, vocabulary.middling), 1 + Math.floor(random() * 3));
  while (random() < 0.7) terms.set(pick(random, vocabulary.rare), 1 + Math.floor(random() * 3));
  return new Map([...terms].sort(() => random() - 0.5));
}

/** Some three stories share a moment, some fifty one of four moments. */
function randomDate(random: Random, size: number): number {
  const moment = Math.floor(random() * (size / 3));
  return today - (random() < 0.9 ? moment : moment - (moment % Math.ceil(size / 12))) * (day / 24);
}

const randomSection = (random: Random, size: number) => `section${Math.floor(random() * (size / 25))}`;

function randomChoices(random: Random, newsroom: Newsroom, story: Story): Pick<Story, "pinned" | "excluded"> {
  const all = [...newsroom.values()];
  const mates = all.filter(({ section }) => section === story.section);
  const some = (share: number) => {
    const chosen: string[] = [];
    while (random() < share) chosen.push(pick(random, random() < 0.7 && mates.length > 0 ? mates : all).id);
    return chosen;
  };
  return { pinned: some(0.4), excluded: some(0.7) };
}

function randomStory(random: Random, id: string, size: number): Story {
  return aStory({
    id,
    date: randomDate(random, size),
    section: randomSection(random, size),
    isLasting: random() < 0.1,
    language: random() < 0.9 ? "hi" : "en",
    series: random() < 0.1 ? `series${Math.floor(random() * 5)}` : undefined,
    terms: randomTerms(random),
  });
}

function edited(random: Random, story: Story, newsroom: Newsroom): Story {
  const size = newsroom.size;
  const edits: (() => Partial<Story>)[] = [
    () => ({ terms: randomTerms(random) }),
    () => ({ terms: new Map([...story.terms].map(([term, weight]) => [term, weight + 1])) }),
    () => ({ date: randomDate(random, size) }),
    () => ({ section: randomSection(random, size) }),
    () => ({ series: "series0" }),
    () => randomChoices(random, newsroom, story),
    () => randomStory(random, story.id, size),
  ];
  return { ...story, ...pick(random, edits)() };
}

function randomNewsroom(random: Random, size: number): Newsroom {
  const ids = list(size, (index) => `${Math.floor(random() * 1000)}-${index}`);
  const stories = new Map(ids.map((id) => [id, randomStory(random, id, size)]));
  for (const [id, story] of stories) {
    if (random() < 0.03) stories.set(id, { ...story, ...randomChoices(random, stories, story) });
  }
  return stories;
}

/** A few stories more, fewer or other. */
function changedNewsroom(random: Random, newsroom: Newsroom, step: string): Newsroom {
  const next = new Map(newsroom);
  const changes = random() < 0.6 ? 1 : 4;
  for (let change = 0; change < changes; change++) {
    const dice = random();
    const story = pick(random, [...next.values()]);
    if (dice < 0.4) {
      const id = `${Math.floor(random() * 1000)}-${step}-${change}`;
      next.set(id, randomStory(random, id, newsroom.size));
    } else if (dice < 0.6 && next.size > 2) next.delete(story.id);
    else next.set(story.id, edited(random, story, next));
  }
  return next;
}

/** What it took to come into the sidebars as they were, by the rows of now. */
function barsOf(
  before: Newsroom,
  rows: readonly Story[],
  numbers: ReadonlyMap<string, number>,
  limit: number,
): Pick<RelateChanges, "bars" | "backgroundBars"> {
  const former = inRows(before.values());
  const relations = relateStories(columnsOf(former, new Map(numbers)));
  const sidebars = new Map(former.map(({ id }, row) => [id, relations.search(row, limit)]));
  return {
    bars: Float64Array.from(rows, ({ id }) => sidebars.get(id)?.bar ?? Number.NaN),
    backgroundBars: Float64Array.from(rows, ({ id }) => sidebars.get(id)?.backgroundBar ?? Number.NaN),
  };
}

function describeChanges(
  before: Newsroom,
  after: Newsroom,
  rows: readonly Story[],
  numbers: ReadonlyMap<string, number>,
  limit: number,
): RelateChanges {
  const seenChoices = ({ pinned, excluded }: Story, newsroom: Newsroom) =>
    JSON.stringify([pinned, excluded].map((ids) => ids.filter((id) => newsroom.has(id))));
  const numberOf = (term: string) => numbers.get(term) ?? -1;
  return {
    changed: rows.flatMap((story, row) => (before.get(story.id) === story ? [] : [row])),
    rechosen: rows.flatMap((story, row) =>
      before.get(story.id) === story && seenChoices(story, before) !== seenChoices(story, after) ? [row] : [],
    ),
    gone: [...before.values()]
      .filter((story) => after.get(story.id) !== story)
      .map(({ date, section, language, isLasting, terms }) => ({
        date,
        section: nameNumber(section),
        language: nameNumber(language),
        isLasting,
        terms: Int32Array.from(terms.keys(), numberOf),
        weights: Uint8Array.from(terms.values()),
      })),
    ...barsOf(before, rows, numbers, limit),
  };
}

function shuffled(random: Random, numbers: ReadonlyMap<string, number>): Map<string, number> {
  const terms = [...numbers.keys()].sort(() => random() - 0.5);
  return new Map(terms.map((term, number) => [term, number]));
}

/** All sidebars by id, as text: reasons by name, scores to the last bit. */
function sidebars(rows: readonly Story[], limit: number, numbers: Map<string, number>): Map<string, string> {
  const asText = ({ id, score, reason }: Found) => `${id} ${score} ${reason}`;
  return new Map([...findAll(rows, limit, numbers)].map(([id, found]) => [id, found.map(asText).join("\n")]));
}

describe("after stories were added, edited and removed", () => {
  it("every other sidebar is as it was, and all are as if they had always been there", () => {
    let told = 0;
    const sizes = fc.constantFrom(40, 1022, 1024, 1500, 1500, 1500);
    fc.assert(
      fc.property(fc.integer(), sizes, fc.constantFrom(1, 5, 5, 12), (seed, size, limit) => {
        const random = seededRandom(seed);
        let newsroom = randomNewsroom(random, size);
        const numbers = new Map<string, number>();
        let shown = sidebars(inRows(newsroom.values()), limit, numbers);
        for (let step = 0; step < 6; step++) {
          const next = changedNewsroom(random, newsroom, `${step}`);
          const rows = inRows(next.values());
          const shownNext = sidebars(rows, limit, numbers);
          const changes = describeChanges(newsroom, next, rows, numbers, limit);
          // As in a large newsroom, with an index of few terms.
          const relations = relateStories(columnsOf(rows, numbers), 0);
          const affected = relations.affected(changes, limit);
          if (affected !== "all") {
            told++;
            relations.expect(affected);
            const whole = relateStories(columnsOf(rows, numbers));
            for (const row of affected)
              expect(relations.search(row, limit)).toEqual(whole.search(row, limit));
            expect(affected.size).toBeLessThanOrEqual(rows.length / 4);
            const untold = rows.filter(
              ({ id }, row) => !affected.has(row) && shownNext.get(id) !== shown.get(id),
            );
            expect(untold).toEqual([]);
          }
          // Terms that no story has any more have numbers in the one, and are not in the other.
          const fresh = new Map<string, number>();
          columnsOf(rows, fresh);
          const shownFresh = sidebars(rows, limit, shuffled(random, fresh));
          expect(rows.filter(({ id }) => shownFresh.get(id) !== shownNext.get(id))).toEqual([]);
          newsroom = next;
          shown = shownNext;
        }
      }),
      { numRuns: 8 },
    );
    // "All" would always be right.
    expect(told).toBeGreaterThan(7);
  });
});

describe("an index for a few searches", () => {
  it("finds what one of everything finds, in an archive of years", () => {
    let far = 0;
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = seededRandom(seed);
        // Half of them have a term that counts within 120 days; the others are rare enough to count everywhere.
        const stories = Array.from({ length: 1800 }, (_, index) => {
          const terms = new Map(randomTerms(random));
          if (random() < 0.5) terms.set("everywhere", 1 + Math.floor(random() * 3));
          const date = today - Math.floor(random() * 8 * 365) * day;
          return aStory({ id: `s${index}`, date, section: `section${index % 4}`, terms });
        });
        const rows = inRows(stories);
        const numbers = new Map<string, number>();
        const few = new Set(Array.from({ length: 5 }, () => Math.floor(random() * rows.length)));
        const relations = relateStories(columnsOf(rows, numbers), 0);
        relations.expect(few);
        const whole = relateStories(columnsOf(rows, numbers));
        for (const row of few) {
          const found = relations.search(row, 5);
          expect(found).toEqual(whole.search(row, 5));
          const { date } = rows[row] as Story;
          far += found.stories.filter(
            (other) => Math.abs((rows[other.row] as Story).date - date) > 120 * day,
          ).length;
        }
        // Another one may be asked for all the same.
        expect(relations.search(0, 5)).toEqual(whole.search(0, 5));
      }),
      { numRuns: 10 },
    );
    expect(far).toBeGreaterThan(20);
  });
});

describe("a newsroom that changes", () => {
  const terms = new Map([["चुनाव", 3]]);
  const stories = Array.from({ length: 1000 }, (_, index) =>
    aStory({ id: `s${index}`, terms, section: `${index % 40}`, date: today - index * day }),
  );
  const affectedBy = (before: readonly Story[], after: readonly Story[]) => {
    const rows = inRows(after);
    const numbers = new Map<string, number>();
    const columns = columnsOf(rows, numbers);
    const asMap = (all: readonly Story[]) => new Map(all.map((story) => [story.id, story]));
    const changes = describeChanges(asMap(before), asMap(after), rows, numbers, 5);
    return relateStories(columns).affected(changes, 5);
  };

  it("gains a story at the cost of those sidebars that consider it", () => {
    const news = aStory({ id: "news", terms, section: "0", date: today + day });
    const affected = affectedBy(stories, [...stories, news]) as Set<number>;
    // Stories consider the twenty that are nearest, and of their own section some further ones.
    const near = [...affected].filter((row) => row > 0 && (row - 1) % 40 !== 0);
    expect(Math.max(...near)).toBeLessThanOrEqual(22);
    expect(near.length).toBeGreaterThan(3);
  });

  it("shows stories from further down a section where an editor excluded some", () => {
    const section = stories
      .slice(0, 200)
      .map((story) => ({ ...story, terms: new Map(), section: "section" }));
    const excluding = { ...(section[0] as Story), excluded: ["s2", "s3", "s4"] };
    const before = [excluding, ...section.slice(1)];
    // Shown are s1, s5, s6, s7, s8.
    expect(affectedBy(before, before.toSpliced(8, 1))).toContain(0);
    expect(affectedBy(before, before.toSpliced(60, 1))).not.toContain(0);
  });

  it("loses a story that may have stood anywhere among others of its moment", () => {
    const sameMoment = stories.map((story, index) => ({ ...story, date: index < 100 ? today : story.date }));
    const affected = affectedBy(sameMoment, sameMoment.toSpliced(50, 1)) as Set<number>;
    for (let row = 0; row < 99; row++) expect(affected).toContain(row);
  });

  it("is asked for anew altogether when its size passes a power of two", () => {
    const more = Array.from({ length: 25 }, (_, index) =>
      aStory({ id: `n${index}`, section: `new ${index}`, date: today + index * day }),
    );
    const before = [...stories, ...more.slice(1)];
    expect(affectedBy(stories, before)).not.toBe("all");
    expect(affectedBy(before, [...stories, ...more])).toBe("all");
  });

  it("takes back what told what came before, though its words weigh otherwise seen from the other side", () => {
    const weight = (random: Random) => 1 + Math.floor(random() * 5);
    for (let seed = 0; seed < 30; seed++) {
      const random = seededRandom(seed);
      const noise = (name: string) =>
        list(7, (index) => `${name}${index}`).map((term) => [term, weight(random)] as const);
      const topic = (some: (random: Random) => number) =>
        list(5, (index) => `topic${index}`).map((term) => [term, some(random)] as const);
      const filler = list(300, (index) => `f${index}`).map((id, index) =>
        aStory({ id, date: today - index * day * 0.3, section: id, terms: new Map([[`x${index}`, 1]]) }),
      );
      const mates = list(24, (index) => `m${index}`).map((id, index) =>
        aStory({
          id,
          date: today - index * 0.2 * day,
          section: "topic",
          terms: new Map([...topic(() => 2), ...noise(id)]),
        }),
      );
      const old = aStory({
        id: "old",
        date: today - 100 * day,
        section: "old",
        terms: new Map([...topic(weight), ...noise("old")]),
      });
      const before = inRows([...filler, ...mates, old]);
      const other = { ...old, terms: new Map(noise("other")) };
      const after = inRows(before.map((story) => (story.id === "old" ? other : story)));
      const numbers = new Map<string, number>();
      const affected = affectedBy(before, after);
      if (affected === "all") continue;
      const [shown, shownNext] = [sidebars(before, 5, numbers), sidebars(after, 5, numbers)];
      const untold = after.filter(({ id }, row) => !affected.has(row) && shownNext.get(id) !== shown.get(id));
      expect(untold.map(({ id }) => id)).toEqual([]);
    }
  });

  it("counts all stories of a term that became twice as common", () => {
    const having = (count: number) =>
      stories.map((story, index) =>
        index % 7 === 0 && index < count * 7 ? story : { ...story, terms: new Map() },
      );
    const seesNext = (count: number) => {
      const before = having(count);
      const after = having(count + 1).map((story, index) => (index === count * 7 ? story : before[index]));
      return affectedBy(before, after as Story[]);
    };
    const newest = 0;
    expect(seesNext(126)).not.toContain(newest);
    expect(seesNext(127)).toContain(newest);
    expect(seesNext(128)).not.toContain(newest);
  });
});
