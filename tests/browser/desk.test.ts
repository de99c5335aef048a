import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { patience, type StartedSite, startSite } from "../serve/started-site.ts";
import { writeEleventyConfig } from "../support/eleventy-config.ts";
import { findHtmlFaults } from "../support/html-validate.ts";
import { desktop, openBrowser, phone } from "../support/open-browser.ts";
import { runCommand } from "../support/run-command.ts";
import { filesIn } from "../support/site-files.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { addFiles, plainSite, story, writeNewsroom } from "../support/write-newsroom.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const axeTags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const now = "2026-11-22T20:00:00+05:30";
const hostile = `"'><script>document.title = "taken"</script><img src=x onerror="document.title = 'taken'">`;

const flood = (fields: Readonly<Record<string, unknown>>, words: string) =>
  story({ date: "2026-11-21T08:00", tags: ["बाढ़"], language: "hi", ...fields }, `${words}\n`);

const newsroom = {
  "site.yaml": stringify({
    ...plainSite,
    name: "भोर <b>समाचार</b>",
    language: "hi",
    url: "https://bhor.example/news",
  }),
  "articles/flood.md": flood(
    { title: "देवगंज में बाढ़", related: ["pinned"], unrelated: ["never"] },
    "सरयनी का पानी बढ़ा",
  ),
  "articles/relief.md": flood({ title: "Relief camps open", language: "en" }, "Camps opened near the river"),
  "articles/bridge.md": flood({ title: "बाढ़ से पुल बंद", date: "2026-11-20T08:00" }, "पुल बंद है"),
  "articles/pinned.md": story({ title: "Pinned by hand", date: "2026-11-19T08:00" }),
  "articles/never.md": flood({ title: "Never beside it", language: "en" }, "Other matters"),
  "articles/hostile.md": flood({ title: `${hostile} बाढ़` }, "शरारत"),
  "articles/urdu.md": story({ title: "دریا میں پانی", date: "2026-11-18T08:00", language: "ur" }),
  "articles/secret.md": flood({ title: "Zqsecret बाढ़", status: "draft" }, "Zqsecret"),
  "articles/tomorrow.md": flood({ title: "Zqtomorrow बाढ़", date: "2999-01-01T08:00" }, "Zqtomorrow"),
  "articles/gone.md": flood({ title: "Zqgone बाढ़", expireAt: "2026-11-22T08:00" }, "Zqgone"),
};

const parts = { readers: 40, decayed: 22.4, latest: 9, usual: 2.5, surge: 1.9, age: 0.8, score: 4.1 };
const explained = {
  generatedAt: "2026-11-22T14:00:00.000Z",
  window: 180,
  basis: "readers",
  leastReaders: 3,
  perSection: 4,
  stories: [
    { id: "flood", ...parts },
    { id: "hostile", ...parts, readers: 20, score: 2.2 },
    { id: "gone", ...parts, score: 2 },
    { id: "bridge", ...parts, readers: 12, score: 1.5, leftOut: "same-event", sameEventAs: "flood" },
    { id: "relief", ...parts, readers: 2, score: 0.4, leftOut: "too-few-readers" },
  ],
  strangers: [{ path: "/<script>x</script>/", readers: 7 }],
  sources: [
    { source: "logs /var/log/access.log", readings: 171, headlines: 0, troubles: ["<b>no</b> such file"] },
  ],
};
const edition = {
  generatedAt: "2026-11-22T14:00:00.000Z",
  basis: "readers",
  window: 180,
  stories: ["flood", "hostile", "gone"],
  outside: [{ title: "The tide", url: "https://khel.example/tide/", source: "Khel" }],
};
const live = {
  generatedAt: "2026-11-22T14:20:00.000Z",
  window: 180,
  basis: "readers",
  links: [
    { title: `Live ${hostile}`, url: "/news/desh/flood/" },
    { title: "A trap", url: "javascript:document.title='taken'" },
  ],
};

let browser: Browser;
let folder: string;
let input: string;
let output: string;
let site: StartedSite;
let desk: string;

/** A newsroom whose list was ranked once. */
beforeAll(async () => {
  browser = await openBrowser();
  folder = temporaryFolder("desk");
  input = writeNewsroom(newsroom);
  output = join(folder, "site");
  mkdirSync(join(folder, "trending"), { recursive: true });
  writeFileSync(join(folder, "trending/edition.json"), JSON.stringify(edition));
  writeFileSync(join(folder, "trending/explained.json"), JSON.stringify(explained));
  const config = writeEleventyConfig(folder, {
    reportLanguage: "hi",
    trending: { edition: join(folder, "trending/edition.json"), sources: [{ from: "editors" }] },
  });
  site = startSite(input, output, ["--port=18600", `--config=${config}`, `--now=${now}`]);
  desk = `${await site.address()}/_desk/`;
  writeFileSync(join(output, "trending.json"), JSON.stringify(live));
}, 120_000);

