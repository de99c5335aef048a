import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relateStories } from "../../src/relate/related.ts";
import { aStory, columnsOf, day, inRows, type Story, today } from "./columns.ts";

/** A text of its own sixteen words, and others that it shares. */
const text = (name: string, shared = "") =>
  `${Array.from({ length: 16 }, (_, index) => `${name}${String.fromCharCode(97 + index)}x`).join(" ")} ${shared}`;
const event = Array.from({ length: 20 }, (_, index) => `flood${String.fromCharCode(97 + index)}x`).join(" ");

/** What is said of the sidebar of one story, by ids. */
function explain(stories: readonly Story[], id: string, limit = 5) {
  const rows = inRows(stories);
  const relations = relateStories(columnsOf(rows));
  const row = rows.findIndex((story) => story.id === id);
  const { shown, leftOut } = relations.explainSidebar(row, limit);
  const idOf = (other: number) => rows[other]?.id ?? "";
  return {
    shown: shown.map(({ row: other }) => idOf(other)),
    leftOut: Object.fromEntries(
      leftOut.map(({ row: other, because }) => {
        if (because.kind === "reprint") return [idOf(other), `reprint of ${idOf(because.of)}`];
        if (because.kind !== "same-event") return [idOf(other), because.kind];
        return [idOf(other), `same event as ${because.as.map(idOf).sort().join(" ")}`];
      }),
    ),
  };
}

describe("why a story is not in a sidebar", () => {
  const self = aStory({ id: "self", tags: ["rain"], body: text("self", event) });

  it("is that it says what another says", () => {
    const reprint = aStory({ id: "reprint", tags: ["rain"], body: text("self", event), date: today - day });
    expect(explain([self, reprint], "self").leftOut).toEqual({ reprint: "reprint of self" });
    const other = aStory({ id: "other", tags: ["rain"], body: text("other"), date: today - day });
    const copy = aStory({ id: "copy", tags: ["rain"], body: text("other"), date: today - 2 * day });
    const { shown, leftOut } = explain([self, other, copy], "self");
    expect(shown).toEqual(["other"]);
    expect(leftOut).toEqual({ copy: "reprint of other" });
  });

  it("is that two newer ones tell of its event", () => {
    const reports = ["one", "two", "three"].map((id, index) =>
      aStory({ id, tags: ["rain"], body: text(id, event), date: today - (index + 1) * 3_600_000 }),
    );
    const { shown, leftOut } = explain([self, ...reports], "self");
    expect(shown.toSorted()).toEqual(["one", "two"]);
    expect(leftOut).toEqual({ three: "same event as one two" });
  });

  it("is that the editor took it out, or that there was no room, for a pin too", () => {
    const others = ["a", "b", "c", "d"].map((id) => aStory({ id, tags: ["rain"], body: text(id) }));
    const chosen = { ...self, pinned: ["d", "c", "b"], excluded: ["a"] };
    expect(explain([chosen, ...others], "self", 2)).toEqual({
      shown: ["d", "c"],
      leftOut: { a: "excluded", b: "no-room" },
    });
  });
});

describe("an explained sidebar", () => {
  const words = ["rain", "river", "bridge", "train", "vote", "court"];
  const anyStory = fc.record({
    title: fc.array(fc.constantFrom(...words), { maxLength: 5 }),
    tags: fc.uniqueArray(fc.constantFrom(...words), { maxLength: 2 }),
    daysAgo: fc.nat(60),
    section: fc.constantFrom("desh", "khel"),
    language: fc.constantFrom("hi", "en"),
    pinned: fc.uniqueArray(fc.constantFrom("s0", "s1", "s2"), { maxLength: 2 }),
    excluded: fc.uniqueArray(fc.constantFrom("s3", "s4"), { maxLength: 1 }),
  });

  it("is the sidebar, with parts that make its scores, and every story is told once", () => {
    fc.assert(
      fc.property(fc.array(anyStory, { minLength: 1, maxLength: 40 }), (drawn) => {
        const rows = inRows(
          drawn.map(({ title, daysAgo, ...rest }, index) =>
            aStory({ id: `s${index}`, ...rest, title: title.join(" "), date: today - daysAgo * day }),
          ),
        );
        const relations = relateStories(columnsOf(rows));
        for (const row of rows.keys()) {
          const { stories } = relations.search(row, 3);
          const { shown, leftOut } = relations.explainSidebar(row, 3);
          expect(shown.map(({ row: other, reason }) => ({ row: other, reason }))).toEqual(
            stories.map(({ row: other, reason }) => ({ row: other, reason })),
          );
          for (const [place, { reason, parts }] of shown.entries()) {
            if (reason.kind === "pinned" || reason.kind === "section") continue;
            expect(parts.score).toBeCloseTo(stories[place]?.score ?? 0, 5);
          }
          const told = [...shown, ...leftOut].map(({ row: other }) => other);
          expect(new Set(told).size).toBe(told.length);
          expect(told).not.toContain(row);
          expect(relations.search(row, 3)).toEqual(relations.search(row, 3));
        }
      }),
      { numRuns: 60 },
    );
  });
});
