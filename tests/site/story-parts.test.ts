import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Element } from "hast";
import { describe, expect, it } from "vitest";
import { readFrontMatter } from "../../src/read/front-matter.ts";
import { attribute, byPart, byTag, findAll, textOf } from "../support/html.ts";
import { repository, sampleMoment } from "../support/repository.ts";
import { samplePages } from "../support/sample-site.ts";
import { filesIn } from "../support/site-files.ts";

const pages = samplePages();
const stories = pages.filter(({ kind }) => kind === "article");

interface WrittenStory {
  readonly name: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly body: string;
}

const articles = join(repository, "content/articles");
const written: WrittenStory[] = filesIn(articles)
  .filter((name) => name.endsWith(".md"))
  .map((name) => {
    const { frontMatter } = readFrontMatter(readFileSync(join(articles, name), "utf8"));
    return { name, fields: frontMatter.fields, body: frontMatter.body };
  });
const now = Date.parse(sampleMoment);
const india = (text: unknown) =>
  Date.parse(`${String(text).length === 10 ? `${text}T00:00` : text}:00+05:30`);
const isPublished = ({ fields }: WrittenStory) =>
  fields.status !== "draft" &&
  india(fields.publishAt ?? fields.date) <= now &&
  (fields.expireAt === undefined || now < india(fields.expireAt));

/** Each published story with its page, found by its headline. */
const pairs = written.filter(isPublished).map((story) => {
  const page = stories.find(({ root }) =>
    byPart(root, "headline").some((h) => textOf(h) === String(story.fields.title)),
  );
  return { ...story, root: page?.root ?? { type: "root" as const, children: [] }, address: page?.address };
});

const hasField = (name: string) => (story: WrittenStory) => story.fields[name] !== undefined;
const always = () => true;