afterAll(async () => {
  await site?.stop();
  await browser?.close();
});

const overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth";

async function findBarriers(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const run = `axe.run({ runOnly: { type: "tag", values: ${JSON.stringify(axeTags)} } }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + " " + html.slice(0, 200))))`;
  return (await page.evaluate(run)) as string[];
}

/** What a page of the desk says, and what a browser that runs no script makes of it. */
async function read(path: string): Promise<string> {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: desktop });
  try {
    const page = await context.newPage();
    await page.goto(desk + path);
    return await page.locator("main").innerText();
  } finally {
    await context.close();
  }
}

const paths = [
  "",
  "related/?story=flood",
  "related/?story=hostile",
  "related/?q=%E0%A4%AC%E0%A4%BE%E0%A4%A2%E0%A4%BC",
  `related/?q=${encodeURIComponent(hostile)}`,
  "related/",
  "no-such-page/",
];

describe("the desk", () => {
  it("is named by npm start", async () => {
    await expect.poll(() => site.printed(), patience).toContain(`Desk: ${desk}\n`);
  });

  it.each(paths)(
    "at /_desk/%s is valid, open to all, and fits a phone and a desktop, light and dark",
    async (path) => {
      const html = await fetch(desk + path).then((response) => response.text());
      expect(findHtmlFaults(html)).toEqual([]);
      expect(html).not.toContain("<script");
      // The policy of these pages forbids the script that looks for barriers.
      const context = await browser.newContext({ bypassCSP: true, viewport: phone, colorScheme: "light" });
      try {
        const page = await context.newPage();
        await page.goto(desk + path);
        expect(await page.title()).not.toBe("taken");
        expect(await page.evaluate(overflow)).toBe(0);
        expect(await findBarriers(page)).toEqual([]);
        await page.setViewportSize({ width: 320, height: 800 });
        expect(await page.evaluate(overflow)).toBe(0);
        await page.setViewportSize(desktop);
        await page.emulateMedia({ colorScheme: "dark" });
        expect(await page.evaluate(overflow)).toBe(0);
        expect(await findBarriers(page)).toEqual([]);
      } finally {
        await context.close();
      }
    },
  );

  it("speaks the language of the report, and keeps headlines in theirs", async () => {
    const html = await fetch(desk).then((response) => response.text());
    expect(html).toContain('<html lang="hi">');
    expect(html).toMatch(/<a [^>]*lang="en"[^>]*>Relief camps open<\/a>/);
    expect(html).toMatch(/<a [^>]*lang="ur" dir="rtl"[^>]*>دریا/);
    expect(await read("")).toContain("ट्रेंडिंग");
  });

  it("counts stories and pages, and says what changes next, but no name of what is not published", async () => {
    const told = await read("");
    expect(told).toMatch(/ख़बरें\s+7\s/);
    expect(told).toContain("अगला अपने-आप बदलाव");
    for (const path of paths)
      expect(await fetch(desk + path).then((answer) => answer.text())).not.toContain("Zq");
  });

  it("shows the list of the pages and the live one, how old, and what it rests on", async () => {
    const told = await read("");
    expect(told).toContain("जो पढ़ा जा रहा है, उसके हिसाब से");
    expect(told).toContain("The tide – Khel");
    expect(told).toContain("Live ");
    expect(told).toContain("30 मिनट पहले");
    expect(told).toContain("10 मिनट पहले");
    const html = await fetch(desk).then((response) => response.text());
    expect(html).not.toContain('href="javascript:');
  });

  it("shows the parts of each score in words beside their charts, and why a story is not in the list", async () => {
    const told = await read("");
    expect(told).toContain("4.10");
    expect(told).toContain("आम तौर पर 2.5");
    expect(told).toContain("उसी घटना की ख़बर है: “देवगंज में बाढ़”");
    expect(told).toContain("3 से कम पाठक");
    expect(told).toContain("/<script>x</script>/");
    expect(told).toContain("<b>no</b> such file");
    const html = await fetch(desk).then((response) => response.text());
    expect(html.match(/<svg class="bar"[^>]*aria-hidden="true"/g)?.length).toBe(4 * 6);
  });

  it("leads from a headline to the reasons of its sidebar, without JavaScript", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: phone });
    try {
      const page = await context.newPage();
      await page.goto(desk);
      await page.getByRole("searchbox").fill("देवगंज बाढ");
      await page.getByRole("button").click();
      await page.getByRole("link", { name: "देवगंज में बाढ़" }).click();
      expect(await page.locator("h1").innerText()).toBe("देवगंज में बाढ़");
      const shown = await page.locator("section").first().innerText();
      expect(shown).toContain("संपादक ने पिन की");
      expect(shown).toContain("वही विषय: बाढ़");
      const leftOut = await page.locator("section").last().innerText();
      expect(leftOut).toContain("Never beside it");
      expect(leftOut).toContain("संपादक ने हटाई (unrelated)");
      await page.getByRole("link", { name: "ख़बर खोलें" }).click();
      expect(page.url()).toContain("/news/desh/flood/");
    } finally {
      await context.close();
    }
  });

  it.each(["secret", "tomorrow", "gone", "nothing"])(
    "says no more of %s than that it is not there",
    async (id) => {
      const answer = await fetch(`${desk}related/?story=${id}`);
      expect(answer.status).toBe(404);
      const text = await answer.text();
      expect(text).toContain("या वह प्रकाशित नहीं है");
      expect(text).not.toContain("Zq");
    },
  );

  it("tells what is wrong with file and line, keeps the last good site, and forgets it when it is mended", async () => {
    addFiles(input, { "articles/broken.md": story({ title: "Broken", section: `d<b>h</b>` }) });
    await expect.poll(() => read(""), patience).toMatch(/broken\.md:4:\d+ section-unknown/);
    const told = await read("");
    expect(told).toContain("“d<b>h</b>”");
    expect(told).toContain("पिछली सही साइट दिखाई जा रही है");
    expect(told).toContain("देवगंज में बाढ़");
    addFiles(input, { "articles/broken.md": story({ title: "Mended story", date: "2026-11-22T09:00" }) });
    await expect.poll(() => read(""), patience).toContain("सब ठीक है");
    await expect.poll(() => read("related/?q=mended"), patience).toContain("Mended story");
    expect(await read("related/?story=broken")).toContain("Mended story");
    addFiles(input, { "site.yaml": "name: [" });
    await expect.poll(() => read(""), patience).toContain("site.yaml:");
    addFiles(input, { "site.yaml": newsroom["site.yaml"] });
    await expect.poll(() => read(""), patience).toContain("सब ठीक है");
    rmSync(join(input, "articles/broken.md"));
    await expect.poll(() => read("related/?q=mended"), patience).not.toContain("Mended story");
  });

  it("answers its own machine only, is only read, and is in no folder", async () => {
    const { pathname, port } = new URL(desk);
    const answer = (host: string) =>
      new Promise((done, fail) => {
        request({ port, path: pathname, headers: { host } }, (response) => {
          response.resume();
          done(response.statusCode);
        })
          .on("error", fail)
          .end();
      });
    expect(await answer(`evil.example:${port}`)).toBe(403);
    expect(await fetch(desk, { method: "POST" }).then(({ status }) => status)).toBe(405);
    expect(await fetch(desk.slice(0, -1)).then(({ url }) => url)).toBe(desk);
    const headers = (await fetch(desk)).headers;
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(filesIn(output).some((file) => file.includes("_desk"))).toBe(false);
  });
});

