import { describe, expect, it } from "vitest";
import { chooseOutside } from "../../src/trend/outside.ts";
import type { OutsideStory } from "../../src/trend/sources/source.ts";
import { inIndia } from "../fixtures/newsroom.ts";

const now = inIndia("2026-11-23T12:00");
const minute = 60_000;

function story(source: string, name: string, minutesAgo: number | undefined): OutsideStory {
  const date = minutesAgo === undefined ? undefined : now - minutesAgo * minute;
  return { title: name, url: `https://${source}.example/${name}/`, source, language: undefined, date };
}

const chosen = (stories: readonly OutsideStory[], most = 2) =>
  chooseOutside(stories, now, most).map(({ title }) => title);

describe("the headlines of sister sites in the list", () => {
  it("are the newest of each site before a second of any", () => {
    const busy = [1, 2, 3, 4].map((age) => story("khel", `khel-${age}`, age));
    const quiet = story("cinema", "cinema-1", 300);
    expect(chosen([...busy, quiet])).toEqual(["khel-1", "cinema-1"]);
    expect(chosen([quiet, ...busy.toReversed()])).toEqual(["khel-1", "cinema-1"]);
    expect(chosen([...busy, quiet], 4)).toEqual(["khel-1", "cinema-1", "khel-2", "khel-3"]);
  });

  it("are of the last day and not of tomorrow", () => {
    const stories = [
      story("khel", "yesterday", 25 * 60),
      story("khel", "tomorrow", -5),
      story("khel", "some-day", undefined),
    ];
    expect(chosen(stories)).toEqual([]);
    expect(chosen([...stories, story("khel", "today", 23 * 60)])).toEqual(["today"]);
  });

  it("are never there twice, and none of them if none is wanted", () => {
    const twice = [story("khel", "final", 5), { ...story("khel", "final", 3), source: "another" }];
    expect(chosen(twice)).toEqual(["final"]);
    expect(chosen(twice, 0)).toEqual([]);
  });

  it("come in the same order whatever order they are told in", () => {
    const same = ["c", "a", "b"].map((name) => story("khel", name, 5));
    expect(chosen(same, 3)).toEqual(["a", "b", "c"]);
    expect(chosen(same.toReversed(), 3)).toEqual(["a", "b", "c"]);
  });
});
