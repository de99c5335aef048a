import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openFeeds } from "../../../src/trend/sources/feeds.ts";
import type { Answer } from "../../../src/trend/sources/source.ts";
import { aSite, inIndia } from "../../fixtures/newsroom.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { type Service, serveHere } from "./loopback-service.ts";

const now = inIndia("2026-11-23T12:00");
const minute = 60_000;
const day = 24 * 60 * minute;

interface Sister {
  readonly name: string;
  readonly service: Service;
}

/** Asks the feeds of sister sites, again and again with what was kept. */
async function sisters(...list: readonly Sister[]) {
  const services = await Promise.all(list.map(({ service }) => serveHere(service)));
  const stateFolder = temporaryFolder("feeds");
  const sisterSites = list.map(({ name }, at) => {
    const { url = "" } = services[at] ?? {};
    return { name, url: `${url}/`, feed: `${url}/feed?key=not-for-messages` };
  });
  const ask = (at = now, perSite?: number): Promise<Answer> =>
    openFeeds(
      { from: "feeds", ...(perSite === undefined ? {} : { perSite }) },
      { site: aSite({ sisterSites }), environment: {}, fetch, stateFolder },
    ).read({ now: at, since: at - day, signal: new AbortController().signal });
  return { ask, services, stateFolder };
}

/** What one feed answers to somebody who asks for the first time. */
async function answerTo(body: string | Uint8Array, contentType = "application/xml"): Promise<Answer> {
  const { ask } = await sisters({
    name: "भोर खेल",
    service: () => ({ headers: { "content-type": contentType }, body }),
  });
  return ask();
}

function rss(items: string, declaration = '<?xml version="1.0" encoding="UTF-8"?>'): string {
  return `${declaration}<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>भोर खेल</title><language>hi</language>${items}</channel></rss>`;
}

function item(title: string, link: string, date = "Mon, 23 Nov 2026 11:00:00 +0530"): string {
  return `<item><title>${title}</title><link>${link}</link><pubDate>${date}</pubDate></item>`;
}

const titles = ({ outside }: Answer) => outside.map(({ title }) => title);

