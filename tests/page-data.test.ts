import { describe, expect, it } from "vitest";
import { openPageData, type PageData } from "../src/page-data.ts";

function page(name: string, more: object = {}): PageData {
  return {
    site: "Khabar",
    page: { url: `/${name}/` },
    pagination: { items: [name] },
    plan: name,
    ...more,
  } as never;
}

describe("the data of a page", () => {
  it("is what Eleventy gives, page by page", () => {
    const reader = openPageData();
    expect(reader.page("article", page("a"))).toEqual(page("a"));
    expect(reader.page("article", page("b"))).toEqual(page("b"));
  });

  it("is of its own template where two differ", () => {
    const reader = openPageData();
    reader.page("article", page("a", { layout: "one" }));
    expect(reader.page("list", page("b", { layout: "two" }))).toEqual(page("b", { layout: "two" }));
  });

  it("is all of the page where the project computes data for each", () => {
    const reader = openPageData();
    const computed = { eleventyComputed: {} };
    reader.page("article", page("a", { ...computed, mood: "calm" }));
    const second = page("b", { ...computed, mood: "angry" });
    expect(reader.page("article", second)).toEqual(second);
  });

  it("is other where the project's data became other", () => {
    const reader = openPageData();
    reader.page("article", page("a"));
    reader.forget();
    expect(reader.page("article", page("a", { site: "Samachar" }))).toMatchObject({ site: "Samachar" });
  });
});
