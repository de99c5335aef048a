import { describe, expect, it } from "vitest";
import { deliveries } from "../../src/options.ts";
import {
  trendingFragment,
  trendingItems,
  trendingListAttributes,
} from "../../src/render/trending-fragment.ts";
import { markList, stripAttributes } from "../../src/render/trending-marker.ts";
import type { TrendingStrip } from "../../src/trend/strip.ts";

const site = { language: "hi", basePath: "/news" };
const strip: TrendingStrip = {
  basis: "readers",
  generatedAt: Date.UTC(2026, 10, 23, 6, 30),
  links: [
    { title: 'बाढ़ <b>& "पुल"</b>', url: "/desh/बाढ़/", language: "hi", source: undefined },
    { title: "Final – Khel", url: 'https://khel.example/?a=1&b="2"', language: "en-IN", source: "Khel" },
    { title: "دریا", url: "/desh/darya/", language: "ur", source: undefined },
  ],
};

describe("the fragment", () => {
  it("is one link a line, escaped, with the base path, and with languages told against that of the site", () => {
    expect(trendingFragment(strip, site)).toBe(
      [
        `<li><a href="/news/desh/${encodeURI("बाढ़")}/">बाढ़ &lt;b&gt;&amp; "पुल"&lt;/b&gt;</a></li>`,
        '<li><a href="https://khel.example/?a=1&amp;b=&quot;2&quot;" lang="en-IN">Final – Khel</a></li>',
        '<li><a href="/news/desh/darya/" lang="ur" dir="auto">دریا</a></li>',
      ].join("\n"),
    );
  });

  it("is empty for a list that readers did not make, so that no heading calls it more than it is", () => {
    expect(trendingFragment({ ...strip, basis: "newest" }, site)).toBe("");
    expect(trendingFragment({ ...strip, basis: "editors" }, site)).toBe("");
  });

  it("is byte for byte what stands in the list of a page, in every delivery", () => {
    for (const delivery of deliveries) {
      expect(markList(trendingItems(strip, site), delivery, site)).toContain(trendingFragment(strip, site));
    }
  });
});

describe("the marker", () => {
  const headings = { newest: "ताज़ा", editors: "चुनी हुई", readers: 'सबसे "ज़्यादा"' };
  const attributes = (basis: TrendingStrip["basis"], delivery: (typeof deliveries)[number]) =>
    stripAttributes({ ...strip, basis }, headings, delivery, site);

  it("says where the live list is, and what a list of each basis that is no worse is called", () => {
    const start = ' data-basis="editors"';
    const more =
      ' data-at="2026-11-23T06:30:00.000Z" data-live="/news/trending.json" data-editors="चुनी हुई" data-readers="सबसे &quot;ज़्यादा&quot;"';
    expect(attributes("editors", "client")).toBe(start + more);
    expect(attributes("editors", "worker")).toBe(start + more);
    for (const delivery of ["baked", "ssi", "esi"] as const)
      expect(attributes("editors", delivery)).toBe(start);
    expect(attributes("readers", "client")).not.toContain("data-editors");
  });

  it("leaves the list of a page to whoever reads no tags: they are comments", () => {
    for (const delivery of deliveries) {
      const html = markList("<li>A</li>", delivery, site);
      expect(html.replace(/<!--.*?-->/gs, "")).toBe("<li>A</li>");
    }
  });

  it("names the language of the list on every page, and its direction where that is another", () => {
    expect(trendingListAttributes(site, "hi")).toBe(' lang="hi"');
    expect(trendingListAttributes(site, "en")).toBe(' lang="hi"');
    expect(trendingListAttributes(site, "ur")).toBe(' lang="hi" dir="ltr"');
  });
});
