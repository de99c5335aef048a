import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { buildSite, reportOf } from "../support/build-site.ts";
import { writeEleventyConfig } from "../support/eleventy-config.ts";
import { attribute, byPart, byTag, findAll, textOf } from "../support/html.ts";
import { repository, sampleMoment } from "../support/repository.ts";
import { type SamplePage, samplePages } from "../support/sample-site.ts";
import { filesIn } from "../support/site-files.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { onePixel, story, writeNewsroom } from "../support/write-newsroom.ts";

const pages = samplePages();
const lite = pages.filter(({ kind }) => kind.startsWith("lite"));
const addresses = new Set(pages.map(({ address }) => address));
const at = (address: string) => pages.find((page) => page.address === address) as SamplePage;
const words = (page: SamplePage, part: string) => byPart(page.root, part).map(textOf).join(" ");

describe("the lite pages", () => {
  it("are there for every story, the home page and every section", () => {
    const full = pages
      .filter(({ kind }) => kind === "article" || kind === "home")
      .map(({ address }) => address);
    const sections = pages.filter(({ kind, address }) => kind === "section" && !address.includes("/page/"));
    const expected = [...full, ...sections.map(({ address }) => address)].map((address) => `/lite${address}`);
    expect(lite.map(({ address }) => address).sort()).toEqual(expected.sort());
  });

  it("ask for nothing: no style sheet, script, picture or icon", () => {
    const asking = lite.flatMap(({ root, address }) =>
      findAll(
        root,
        ({ tagName, properties }) =>
          ["script", "img", "picture", "source", "iframe", "video", "audio"].includes(tagName) ||
          (tagName === "link" && !["canonical", "icon"].includes(String(properties.rel))) ||
          (properties.rel !== undefined && String(properties.rel) === "icon" && properties.href !== "data:,"),
      ).map(({ tagName }) => `${address} <${tagName}>`),
    );
    expect(asking).toEqual([]);
  });

  it("have one and the same style, whose digest the operators' guide tells", () => {
    const styles = new Set(lite.map(({ html }) => /<style>(.*?)<\/style>/s.exec(html)?.[1]));
    expect(styles.size).toBe(1);
    const digest = createHash("sha256")
      .update([...styles][0] ?? "")
      .digest("base64");
    const guide = readFileSync(join(repository, "docs/operators-guide.md"), "utf8");
    expect(guide).toContain(`'sha256-${digest}'`);
    for (const { html } of lite) expect(html).not.toMatch(/<[^>]+\sstyle="/);
  });

  it("have the words of the full page", () => {
    for (const page of lite.filter(({ kind }) => kind === "lite")) {
      const full = at(page.address.replace("/lite/", "/"));
      expect(attribute(byTag(page.root, "html")[0] as never, "lang")).toBe(
        attribute(byTag(full.root, "html")[0] as never, "lang"),
      );
      for (const part of ["headline", "deck", "byline", "dateline", "kicker", "corrections"]) {
        expect(words(page, part), `${part} of ${page.address}`).toBe(words(full, part));
      }
      const paragraphs = (root: SamplePage["root"]) =>
        byPart(root, "body").flatMap((body) =>
          byTag(body, "p")
            .map(textOf)
            // What is a picture there, as the preview of a video, is a link here.
            .filter((text) => text.length > 40 && !text.startsWith("तस्वीर: ")),
        );
      expect(paragraphs(page.root), page.address).toEqual(paragraphs(full.root));
    }
  });

  it("show pictures as links that say what is in them", () => {
    const page = at("/lite/sanskriti/sabhi-khand-ek-khabar/");
    const picture = byPart(page.root, "lead-image")[0];
    expect(picture && textOf(picture)).toMatch(/^तस्वीर: रोशनी से सजा मंच.*चित्रण/);
    const links = byTag(page.root, "a").map((link) => attribute(link, "href"));
    for (const href of links.filter((each) => each.startsWith("/media/"))) {
      expect(filesIn(inject("sampleSite"))).toContain(decodeURI(href.slice(1)));
    }
    expect(links.filter((each) => each.startsWith("/media/"))).toHaveLength(4);
  });

  it("lead from one to the other, and to the full page where there is no lite one", () => {
    for (const { root, address } of lite) {
      const links = byTag(root, "a")
        .filter((link) => attribute(link, "dataPart") !== "full-link")
        .map((link) => decodeURI(attribute(link, "href")).replace(/#.*/, ""))
        .filter((href) => href.startsWith("/") && !href.startsWith("/media/"));
      expect(links.length, address).toBeGreaterThan(10);
      for (const href of links) expect(addresses, `${href} in ${address}`).toContain(href);
      const leaving = links.filter((href) => !href.startsWith("/lite/") && addresses.has(`/lite${href}`));
      expect(leaving, address).toEqual([]);
    }
  });

  it("and the full pages name each other", () => {
    for (const { root, address } of lite) {
      const full = address.replace("/lite/", "/");
      const back = byPart(root, "full-link").map((link) => decodeURI(attribute(link, "href")));
      expect(back, address).toEqual([full]);
      const there = byPart(at(full).root, "lite-link").flatMap((part) => byTag(part, "a"));
      expect(
        there.map((link) => decodeURI(attribute(link, "href"))),
        full,
      ).toEqual([address]);
    }
  });

  it("stand in no sitemap and in no feed", () => {
    const others = filesIn(inject("sampleSite")).filter((file) => /\.(xml|json)$/.test(file));
    expect(others.length).toBeGreaterThan(5);
    for (const file of others) {
      expect(readFileSync(join(inject("sampleSite"), file), "utf8"), file).not.toContain("/lite/");
    }
  });
});

describe("a site", () => {
  const rain = story({ title: "Rain", image: { src: "media/dot.gif", alt: "A dot" } }, "It fell.\n");

  it("has no lite pages, and no links to them, unless it asks for them", async () => {
    const folder = temporaryFolder("plain");
    const input = writeNewsroom({ "articles/rain.md": rain, "media/dot.gif": onePixel });
    const config = writeEleventyConfig(folder, {});
    const output = join(folder, "site");
    reportOf(await buildSite({ input, output, config, now: sampleMoment }));
    expect(filesIn(output).filter((file) => file.startsWith("lite/"))).toEqual([]);
    expect(readFileSync(join(output, "desh/rain/index.html"), "utf8")).not.toContain("/lite/");
  });

  it("below a path keeps it in every link, and links of raw HTML lead to lite pages, too", async () => {
    const folder = temporaryFolder("path");
    const input = writeNewsroom({
      "site.yaml":
        "name: Bhor\nurl: https://bhor.example/news\nlanguage: en\ntimeZone: UTC\nsections:\n  - { id: desh, title: Country }\n",
      "articles/rain.md": rain,
      "articles/flood.md": story(
        { title: "Flood" },
        'After <a href="/desh/rain/">the rain</a> and [again](/desh/rain/). <img src="/media/dot.gif" alt="A dot">\n',
      ),
      "media/dot.gif": onePixel,
    });
    const config = writeEleventyConfig(folder, { lite: true });
    const output = join(folder, "site");
    reportOf(await buildSite({ input, output, config, now: sampleMoment }));
    const html = readFileSync(join(output, "lite/desh/flood/index.html"), "utf8");
    expect(html.match(/href="\/news\/lite\/desh\/rain\/"/g)?.length).toBeGreaterThanOrEqual(2);
    expect(html).toMatch(/<a href="\/news\/media\/[^"]+">Photo: A dot<\/a>/);
    expect(html).not.toContain("<img");
  });

  it("says so where a story claims an address of the lite pages", async () => {
    const folder = temporaryFolder("claim");
    const input = writeNewsroom({ "articles/rain.md": story({ permalink: "/lite/desh/other/" }) });
    const config = writeEleventyConfig(folder, { lite: true });
    const build = await buildSite({ input, output: join(folder, "site"), config, now: sampleMoment });
    expect(build.json?.problems).toEqual([
      expect.objectContaining({ code: "address-taken", message: expect.stringContaining("the lite pages") }),
    ]);
  });
});
