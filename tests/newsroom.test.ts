import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import type { NextChange } from "../src/catalog/live.ts";
import { openNewsroomAt } from "./support/open-newsroom.ts";
import { type NewsroomFiles, plainSite, story, writeNewsroom } from "./support/write-newsroom.ts";

const noon = story({ title: "Of noon", date: "2026-11-22T12:00" });
const evening = "2026-11-22T20:30:00+05:30";
const midnight = Date.parse("2026-11-23T00:00:00+05:30");

/** As many stories of one summer. */
function oldStories(count: number): NewsroomFiles {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `articles/old-${index}.md`,
      story({ title: `Old ${index}`, date: `2020-06-${10 + index}` }),
    ]),
  );
}

async function nextChange(files: NewsroomFiles, now: string): Promise<NextChange | undefined> {
  const { plan, problems } = await openNewsroomAt(writeNewsroom(files), Date.parse(now));
  if (plan === undefined) throw new Error(JSON.stringify(problems, undefined, 2));
  plan.close();
  return plan.next;
}

describe("a new edition of the strip is the next change", () => {
  it("at midnight, where a story of the day will enter it", async () => {
    const files = { ...oldStories(12), "articles/noon.md": noon };
    const edition = { at: midnight, because: "edition", article: "noon" };
    expect(await nextChange(files, evening)).toEqual(edition);
    expect(await nextChange(files, "2026-11-22T23:59:59.999+05:30")).toEqual(edition);
  });

  it("no more once it has come", async () => {
    const files = { ...oldStories(12), "articles/noon.md": noon };
    expect(await nextChange(files, "2026-11-23T00:00:00+05:30")).toMatchObject({
      because: "leaves-news-sitemap",
    });
    expect(await nextChange(files, "2026-11-25T00:00:00+05:30")).toBeUndefined();
  });

  it("where it only puts the day's stories first, on a site that has few others", async () => {
    const files = { ...oldStories(2), "articles/noon.md": noon };
    expect(await nextChange(files, evening)).toMatchObject({ at: midnight, because: "edition" });
  });

  it("at the site's own midnight", async () => {
    const timeZone = "America/New_York";
    const files = {
      "site.yaml": stringify({ ...plainSite, timeZone }),
      ...oldStories(12),
      "articles/day.md": story({ title: "Of the day", date: "2026-11-22T09:00" }),
    };
    expect(await nextChange(files, "2026-11-22T11:00:00-05:00")).toMatchObject({
      at: Date.parse("2026-11-23T00:00:00-05:00"),
      because: "edition",
    });
  });

  it.each<[string, NewsroomFiles]>([
    ["nothing was published today", oldStories(12)],
    ["there is no other story", { "articles/noon.md": noon }],
    [
      "editors pinned the story of the day",
      {
        ...oldStories(12),
        "articles/noon.md": noon,
        "trending.yaml": stringify({ pinned: [{ article: "noon" }] }),
      },
    ],
    [
      "editors blocked it",
      { ...oldStories(12), "articles/noon.md": noon, "trending.yaml": stringify({ blocked: ["noon"] }) },
    ],
    ["it is a draft", { ...oldStories(12), "articles/noon.md": story({ title: "Draft", status: "draft" }) }],
  ])("never where %s", async (_, files) => {
    expect((await nextChange(files, evening))?.because).not.toBe("edition");
  });

  it("but not before another change, nor where that comes at the same moment", async () => {
    const files = { ...oldStories(12), "articles/noon.md": noon };
    const held = (publishAt: string) => story({ title: "Held back", date: "2026-11-22T08:00", publishAt });
    expect(await nextChange({ ...files, "articles/held.md": held("2026-11-22T22:00") }, evening)).toEqual({
      at: Date.parse("2026-11-22T22:00:00+05:30"),
      because: "publish",
      article: "held",
    });
    expect(await nextChange({ ...files, "articles/held.md": held("2026-11-23T00:00") }, evening)).toEqual({
      at: midnight,
      because: "publish",
      article: "held",
    });
  });
});
