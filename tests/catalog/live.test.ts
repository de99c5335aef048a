import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findBreaking, findNextChange, isLive, newsSitemapHours } from "../../src/catalog/live.ts";
import { newestFirst } from "../../src/catalog/order.ts";
import { anArticle } from "../fixtures/newsroom.ts";

const hour = 3_600_000;
const start = Date.UTC(2026, 10, 22);

describe("when a story can be seen", () => {
  it("from its moment on, until its end", () => {
    const article = anArticle({ liveFrom: start, liveUntil: start + hour });
    expect(isLive(article, start - 1)).toBe(false);
    expect(isLive(article, start)).toBe(true);
    expect(isLive(article, start + hour - 1)).toBe(true);
    expect(isLive(article, start + hour)).toBe(false);
  });

  it("never while it is a draft", () => {
    expect(isLive(anArticle({ draft: true, liveFrom: start }), start + hour)).toBe(false);
  });
});

describe("the next change by itself", () => {
  it("is the earliest of embargo, expiry, banner and news sitemap", () => {
    const articles = [
      anArticle({ id: "later", date: start, liveFrom: start + 5 * hour }),
      anArticle({
        id: "ends",
        date: start - 72 * hour,
        liveFrom: start - 72 * hour,
        liveUntil: start + 3 * hour,
      }),
      anArticle({ id: "draft", draft: true, liveFrom: start + hour }),
    ];
    expect(findNextChange(articles, start)).toEqual({
      at: start + 3 * hour,
      because: "expire",
      article: "ends",
    });
    expect(findNextChange(articles, start + 3 * hour)).toMatchObject({
      because: "publish",
      article: "later",
    });
  });

  it("is nothing when all is old and done", () => {
    expect(
      findNextChange([anArticle({ date: start - 99 * hour, liveFrom: start - 99 * hour })], start),
    ).toBeUndefined();
  });

  it("leaves nothing out: between now and then every story is as visible as before", () => {
    const story = fc.record({
      date: fc.integer({ min: -60, max: 60 }),
      from: fc.integer({ min: -60, max: 60 }),
      long: fc.option(fc.integer({ min: 1, max: 60 }), { nil: Number.POSITIVE_INFINITY }),
      banner: fc.option(fc.integer({ min: -60, max: 60 }), { nil: undefined }),
      draft: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(story, { maxLength: 6 }), fc.nat({ max: 80 }), (list, ahead) => {
        const articles = list.map(({ date, from, long, banner, draft }, index) =>
          anArticle({
            id: `s${index}`,
            date: start + date * hour,
            liveFrom: start + from * hour,
            liveUntil: start + (from + long) * hour,
            breakingUntil: banner === undefined ? undefined : start + banner * hour,
            draft,
          }),
        );
        const state = (at: number) => [
          findBreaking(articles.filter((article) => isLive(article, at)).toSorted(newestFirst), at)?.id,
          articles.map((article) => [
            isLive(article, at),
            isLive(article, at) && article.date > at - newsSitemapHours * hour,
          ]),
        ];
        const next = findNextChange(articles, start);
        const later = start + ahead * hour;
        if (next === undefined || later < next.at) expect(state(later)).toEqual(state(start));
        if (next !== undefined) expect(state(next.at)).not.toEqual(state(next.at - 1));
      }),
    );
  });
});