describe("the desk of a new newsroom", () => {
  it("says in English how readers are counted where nobody counts them, and that there is no good site yet", async () => {
    const content = writeNewsroom({ "articles/rain.md": story({ date: undefined }) });
    const started = startSite(content, join(folder, "new-site"), ["--port=18640", "--language=en"]);
    try {
      const address = `${await started.address()}/_desk/`;
      const text = () => fetch(address).then((response) => response.text());
      expect(await text()).toContain("There is no good site yet.");
      expect(await text()).toContain("field-missing");
      expect(findHtmlFaults(await text())).toEqual([]);
      addFiles(content, { "articles/rain.md": story() });
      await expect.poll(text, patience).toContain("No source of readers is set up");
      expect(await text()).toContain("The newest stories");
      expect(findHtmlFaults(await text())).toEqual([]);
    } finally {
      await started.stop();
    }
  }, 120_000);
});

describe("what npm run trending keeps for the desk", () => {
  it("is how the list came about, without a headline", async () => {
    const state = join(folder, "kept");
    const config = writeEleventyConfig(temporaryFolder("desk-trending"), {
      trending: { edition: join(state, "edition.json"), sources: [{ from: "editors" }] },
    });
    const flags = [
      `--input=${input}`,
      `--output=${join(folder, "kept-site")}`,
      `--config=${config}`,
      `--now=${now}`,
    ];
    expect(await runCommand("scripts/trending.ts", [...flags, "--quiet"])).toMatchObject({ code: 0 });
    expect(existsSync(join(state, "explained.json"))).toBe(true);
    const kept = readFileSync(join(state, "explained.json"), "utf8");
    expect(JSON.parse(kept)).toMatchObject({
      basis: "newest",
      stories: [],
      sources: [{ source: "editors" }],
    });
    expect(kept).not.toContain("देवगंज");
  });
});