describe("a story's page", () => {
  it("is there for every published story and for no other", () => {
    expect(pairs.filter(({ address }) => address === undefined).map(({ name }) => name)).toEqual([]);
    expect(stories).toHaveLength(pairs.length);
  });

  const image = (story: WrittenStory) => (story.fields.image ?? {}) as Record<string, unknown>;
  it.each<[string, (story: WrittenStory) => boolean]>([
    ["site-header", always],
    // The banner leads to the newest breaking story, which needs none itself.
    ["breaking", ({ fields }) => fields.breaking === undefined],
    ["kicker", hasField("kicker")],
    ["headline", always],
    ["deck", hasField("description")],
    ["byline", (story) => hasField("authors")(story) || hasField("author")(story)],
    ["dateline", always],
    ["comment-count", ({ fields }) => fields.comments !== "off"],
    ["lead-image", hasField("image")],
    ["caption", (story) => image(story).caption !== undefined || image(story).credit !== undefined],
    ["body", always],
    ["corrections", hasField("corrections")],
    ["topics", hasField("tags")],
    ["share", always],
    ["related", always],
    ["comments", ({ fields }) => fields.comments !== "off"],
    ["comment-form", ({ fields }) => (fields.comments ?? "open") === "open"],
    ["trending", always],
    ["site-footer", always],
  ])("has the part %s once, exactly where the story calls for it", (part, applies) => {
    expect(pairs.some(applies)).toBe(true);
    const wrong = pairs.filter((pair) => byPart(pair.root, part).length !== (applies(pair) ? 1 : 0));
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  it("has an also-read box wherever the writer put one", () => {
    const boxes = ({ body }: WrittenStory) => (body.match(/^::: also-read /gm) ?? []).length;
    expect(pairs.filter((pair) => boxes(pair) > 0).length).toBeGreaterThan(5);
    const wrong = pairs.filter((pair) => byPart(pair.root, "also-read").length !== boxes(pair));
    expect(wrong.map(({ name }) => name)).toEqual([]);
    const links = pairs.flatMap(({ root }) => byPart(root, "also-read").map((box) => byTag(box, "a").length));
    expect(Math.min(...links)).toBeGreaterThan(0);
  });

  it("shows headline, deck, kicker and caption as they were written", () => {
    for (const { root, fields, name } of pairs) {
      const shown = (part: string) => byPart(root, part).map(textOf).join("");
      expect(shown("headline"), name).toBe(fields.title);
      expect(shown("deck"), name).toBe(fields.description ?? "");
      expect(shown("kicker"), name).toBe(fields.kicker ?? "");
      const caption = (fields.image as { caption?: string } | undefined)?.caption;
      if (caption !== undefined) expect(shown("caption"), name).toContain(caption);
    }
  });

  it("gives its lead picture a size and words for those who cannot see it", () => {
    const pictures = pairs.flatMap(({ root }) =>
      byPart(root, "lead-image").flatMap((figure) => byTag(figure, "img")),
    );
    expect(pictures.length).toBeGreaterThan(10);
    for (const { properties } of pictures) {
      expect(properties).toMatchObject({
        width: expect.any(Number),
        height: expect.any(Number),
        fetchPriority: "high",
      });
      expect(properties.alt).not.toBe("");
    }
  });

  it("shows every correction with its date", () => {
    const corrected = pairs.filter(hasField("corrections"));
    for (const { root, fields } of corrected) {
      const part = byPart(root, "corrections")[0] as Element;
      for (const { text } of fields.corrections as { text: string }[]) expect(textOf(part)).toContain(text);
      expect(byTag(part, "time")).toHaveLength((fields.corrections as unknown[]).length);
    }
    expect(corrected.length).toBeGreaterThan(1);
  });
});

describe("the related stories beside a story", () => {
  it("are one to five, each once, never the story itself, and each says why it is there", () => {
    for (const { root, address, name } of pairs) {
      const items = byPart(root, "related").flatMap((aside) => byTag(aside, "li"));
      expect(items.length, name).toBeGreaterThanOrEqual(1);
      expect(items.length, name).toBeLessThanOrEqual(5);
      const links = items.map((item) =>
        attribute(byTag(item, "h3").flatMap((h) => byTag(h, "a"))[0] as Element, "href"),
      );
      expect(new Set(links).size, name).toBe(links.length);
      expect(links, name).not.toContain(address);
      for (const item of items) expect(attribute(item, "dataReason"), name).not.toBe("");
    }
  });

  it("lead to stories, in their own language marked as such", () => {
    const addresses = new Set(stories.map(({ address }) => address));
    for (const { root } of pairs) {
      for (const heading of byPart(root, "related").flatMap((aside) => byTag(aside, "h3"))) {
        expect(addresses).toContain(attribute(byTag(heading, "a")[0] as Element, "href"));
      }
    }
  });
});

describe("the trending strip", () => {
  const strips = pages.flatMap(({ root }) => byPart(root, "trending"));

  it("has at most ten links, each once, and not one more than sixty letters and a name", () => {
    expect(strips.length).toBeGreaterThan(stories.length);
    const graphemes = new Intl.Segmenter("hi", { granularity: "grapheme" });
    for (const strip of strips) {
      const links = byTag(strip, "a");
      expect(links.length).toBeGreaterThan(0);
      expect(links.length).toBeLessThanOrEqual(10);
      expect(new Set(links.map((link) => attribute(link, "href"))).size).toBe(links.length);
      for (const link of links) {
        const headline = textOf(link).replace(/ – [^–]*$/, "");
        expect([...graphemes.segment(headline)].length).toBeLessThanOrEqual(60);
      }
    }
  });

  it("never calls editors' choices what is read most", () => {
    for (const strip of strips) {
      expect(attribute(strip, "dataBasis")).toBe("editors");
      const heading = textOf(byTag(strip, "h2")[0] as Element);
      expect(heading).not.toMatch(/trending|most read|ट्रेंडिंग|सबसे ज़्यादा पढ़ी/i);
      expect(heading).not.toBe("");
    }
  });

  it("ends a sister site's link in that site's name, and leaves out what editors blocked", () => {
    const strip = strips[0] as Element;
    const titles = byTag(strip, "a").map(textOf);
    expect(titles.filter((title) => title.endsWith(" – भोर खेल"))).toHaveLength(1);
    const addresses = byTag(strip, "a").map((link) => attribute(link, "href"));
    expect(addresses).not.toContain("/khel/chandrakot-songarh-cricket/");
    expect(addresses[0]).toBe("/desh/bhari-barish-nagar-thapp/");
  });
});

describe("a live page", () => {
  it("has a heading, a moment and an anchor of its own for every entry", () => {
    const page = stories.find(({ address }) => address === "/desh/toofan-tarang-live/");
    const entries = findAll(page?.root ?? { type: "root", children: [] }, ({ properties }) =>
      attribute({ properties } as Element, "className").includes("live-entry"),
    );
    expect(entries.length).toBeGreaterThan(10);
    const ids = entries.map((entry) => attribute(entry, "id"));
    expect(new Set(ids).size).toBe(entries.length);
    expect(ids).not.toContain("");
    for (const entry of entries) {
      expect(byTag(entry, "time")).toHaveLength(1);
      expect(byTag(entry, "h2")).toHaveLength(1);
    }
  });
});
