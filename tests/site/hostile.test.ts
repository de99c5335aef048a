import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { Element } from "hast";
import { beforeAll, describe, expect, it } from "vitest";
import { buildSite, problemsOf, reportOf, type SiteBuild } from "../support/build-site.ts";
import { attribute, byPart, byTag, findAll, textOf } from "../support/html.ts";
import { findHtmlFaults } from "../support/html-validate.ts";
import { sampleMoment as now } from "../support/repository.ts";
import { readPages, type SamplePage } from "../support/sample-site.ts";
import { filesIn, findWords } from "../support/site-files.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { addFiles, onePixel, story, writeNewsroom } from "../support/write-newsroom.ts";

const nasty =
  '</title></script><script>alert("xss")</script><img src=x onerror=alert(1)>\'"{{ 7 * 7 }}{% include "/etc/passwd" %}';

const attackBody = `<script>alert("xss")</script>

<p onclick="alert(1)" onmouseover='alert(2)'>A paragraph <a href="javascript:alert(1)">with</a> <a href=" jav&#x09;ascript:alert(1)">links</a>.</p>

[one](javascript:alert(1)) [two](JaVaScRiPt:alert(1)) [three](data:text/html,<script>alert(1)</script>) [four](vbscript:x)

<iframe src="https://evil.example/frame"></iframe> <svg onload=alert(1)><script>alert(1)</script></svg>

<style>body { display: none }</style> <base href="https://evil.example/"> <meta http-equiv="refresh" content="0;url=https://evil.example/"> <form action="https://evil.example/"><input name=a></form>

<link rel=stylesheet href=https://evil.example/a.css> <object data=https://evil.example/o></object> <embed src=https://evil.example/e>

</div></main></body></html><h1>Not a second headline</h1>

{{ 7 * 7 }} {{ view.site.name }} {% include "/etc/passwd" %} {% raw %} <%= 7 * 7 %> {# gone #} \${7 * 7}

<!-- a comment --> ![remote](https://evil.example/pixel.gif)

\`\`\`
<script>alert("shown, not run")</script>
\`\`\`
`;

const longHeadline = "मूसलाधार बारिश से राजधानी में जनजीवन अस्त व्यस्त ".repeat(7).trim();

const files = {
  "articles/attack.md": story(
    {
      title: nasty,
      seoTitle: nasty,
      description: nasty,
      kicker: nasty,
      tags: [nasty, "__proto__", "constructor", "toString", "<b>bold</b>"],
      series: "__proto__",
      authors: ["__proto__", "constructor"],
      image: { src: "media/a b.gif", alt: nasty, caption: nasty, credit: nasty },
      corrections: [{ date: "2020-01-02", text: nasty }],
    },
    attackBody,
  ),
  "articles/__proto__.md": story({
    title: "Proto story",
    tags: ["__proto__"],
    series: "__proto__",
    related: ["attack"],
  }),
  "articles/constructor.md": story({ title: "Constructor story", related: ["articles/__proto__.md"] }),
  "articles/windows.md": `\uFEFF${story({ title: "From Windows", tags: ["मौसम"] }, "First.\n\nSecond.\n").replaceAll("\n", "\r\n")}`,
  "articles/old-mac.md": story({ title: "Old Mac" }, "First.\n\nSecond.\n").replaceAll("\n", "\r"),
  [`articles/${"बाढ़".repeat(19)}.md`]: story({ title: longHeadline, slug: longHeadline }),
  "articles/folder.md/inside.md": story({ title: "Inside a folder called .md" }),
  "articles/large.md": story(
    { title: "Large" },
    "A line of a very long story, **bold** here.\n\n".repeat(110_000),
  ),
  "authors/__proto__.md": `---\nname: ${JSON.stringify(nasty)}\nrole: ${JSON.stringify(nasty)}\n---\n${attackBody}`,
  "authors/constructor.md": "---\nname: Constructor\n---\nWrites.\n",
  "pages/attack.md": `---\ntitle: ${JSON.stringify(nasty)}\nslug: attack-page\n---\n${attackBody}`,
  "media/a b.gif": onePixel,
  "trending.yaml": `pinned:\n  - { title: ${JSON.stringify(nasty)}, url: "https://evil.example/", source: ${JSON.stringify(nasty)} }\n`,
};

