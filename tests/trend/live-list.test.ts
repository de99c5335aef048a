import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type LiveList, liveListText } from "../../src/trend/live-list.ts";

const site = { basePath: "", language: "hi" };
const at = Date.parse("2026-11-23T06:30:00Z");
const linkOf = (title: string, url = "/desh/rain/", source?: string, language = "hi") => ({
  title,
  url,
  source,
  language,
});
const listOf = (links: readonly ReturnType<typeof linkOf>[], of = site) => {
  const text = liveListText({ basis: "readers", links }, of, at, 180);
  return { text, list: JSON.parse(text) as LiveList };
};

describe("trending.json", () => {
  it("is what pages are promised", () => {
    const links = [linkOf("बारिश"), linkOf("Final – भोर खेल", "https://khel.example/", "भोर खेल", "en")];
    expect(listOf(links).list).toEqual({
      generatedAt: "2026-11-23T06:30:00.000Z",
      window: 180,
      basis: "readers",
      links: [
        { title: "बारिश", url: "/desh/rain/" },
        { title: "Final – भोर खेल", url: "https://khel.example/", lang: "en" },
      ],
    });
  });

  it("has addresses that can stand in a page as they are", () => {
    const { list } = listOf([linkOf("बारिश", "/desh/भारी/")], { basePath: "/news", language: "hi" });
    expect(list.links[0]?.url).toBe(`/news/desh/${encodeURI("भारी")}/`);
  });

  it("cuts headlines shorter before it drops links, and never a sister site's name", () => {
    const long = "बारिश से देवगंज के निचले मोहल्ले ख़ाली कराए गए और ट्रेनें रद्द, मुख्यमंत्री ने बुलाई बैठक और दिए निर्देश";
    const { list } = listOf(
      Array.from({ length: 9 }, (_, n) => linkOf(`${long} – भोर खेल`, `/desh/${n}/`, "भोर खेल")),
    );
    expect(list.links).toHaveLength(9);
    for (const { title } of list.links) expect(title).toMatch(/… – भोर खेल$/);
  });

  it("has 2,048 bytes at most, whatever the headlines are", () => {
    const link = fc
      .record({
        title: fc.string({ unit: "grapheme", maxLength: 200 }),
        path: fc.webPath({ size: "medium" }),
      })
      .map(({ title, path }) => linkOf(title, `/${path}`));
    fc.assert(
      fc.property(fc.array(link, { maxLength: 30 }), (links) => {
        expect(Buffer.byteLength(listOf(links).text)).toBeLessThanOrEqual(2048);
      }),
    );
    const { list } = listOf(
      Array.from({ length: 30 }, (_, n) => linkOf("भारी ".repeat(40), `/desh/${"x".repeat(70)}${n}/`)),
    );
    expect(list.links.length).toBeGreaterThan(5);
  });
});