describe("the feeds of sister sites", () => {
  it("give headlines, newest first, of RSS, Atom, RDF and JSON Feed alike", async () => {
    const { ask, services } = await sisters(
      {
        name: "RSS",
        service: () => ({
          body: rss(
            item("आर1", "/r1/", "Mon, 23 Nov 2026 11:00:00 +0530") +
              item("आर2", "/r2/", "Mon, 23 Nov 2026 05:50:00 GMT"),
          ),
        }),
      },
      {
        name: "Atom",
        service: () => ({
          body: `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-IN"><title>t</title><entry><id>1</id>
            <title type="html">&lt;em&gt;Cup&lt;/em&gt; &amp;amp; final</title><link rel="enclosure" href="/sound.mp3"/>
            <link rel="alternate" href="/a1/"/><updated>2026-11-23T11:10:00+05:30</updated></entry></feed>`,
        }),
      },
      {
        name: "RDF",
        service: () => ({
          body: `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
            <channel rdf:about="x"><title>t</title><link>/</link><description>d</description></channel>
            <item rdf:about="y"><title>डी1</title><link>/d1/</link><dc:date>2026-11-23T11:25:00</dc:date></item></rdf:RDF>`,
        }),
      },
      {
        name: "JSON",
        service: () => ({
          body: {
            version: "https://jsonfeed.org/version/1.1",
            title: "t",
            language: "ur",
            items: [{ id: "1", url: "/j1/", title: "जे1", date_published: "2026-11-23T11:30:00+05:30" }],
          },
        }),
      },
    );
    const { outside, readings, troubles } = await ask();
    expect(troubles).toEqual([]);
    expect(readings).toEqual([]);
    const url = (at: number, path: string) => `${services[at]?.url}${path}`;
    expect(outside).toEqual([
      { title: "जे1", url: url(3, "/j1/"), source: "JSON", language: "ur", date: inIndia("2026-11-23T11:30") },
      // Without an offset a date is in the site's zone, whatever that of the machine.
      {
        title: "डी1",
        url: url(2, "/d1/"),
        source: "RDF",
        language: undefined,
        date: inIndia("2026-11-23T11:25"),
      },
      { title: "आर2", url: url(0, "/r2/"), source: "RSS", language: "hi", date: inIndia("2026-11-23T11:20") },
      {
        title: "Cup & final",
        url: url(1, "/a1/"),
        source: "Atom",
        language: "en-IN",
        date: inIndia("2026-11-23T11:10"),
      },
      { title: "आर1", url: url(0, "/r1/"), source: "RSS", language: "hi", date: inIndia("2026-11-23T11:00") },
    ]);
  });

  it("give a few of each site only", async () => {
    const items = Array.from({ length: 40 }, (_, at) =>
      item(`खबर ${at}`, `/${at}/`, `Mon, 23 Nov 2026 11:${10 + at}:00 +0530`),
    );
    const { ask } = await sisters({ name: "भोर खेल", service: () => ({ body: rss(items.join("")) }) });
    expect(titles(await ask())).toEqual(["खबर 39", "खबर 38", "खबर 37", "खबर 36", "खबर 35"]);
    expect(titles(await ask(now, 2))).toEqual(["खबर 39", "खबर 38"]);
  });

  it("are asked whether they have changed", async () => {
    let asked = 0;
    const { ask, services } = await sisters({
      name: "भोर खेल",
      service: ({ headers }) => {
        asked++;
        if (headers["if-none-match"] === '"v1"') return { status: 304, body: "" };
        return {
          headers: { etag: '"v1"', "last-modified": "Mon, 23 Nov 2026 05:30:00 GMT" },
          body: rss(item("फ़ाइनल", "/final/")),
        };
      },
    });
    const first = await ask();
    const second = await ask(now + 10 * minute);
    expect(asked).toBe(2);
    expect(services[0]?.requests[1]?.headers["if-modified-since"]).toBe("Mon, 23 Nov 2026 05:30:00 GMT");
    expect(second).toEqual(first);
    expect(titles(second)).toEqual(["फ़ाइनल"]);
  });

  it("are used as they were when one fails, for two days, and that is told", async () => {
    let isBroken = false;
    const { ask } = await sisters(
      {
        name: "भोर खेल",
        service: () => (isBroken ? { status: 500 } : { body: rss(item("फ़ाइनल", "/final/")) }),
      },
      { name: "भोर सिनेमा", service: () => ({ body: rss(item("नई फ़िल्म", "/film/")) }) },
    );
    await ask();
    isBroken = true;
    const { outside, troubles } = await ask(now + day);
    expect(outside.map(({ title }) => title).sort()).toEqual(["नई फ़िल्म", "फ़ाइनल"]);
    expect(troubles).toEqual([
      "The feed of भोर खेल is out of order (500). The next run asks again. What it answered last is used.",
    ]);
    const later = await ask(now + 3 * day);
    expect(titles(later)).toEqual(["नई फ़िल्म"]);
    expect(later.troubles).toHaveLength(1);
  });

  it("are asked anew if what was kept of them is damaged or cannot be kept", async () => {
    const { ask, stateFolder } = await sisters({
      name: "भोर खेल",
      service: ({ headers }) =>
        headers["if-none-match"]
          ? { status: 304 }
          : { headers: { etag: '"v1"' }, body: rss(item("फ़ाइनल", "/final/")) },
    });
    await ask();
    const folder = join(stateFolder, "feeds");
    const [file = ""] = readdirSync(folder);
    expect(JSON.parse(readFileSync(join(folder, file), "utf8")).stories).toHaveLength(1);
    for (const damaged of ["", "{", '{"version":2}', '{"version":1,"feed":"https://other.example/"}']) {
      writeFileSync(join(folder, file), damaged);
      expect(titles(await ask())).toEqual(["फ़ाइनल"]);
    }
    expect(readdirSync(folder)).toEqual([file]);
  });

  it("are told of by name when they cannot be kept", async () => {
    const { ask, stateFolder } = await sisters({
      name: "भोर खेल",
      service: () => ({ body: rss(item("फ़ाइनल", "/final/")) }),
    });
    writeFileSync(join(stateFolder, "feeds"), "a file where the folder should be");
    const { outside, troubles } = await ask();
    expect(outside).toHaveLength(1);
    expect(troubles).toEqual([expect.stringContaining("could not be kept in")]);
  });

  it("do not hold up the others, and their addresses with keys are not told", async () => {
    const patience = new AbortController();
    const slow = await serveHere(() => undefined);
    const good = await serveHere(() => ({ body: rss(item("फ़ाइनल", "/final/")) }));
    // Patience ends as soon as the one that answers has done so.
    const asking: typeof fetch = async (input, init) => {
      const response = await fetch(input, init);
      const whole = new Response(await response.arrayBuffer(), response);
      patience.abort();
      return whole;
    };
    const sisterSites = [
      { name: "Slow", url: slow.url, feed: `${slow.url}/feed?key=not-for-messages` },
      { name: "Good", url: good.url, feed: `${good.url}/feed` },
    ];
    const source = openFeeds(
      { from: "feeds" },
      { site: aSite({ sisterSites }), environment: {}, fetch: asking, stateFolder: temporaryFolder("feeds") },
    );
    const { outside, troubles } = await source.read({ now, since: now - day, signal: patience.signal });
    expect(outside.map(({ title }) => title)).toEqual(["फ़ाइनल"]);
    expect(troubles).toEqual(["The feed of Slow did not answer in time. The next run asks again."]);
  });
});