describe("content that attacks", () => {
  let output: string;
  let build: SiteBuild;
  let pages: SamplePage[];
  const pageAt = (address: string) => pages.find((page) => page.address === address) as SamplePage;

  beforeAll(async () => {
    output = join(temporaryFolder("hostile"), "site");
    build = await buildSite({ input: writeNewsroom(files), output, now });
    reportOf(build);
    pages = readPages(output);
  });

  it("runs no script, handler or frame, and calls nobody", () => {
    const ownScript = /^\/assets\/(khabar|search|trending)\.\w+\.js$/;
    /** One of our icons: nothing but lines, and nothing that could be from a writer. */
    const isIcon = ({ properties, children }: Element) =>
      Object.keys(properties).every((name) => ["viewBox", "ariaHidden", "focusable"].includes(name)) &&
      children.every((child) => child.type === "element" && ["path", "circle"].includes(child.tagName));
    const dangerous = pages.flatMap(({ address, root }) => {
      // Lite pages bring their style and an empty icon along, in one request.
      const head = byTag(root, "head").flatMap((each) => each.children);
      const isLite = address.startsWith("/lite/");
      return findAll(root, (element) => {
        const { tagName, properties } = element;
        if (tagName === "script" && !ownScript.test(attribute(element, "src"))) {
          return attribute(element, "type") !== "application/ld+json";
        }
        if (["iframe", "object", "embed", "base"].includes(tagName)) return true;
        if (tagName === "svg" && !isIcon(element)) return true;
        if (tagName === "style" && !(isLite && head.includes(element))) return true;
        if (Object.keys(properties).some((name) => /^on/i.test(name))) return true;
        if (isLite && head.includes(element) && attribute(element, "href") === "data:,") return false;
        const refresh = tagName === "meta" && attribute(element, "httpEquiv") !== "";
        const form = tagName === "form" && !attribute(element, "action").startsWith("/");
        const called = /^(https?:)?\/\//.test(attribute(element, "src"));
        return (
          refresh || form || called || /^\s*(javascript|vbscript|data):/i.test(attribute(element, "href"))
        );
      }).map((element) => `${address} <${element.tagName} ${JSON.stringify(element.properties)}>`);
    });
    expect(dangerous).toEqual([]);
  });

  it("leaves every page one page: one h1, one main, valid", () => {
    for (const { address, root, html } of pages.filter(({ kind }) => kind !== "redirect")) {
      expect(byTag(root, "h1"), address).toHaveLength(1);
      expect(byTag(root, "main"), address).toHaveLength(1);
      // Of five megabytes the validator would make a day's work.
      if (!address.endsWith("/desh/large/")) expect(findHtmlFaults(html), address).toEqual([]);
    }
  });

  it("is shown as it was written: nothing in it is a template", () => {
    const { root } = pageAt("/desh/attack/");
    expect(textOf(byPart(root, "headline")[0] as Element)).toBe(nasty);
    expect(textOf(byTag(root, "title")[0] as Element)).toBe(`${nasty} – Bhor`);
    const body = textOf(byPart(root, "body")[0] as Element);
    expect(body).toContain('{{ 7 * 7 }} {{ view.site.name }} {% include "/etc/passwd" %} {% raw %}');
    expect(body).toContain('<script>alert("shown, not run")</script>');
    expect(findWords(output, ["root:x:0", "root:*:"])).toEqual([]);
  });

  it("cannot break out of structured data and feeds", () => {
    for (const script of byTag(pageAt("/desh/attack/").root, "script")) {
      if (attribute(script, "type") === "module") continue;
      const child = script.children[0];
      expect(() => JSON.parse(child?.type === "text" ? child.value : "")).not.toThrow();
    }
    const feed = JSON.parse(readFileSync(join(output, "feed.json"), "utf8")) as {
      items: { title: string; content_html: string }[];
    };
    const item = feed.items.find(({ title }) => title === nasty);
    expect(item?.content_html).not.toMatch(/<script|<iframe|<[^>]*(onclick|javascript:)/i);
    for (const name of ["feed.xml", "atom.xml"]) {
      const xml = readFileSync(join(output, name), "utf8");
      expect(xml.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, ""), name).not.toMatch(/<script|<img src=x/i);
    }
  });

  it("has tags, authors and series with names that JavaScript keeps for itself", () => {
    expect(textOf(byTag(pageAt("/authors/constructor/").root, "h1")[0] as Element)).toBe("Constructor");
    const topics = byPart(pageAt("/desh/attack/").root, "topics").flatMap((part) => byTag(part, "a"));
    expect(topics.map(textOf)).toEqual([nasty, "__proto__", "constructor", "toString", "<b>bold</b>"]);
    const addresses = pages.map(({ address }) => address);
    for (const link of topics) expect(addresses).toContain(decodeURI(attribute(link, "href")));
    expect(
      pages.some(({ root }) => byTag(root, "h1").some((heading) => textOf(heading) === "Proto story")),
    ).toBe(true);
  });

  it("is told to the writer, with file and line, as warnings", () => {
    const removed = problemsOf(build).filter(
      (problem) => problem.startsWith("attack.md:") && problem.endsWith("html-removed"),
    );
    expect(removed.length).toBeGreaterThan(3);
    expect(build.json?.problems.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it("may come from Windows or an old Mac", () => {
    for (const address of ["/desh/windows/", "/desh/old-mac/"]) {
      const body = byPart(pageAt(address).root, "body")[0] as Element;
      expect(byTag(body, "p").map(textOf)).toEqual(["First.", "Second."]);
    }
    expect(findWords(output, ["\uFEFF"])).toEqual([]);
  });

  it("may be five megabytes long", () => {
    const file = join(output, "desh/large/index.html");
    expect(readFileSync(file, "utf8").match(/<strong>bold<\/strong>/g)).toHaveLength(110_000);
  });

  it("gets addresses and file names of a length that every system can keep", () => {
    expect(longHeadline.length).toBeGreaterThan(300);
    const page = pages.find(({ root }) =>
      byPart(root, "headline").some((heading) => textOf(heading) === longHeadline),
    );
    expect(page?.address).toMatch(/^\/desh\/[a-z0-9-]+\/$/);
    for (const path of filesIn(output)) {
      for (const part of path.split("/")) expect(Buffer.byteLength(part), path).toBeLessThanOrEqual(100);
    }
  });
});

describe("paths that lead out of the site", () => {
  const outside: [string, Record<string, unknown>, string][] = [
    ["permalink-up", { permalink: "/../../zqescape/" }, "path-bad"],
    ["permalink-encoded", { permalink: "/a/%2e%2e/%2E%2E/zqescape/" }, "path-bad"],
    ["permalink-backslash", { permalink: "/..\\..\\zqescape\\" }, "path-bad"],
    ["permalink-host", { permalink: "//evil.example/zqescape/" }, "path-bad"],
    ["permalink-hidden", { permalink: "/.git/hooks/zqescape/" }, "path-bad"],
    ["permalink-template", { permalink: "/{{ 7 * 7 }}/" }, "path-bad"],
    ["redirect-up", { redirectFrom: ["/../zqescape/"] }, "path-bad"],
    ["redirect-line", { redirectFrom: ["/zq\n/evil https://evil.example/ 301"] }, "path-bad"],
    ["redirect-none", { redirectFrom: ["../zqescape"] }, "path-bad"],
    ["image-up", { image: { src: "../../../../etc/passwd", alt: "x" } }, "image-missing"],
    ["image-inside", { image: { src: "media/../site.yaml", alt: "x" } }, "image-missing"],
    ["image-absolute", { image: { src: "/etc/passwd", alt: "x" } }, "image-missing"],
    ["image-linked", { image: { src: "media/passwd.jpg", alt: "x" } }, "image-missing"],
    ["section-proto", { section: "__proto__" }, "section-unknown"],
    ["author-up", { authors: ["../site"] }, "author-unknown"],
  ];

  it("are errors that name file and line; nothing is written anywhere", async () => {
    const folder = temporaryFolder("outside");
    const input = join(folder, "content");
    writeNewsroom(
      Object.fromEntries(outside.map(([name, fields]) => [`articles/${name}.md`, story(fields)])),
      input,
    );
    addFiles(input, {
      "site.yaml": readFileSync(join(input, "site.yaml"), "utf8"),
      "pages/up.md": "---\ntitle: Up\npermalink: /../zqescape/\n---\nUp.\n",
    });
    mkdirSync(join(input, "media"));
    symlinkSync("/etc/passwd", join(input, "media/passwd.jpg"));
    symlinkSync("/etc/passwd", join(input, "articles/passwd.md"));
    symlinkSync("/etc", join(input, "articles/etc"));
    symlinkSync(join(input, "no-such-file"), join(input, "articles/dangling.md"));
    symlinkSync(join(input, "articles"), join(input, "articles/loop"));
    symlinkSync("round.md", join(input, "articles/round.md"));
    const before = filesIn(folder);
    const build = await buildSite({ input, output: join(folder, "site"), now });
    expect(build.code).toBe(1);
    const problems = problemsOf(build);
    for (const [name, , code] of outside) {
      expect(problems).toContainEqual(expect.stringMatching(new RegExp(`^${name}\\.md:\\d+ ${code}$`)));
    }
    expect(problems).toEqual(
      expect.arrayContaining([
        "dangling.md:1 file-unreadable",
        "etc:1 link-outside",
        "loop:1 link-loop",
        "passwd.jpg:1 link-outside",
        "passwd.md:1 link-outside",
        "round.md:1 file-unreadable",
        "up.md:3 path-bad",
      ]),
    );
    const lines = (build.json?.problems ?? []).filter(({ code }) =>
      /path-bad|image-missing|unknown/.test(code),
    );
    for (const { file, line } of lines) expect(line, file).toBeGreaterThan(1);
    expect(build.stdout + build.stderr).not.toMatch(/\n\s+at |root:x:0/);
    expect(filesIn(folder)).toEqual(before);
  });

  it("in a slug are only words", async () => {
    const output = join(temporaryFolder("slug"), "site");
    const slugs = ["../../zqescape", "/etc/zqpasswd", "..", "a/../../b", "%2e%2e%2fzq", "CON"];
    const input = writeNewsroom(
      Object.fromEntries(
        slugs.map((slug, at) => [`articles/story-${at}.md`, story({ title: `Story ${at}`, slug })]),
      ),
    );
    reportOf(await buildSite({ input, output, now }));
    const stories = readPages(output).filter(({ kind }) => kind === "article");
    expect(stories).toHaveLength(slugs.length);
    for (const { address } of stories) expect(address).toMatch(/^\/desh\/[a-z0-9-]+\/$/);
  });
});

describe("a newsroom that is hardly one", () => {
  it("with an empty folder is told what is missing", async () => {
    const output = join(temporaryFolder("empty"), "site");
    const build = await buildSite({ input: temporaryFolder("empty"), output, now });
    expect(build.code).toBe(1);
    expect(problemsOf(build)).toEqual(["site.yaml:1 site-missing"]);
  });

  it("with no story yet has a front page, and lists that say so", async () => {
    const output = join(temporaryFolder("none"), "site");
    reportOf(await buildSite({ input: writeNewsroom({}), output, now }));
    const pages = readPages(output);
    expect(pages.map(({ address }) => address)).toEqual(expect.arrayContaining(["/", "/desh/", "/404.html"]));
    for (const { address, html } of pages) expect(findHtmlFaults(html), address).toEqual([]);
  });
});