describe("a hostile feed", () => {
  it.each([
    ["a script in a title", "&lt;script&gt;alert(1)&lt;/script&gt;फ़ाइनल", "फ़ाइनल"],
    ["elements in CDATA", "<![CDATA[<img src=x onerror=alert(1)><b>फ़ाइनल</b> आज]]>", "फ़ाइनल आज"],
    ["entities twice over", "&amp;lt;b&amp;gt; फ़ाइनल &amp;amp; बाद", "<b> फ़ाइनल & बाद"],
    ["lines and control characters", "फ़ाइनल\n\t\u0085 आज\u2028अभी", "फ़ाइनल आज अभी"],
    ["marks that turn the text round", "\u202eफ़ाइनल\u2066 आज\u200f", "फ़ाइनल आज"],
  ])("cannot do harm by %s", async (_, written, shown) => {
    const { outside, troubles } = await answerTo(rss(item(written, "/final/")));
    expect(troubles).toEqual([]);
    expect(outside.map(({ title }) => title)).toEqual([shown]);
  });

  it("cannot make a headline endless", async () => {
    const { outside } = await answerTo(rss(item("ख".repeat(100_000), "/final/")));
    expect(outside[0]?.title.length).toBeLessThanOrEqual(300);
  });

  it("links to nothing but the site's own pages", async () => {
    const links = [
      "javascript:alert(1)",
      "data:text/html,x",
      "ftp://127.0.0.1/x",
      "https://evil.example/",
      "//evil.example/x",
      "http://user:secret@127.0.0.1/",
      "http://127.0.0.1.evil.example/",
      `/${"x".repeat(3_000)}`,
      "",
    ];
    const { outside, troubles } = await answerTo(
      rss([...links, "/final/"].map((link, at) => item(`खबर ${at}`, link)).join("")),
    );
    expect(outside.map(({ url }) => new URL(url).pathname)).toEqual(["/final/"]);
    expect(troubles).toEqual([]);

    const alone = await answerTo(rss(item("इनाम", "https://evil.example/prize/")));
    expect(alone.outside).toEqual([]);
    expect(alone.troubles).toEqual([
      "The feed of भोर खेल links to other hosts only. Check its address in site.yaml.",
    ]);
  });

  it("cannot stay on top by a date of tomorrow", async () => {
    const { outside } = await answerTo(
      rss(
        item("कल", "/kal/", "Tue, 24 Nov 2026 12:00:00 +0530") +
          item("अभी", "/abhi/", "Mon, 23 Nov 2026 12:05:00 +0530") +
          item("कभी", "/kabhi/", "someday") +
          item("तब", "/tab/", "Sun, 01 Jan 0001 00:00:00 GMT"),
      ),
    );
    expect(outside.map(({ title, date }) => [title, date])).toEqual([
      ["अभी", now],
      ["कभी", undefined],
      ["तब", undefined],
    ]);
  });

  it("has its entities not read", async () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">${[..."bcdefghij"]
      .map((name, at) => `<!ENTITY ${name} "${`&${"abcdefghi"[at]};`.repeat(10)}">`)
      .join("")}<!ENTITY file SYSTEM "file:///etc/passwd">]>`;
    const { outside, troubles } = await answerTo(rss(item("&j; &file;", "/final/"), bomb));
    expect(outside).toEqual([]);
    expect(troubles).toEqual(["The feed of भोर खेल declares entities, which is not read."]);
  });

  it("may write about entities", async () => {
    const { outside } = await answerTo(
      rss(`${item("<![CDATA[<b>&lt;!ENTITY&gt;</b> क्या है]]>", "/final/")}<!-- <!ENTITY x 'y'> -->`),
    );
    expect(outside.map(({ title }) => title)).toEqual(["<!ENTITY> क्या है"]);
  });

  it.each([
    ["is of 10 MB", rss(item("ख".repeat(4 << 20), "/final/")), "more than 4 MiB"],
    [
      "is nested without end",
      `<rss version="2.0"><channel>${"<item>".repeat(200_000)}`,
      "is not RSS, Atom or JSON Feed",
    ],
    ["is a page", "<!doctype html><title>Log in</title>", "is not RSS, Atom or JSON Feed"],
    ["is cut short", rss(item("फ़ाइनल", "/final/")).slice(0, -40), "is not RSS, Atom or JSON Feed"],
    ["is empty", "", "is not RSS, Atom or JSON Feed"],
    ["is a picture", Buffer.from("89504e470d0a1a0a", "hex"), "is not RSS, Atom or JSON Feed"],
  ])("that %s is told of", async (_, body, message) => {
    const { outside, troubles } = await answerTo(body);
    expect(outside).toEqual([]);
    expect(troubles).toHaveLength(1);
    expect(troubles[0]).toContain(message);
  });

  it.each([
    [
      "UTF-16 with a mark",
      Buffer.from(`\ufeff${rss(item("फ़ाइनल é", "/f/"), "")}`, "utf16le"),
      "application/xml",
    ],
    ["UTF-16 without one", Buffer.from(rss(item("फ़ाइनल é", "/f/"), ""), "utf16le"), "application/xml"],
    [
      "UTF-16, big end first",
      Buffer.from(`\ufeff${rss(item("फ़ाइनल é", "/f/"), "")}`, "utf16le").swap16(),
      "text/xml; charset=utf-16",
    ],
    [
      "UTF-8 that says so in the header",
      Buffer.from(rss(item("फ़ाइनल é", "/f/"), "")),
      "text/xml; charset=utf-8",
    ],
    [
      "UTF-8 with a mark that is called Latin",
      Buffer.from(`\ufeff${rss(item("फ़ाइनल é", "/f/"), "")}`),
      "text/xml; charset=iso-8859-1",
    ],
    ["UTF-8 with a wrong content type", Buffer.from(rss(item("फ़ाइनल é", "/f/"))), "image/png"],
    [
      "UTF-8 with an encoding that nobody knows",
      Buffer.from(rss(item("फ़ाइनल é", "/f/"))),
      "text/xml; charset=klingon",
    ],
  ])("may be in any encoding: %s", async (_, body, contentType) => {
    expect(titles(await answerTo(body, contentType))).toEqual(["फ़ाइनल é"]);
  });

  it("may be in Latin-1, as its declaration says", async () => {
    const text = rss(item("Café ouvert", "/f/"), '<?xml version="1.0" encoding="ISO-8859-1"?>');
    const latin = Buffer.from(text.replace("भोर खेल", "Sport"), "latin1");
    expect(titles(await answerTo(latin))).toEqual(["Café ouvert"]);
  });
});
