import { describe, expect, it, test } from "vitest";
import { onePixel } from "../../support/write-newsroom.ts";
import { folderOf, importFiles, story } from "./old-site.ts";

/** The smallest file that is a picture, 1 × 1 px. */
const gif = onePixel;

const dated = (fields: string, body = "Text.\n") => story(`date: 2024-01-31\n${fields}`, body);

describe("front matter", () => {
  it("of YAML, TOML and JSON says the same", async () => {
    const { files, result } = await importFiles({
      "content/a.md": "---\ntitle: One\ndate: 2024-01-31\ntags: [x, y]\n---\nText.\n",
      "content/b.md": '+++\ntitle = "One"\ndate = 2024-01-31\n[params]\ntags = ["x", "y"]\n+++\nText.\n',
      "content/c.md": '{\n"title": "One", "date": "2024-01-31", "tags": ["x", "y"]\n}\nText.\n',
    });
    expect(result.leftOut).toEqual([]);
    const [a, b, c] = ["a", "b", "c"].map((name) =>
      files[`articles/${name}.md`]?.replace(`/${name}/`, "/_/"),
    );
    expect(a).toContain('title: One\ndate: 2024-01-31\nsection: news\ntags: [x, "y"]\n');
    expect(b).toBe(a);
    expect(c).toBe(a);
  });

  it("that is broken leaves its file out, with the line, and the others go on", async () => {
    const { result, files } = await importFiles({
      "a.md": "---\ntitle: One: two\ndate: 2024-01-31\n---\n",
      "b.md": "+++\ntitle = \n+++\n",
      "c.md": '{\n"title": }\n',
      "d.md": "---\ntitle: never closed\n",
      "e.md": dated("title: Fine"),
    });
    expect(result.leftOut.map(({ file, line }) => `${file}:${line}`)).toEqual([
      "a.md:2",
      "b.md:2",
      "c.md:1",
      "d.md:1",
    ]);
    expect(result.leftOut.every(({ failed, reason }) => failed && reason !== "")).toBe(true);
    expect(Object.keys(files)).toContain("articles/e.md");
  });

  it("may be missing: title and date come from the text and the name", async () => {
    const { files } = await importFiles({
      "2024-01-31-heavy-rain.md": "# Heavy rain\n\nText.\n",
      "2024-02-01-dry_land.md": "Text.\n",
    });
    expect(files["articles/2024-01-31-heavy-rain.md"]).toBe(
      "---\ntitle: Heavy rain\ndate: 2024-01-31\nsection: news\n---\nText.\n",
    );
    expect(files["articles/2024-02-01-dry_land.md"]).toContain("title: Dry Land\n");
  });

  it("without any date leaves the file out, unless one is given for all", async () => {
    const source = { "a.md": story("title: A", "Text.\n") };
    expect((await importFiles(source)).result.leftOut[0]?.reason).toContain("--date=");
    const { files } = await importFiles(source, { date: "2020-05-01" });
    expect(files["articles/a.md"]).toContain("date: 2020-05-01\n");
  });
});

describe("fields", () => {
  it("of well-known names are understood", async () => {
    const { files, losses } = await importFiles({
      "a.md": story(
        `
title: "It&#8217;s <em>here</em>"
date: 2011-11-28 8:32:24 -0400
last_modified_at: 2011-12-01
expiryDate: "2030-01-01"
excerpt: A &amp; B
categories: [Local News, Weather]
tags: rain, flood
author: { name: Jane Doe, email: jane@example.org }
draft: true
aliases: [/old/, "http://site.example/older/"]
canonical_url: https://first.example/story/
comments: false
lang: hi
series: [Monsoon]
seo_title: Rain | flood`,
        "Text.\n",
      ),
    });
    expect(files["articles/a.md"]).toBe(`---
title: It’s here
seoTitle: Rain | flood
description: A & B
date: 2011-11-28T08:32:24-04:00
updated: 2011-12-01
expireAt: 2030-01-01
section: local-news
status: draft
authors: [jane-doe]
tags: [rain, flood, Weather]
series: Monsoon
redirectFrom:
  - /old/
  - /older/
canonical: https://first.example/story/
comments: "off"
---
Text.
`);
    expect(files["authors/jane-doe.md"]).toBe("---\nname: Jane Doe\n---\n");
    expect(losses("field")).toEqual([]);
  });

  it("take other names by --map, which win over the well-known ones", async () => {
    const map = new Map([
      ["summary", "description"],
      ["Topics", "tags"],
    ]);
    const { files, losses } = await importFiles(
      { "a.md": dated("title: A\ndescription: long\nsummary: short\ntopics: [x, z]\ntags: [other]") },
      { map },
    );
    expect(files["articles/a.md"]).toContain("description: short\n");
    expect(files["articles/a.md"]).toContain("tags: [x, z]\n");
    expect(losses("field")).toEqual(["a.md description", "a.md tags"]);
  });

  it("that Khabar does not have are reported, empty ones are not", async () => {
    const { losses } = await importFiles({
      "a.md": dated("title: A\nweight: 3\nstatus: Completed\nsubtitle:\nlayout: ''"),
    });
    expect(losses("field")).toEqual(["a.md weight", "a.md status: Completed"]);
  });

  it("of numbers keep what was typed", async () => {
    const { files } = await importFiles({ "a.md": dated("title: 1984\nslug: 0123\nseries: 1.10") });
    expect(files["articles/a.md"]).toContain('title: "1984"\n');
    expect(files["articles/a.md"]).toContain('series: "1.10"\n');
  });

  it("that cannot stand together are left out and reported", async () => {
    const { files, losses, errors } = await importFiles({
      "a.md": story("title: A\ndate: 2024-02-01\nlastmod: 2024-01-01\nexpires: 2023-01-01", "Text.\n"),
    });
    expect(files["articles/a.md"]).not.toMatch(/updated|expireAt/);
    expect(losses("date")).toEqual([
      "a.md updated 2024-01-01 is before 2024-02-01",
      "a.md expireAt 2023-01-01 is before 2024-02-01",
    ]);
    expect(await errors()).toEqual([]);
  });

  it("of dates in another zone than the newsroom's say the same moment", async () => {
    const into = folderOf({
      "site.yaml":
        "name: S\nurl: https://s.example\nlanguage: hi\ntimeZone: Asia/Kolkata\nsections: [{ id: news, title: N }]\n",
    });
    const { files } = await importFiles(
      { "a.md": story("title: A\ndate: 2024-01-31 20:00", "x\n") },
      { into, zone: "UTC" },
    );
    expect(files["articles/a.md"]).toContain("date: 2024-02-01T01:30:00+05:30\n");
  });

  it("named __proto__ or constructor are fields like any other", async () => {
    const { losses, files } = await importFiles({
      "a.md":
        '{\n"title": "A", "date": "2024-01-31", "__proto__": {"draft": true}, "constructor": 1\n}\nText.\n',
    });
    expect(losses("field")).toEqual(["a.md __proto__", "a.md constructor"]);
    expect(files["articles/a.md"]).not.toContain("draft");
  });
});

describe("files", () => {
  it("of Jekyll keep their addresses as redirects", async () => {
    const { files } = await importFiles({
      "_config.yml": "title: My site\nurl: https://mine.example\ntimezone: Asia/Kolkata\n",
      "_posts/2024-01-31-rain.md": story("title: Rain\ncategories: local weather", "Text.\n"),
      "_drafts/2024-02-01-soon.md": story("title: Soon", "Text.\n"),
      "about.md": story("title: About\npermalink: /about/", "Us.\n"),
    });
    expect(files["articles/2024-01-31-rain.md"]).toContain(
      "redirectFrom:\n  - /local/weather/2024/01/31/rain.html\n",
    );
    expect(files["articles/2024-01-31-rain.md"]).toContain("tags: [weather]");
    expect(files["articles/2024-02-01-soon.md"]).toContain("status: draft\n");
    expect(files["pages/about.md"]).toBe("---\ntitle: About\n---\nUs.\n");
    expect(files["site.yaml"]).toContain(
      "name: My site\nurl: https://mine.example\nlanguage: en\ntimeZone: Asia/Kolkata\n",
    );
  });

  it("of Hugo: bundles, list pages, languages", async () => {
    const { files, result, errors } = await importFiles({
      "content/hi/news/rain/index.md": dated(
        "title: बारिश\ncategory: मौसम",
        "[English](/news/rain/) ![p](p.gif)\n",
      ),
      "content/hi/news/rain/p.gif": gif,
      "content/en/news/rain/index.md": dated("title: Rain\ncategory: Weather"),
      "content/en/news/sun.md": dated("title: Sun\ncategory: Weather"),
      "content/en/news/_index.md": story("title: News"),
      "content/en/help/_index.md": story("title: Help", "How to.\n"),
    });
    expect(files["articles/hi/news/rain.md"]).toContain(
      "section: mausam\nlanguage: hi\ntranslationOf: en/news/rain\nredirectFrom:\n  - /hi/news/rain/\n",
    );
    expect(files["articles/hi/news/rain.md"]).toContain(
      "[English](/weather/rain/) ![p](/media/hi/news/rain/p.gif)\n",
    );
    expect(files["articles/en/news/rain.md"]).toContain("redirectFrom:\n  - /news/rain/\n");
    expect(files["pages/en/help.md"]).toContain("How to.");
    expect(result.leftOut).toMatchObject([{ file: "content/en/news/_index.md", failed: false }]);
    expect(await errors()).toEqual([]);
  });

  it("in other languages can be left out", async () => {
    const { files, result } = await importFiles(
      { "hi/a.md": dated("title: A"), "en/a.md": dated("title: A"), "b.bn.md": dated("title: B") },
      { languages: ["hi", "bn"] },
    );
    expect(Object.keys(files)).toEqual(["articles/bn/b.md", "articles/hi/a.md", "site.yaml"]);
    expect(result.leftOut).toMatchObject([{ file: "en/a.md", failed: false }]);
  });

  it("become pages where that is wanted", async () => {
    const { files, errors, losses } = await importFiles(
      { "hi/a.md": story("title: A\ntags: [x]", "Text.\n") },
      { as: "pages", siteLanguage: "en" },
    );
    expect(files["pages/hi/a.md"]).toBe("---\ntitle: A\nlanguage: hi\n---\nText.\n");
    expect(losses("field")).toEqual(["hi/a.md tags (of a page)"]);
    expect(await errors()).toEqual([]);
  });

  it("get sections from a folder, from a field, or none", async () => {
    const source = { "sport/2024/a.md": dated("title: A\ncategories: [X]\nbeat: Hockey") };
    const sectionOf = async (sectionFrom: string) => {
      const { files } = await importFiles(source, { sectionFrom });
      return /section: (.*)/.exec(files["articles/sport/2024/a.md"] ?? "")?.[1];
    };
    expect(await Promise.all(["category", "folder", "beat", "none"].map(sectionOf))).toEqual([
      "x",
      "sport",
      "hockey",
      "news",
    ]);
  });

  it("go only into sections that an existing newsroom has", async () => {
    const into = folderOf({
      "site.yaml":
        "name: S\nurl: https://s.example\nlanguage: hi\ntimeZone: UTC\nsections: [{ id: desh, title: देश }, { id: news, title: N }]\n",
    });
    const { files, losses, errors } = await importFiles(
      {
        "a.md": dated("title: A\ncategory: देश"),
        "b.md": dated("title: B\ncategory: Opera"),
        "c.md": dated("title: C"),
      },
      { into },
    );
    expect(files["articles/a.md"]).toContain("section: desh\n");
    expect(files["articles/b.md"]).toContain("section: news\ntags: [Opera]\n");
    expect(files["articles/c.md"]).toContain("section: news\n");
    expect(losses("section")).toEqual(["b.md Opera → news"]);
    expect(await errors()).toEqual([]);
  });

  it("that are there stay, unless they are to be replaced", async () => {
    const folder = folderOf({ "a.md": dated("title: New"), "b.md": dated("title: B") });
    const first = await importFiles(folder);
    const again = await importFiles(folder, { into: first.into });
    expect(again.result).toMatchObject({ articles: 2, leftOut: [] });

    const changed = folderOf({ "a.md": dated("title: Newer"), "b.md": dated("title: B") });
    const kept = await importFiles(changed, { into: first.into });
    expect(kept.result).toMatchObject({ articles: 1, leftOut: [{ file: "a.md", failed: true }] });
    expect(kept.files["articles/a.md"]).toContain("title: New\n");

    const forced = await importFiles(changed, { into: first.into, force: true });
    expect(forced.files["articles/a.md"]).toContain("title: Newer\n");
  });

  it("are not written when it is only a try", async () => {
    const { files, result } = await importFiles({ "a.md": dated("title: A") }, { dryRun: true });
    expect(result.articles).toBe(1);
    expect(files).toEqual({});
  });
});

describe("addresses", () => {
  const source = { "2024/rain.md": dated("title: Rain\nslug: Heavy Rain!\naliases: [other/]") };
  const settings = { oldAddresses: "/{year}/{month}/{day}/{slug}/" };

  test.each([
    ["redirect", "slug: heavy-rain\nredirectFrom:\n  - /2024/01/31/heavy-rain/\n  - /2024/01/31/other/\n"],
    ["permalink", "permalink: /2024/01/31/heavy-rain/\nredirectFrom:\n  - /2024/01/31/other/\n"],
    ["none", "slug: heavy-rain\n---\n"],
  ] as const)("that were kept by %s", async (keepAddresses, text) => {
    const file = source["2024/rain.md"].replace("Heavy Rain!", "heavy-rain");
    const { files, errors } = await importFiles({ "2024/rain.md": file }, { ...settings, keepAddresses });
    expect(files["articles/2024/rain.md"]).toContain(text);
    expect(await errors()).toEqual([]);
  });

  it("that two files would share: the site's own language keeps it, then the first", async () => {
    const { files, losses, errors } = await importFiles(
      { "hi/rain.md": dated("title: A"), "en/rain.md": dated("title: B"), "en/x/rain.md": dated("title: C") },
      { siteLanguage: "en" },
    );
    expect(files["articles/en/rain.md"]).not.toContain("slug:");
    expect(files["articles/en/x/rain.md"]).toContain("slug: rain-2\n");
    expect(files["articles/hi/rain.md"]).toContain("slug: rain-hi\n");
    expect(losses("address")).toEqual(["en/x/rain.md /news/rain-2/", "hi/rain.md /news/rain-hi/"]);
    expect(await errors()).toEqual([]);
  });

  it("that cannot redirect, because something is there, are reported", async () => {
    const { losses, errors } = await importFiles({
      "a.md": dated("title: A\naliases: [/news/b/, /, '/a b/', /page?x=1]"),
      "b.md": dated("title: B\naliases: [/same/]"),
      "c.md": dated("title: C\naliases: [/same/]"),
    });
    expect(losses("redirect")).toHaveLength(5);
    expect(await errors()).toEqual([]);
  });

  it("never meet the pages that the site makes of its sections, topics and authors", async () => {
    const { files, errors } = await importFiles(
      {
        "a.md": dated("title: A\npermalink: /news/\nauthor: jane\ntags: [rain]"),
        "b.md": dated("title: B\npermalink: /topics/rain/"),
        "c.md": dated("title: C\npermalink: /authors/jane/"),
      },
      { keepAddresses: "permalink" },
    );
    expect(Object.values(files).join("")).not.toContain("permalink:");
    expect(await errors()).toEqual([]);
  });
});

describe("links and pictures", () => {
  const target = dated(
    "title: Target\naliases: [/very/old/]",
    '## Über uns! {#us}\n\n## बारिश का हाल\n\n<a name="part"></a>x\n',
  );

  it("lead to the new addresses, however they were written", async () => {
    const { files, errors, result } = await importFiles(
      {
        "content/x/target.md": target,
        "content/a.md": dated(
          "title: A",
          `[1](/x/target/) [2](x/target.md) [3](./x/target.md#us) [4](/x/target#बारिश-का-हाल) [5](https://old.example/x/target/?q=1#über-uns)
[6](/very/old) [7]({{< ref "target.md" >}}) [8](/x/target/#part) [9][r] <https://old.example/x/target/> <a class=b href="/x/target/">10</a>

[r]: ../x/target/ "T"
`,
        ),
      },
      { oldSite: "https://old.example" },
    );
    const at = "/news/target/";
    expect(files["articles/a.md"]?.split("---\n")[2]).toBe(
      `[1](${at}) [2](${at}) [3](${at}#uber-uns) [4](${at}#barish-ka-hal) [5](${at}#uber-uns)
[6](${at}) [7](${at}) [8](${at}#part) [9][r] [https://old.example/x/target/](${at}) <a class=b href="${at}">10</a>

[r]: ${at} "T"
`,
    );
    expect(files["articles/x/target.md"]).toContain('<a id="part"></a>');
    expect(result.losses.filter(({ kind }) => kind !== "markup" && kind !== "redirect")).toEqual([]);
    expect(await errors()).toEqual([]);
  });

  it("to pages that are not there become words, or lead to the old site if there is one", async () => {
    const source = {
      "a.md": dated(
        "title: A",
        'See [this](/gone/) and <a href="../gone.html">that</a>, [mail](mailto:a@b.example).\n',
      ),
    };
    const words = await importFiles(source);
    expect(words.files["articles/a.md"]).toContain(
      "See this and <a >that</a>, [mail](mailto:a@b.example).\n",
    );
    expect(words.losses("link-words")).toEqual(["a.md:5 /gone/", "a.md:5 ../gone.html"]);
    expect(await words.errors()).toEqual([]);

    const kept = await importFiles(source, { oldSite: "https://old.example/base" });
    expect(kept.files["articles/a.md"]).toContain("[this](https://old.example/base/gone/)");
    expect(kept.losses("link-old-site")).toHaveLength(2);
    expect(await kept.errors()).toEqual([]);
  });

  it("never lead to the old site where the new one takes its place", async () => {
    const source = {
      "a.md": dated("title: A", "[x](https://www.old.example/gone/) [home](https://old.example/)\n"),
    };
    const { files, errors } = await importFiles(source, {
      oldSite: "https://old.example",
      url: "https://old.example",
    });
    expect(files["articles/a.md"]).toContain("x [home](/)\n");
    expect(await errors()).toEqual([]);
  });

  it("on the own host are links within, whatever the base path; slips of writers are mended", async () => {
    const source = {
      "a.md": dated(
        "title: A",
        "[1](https://own.example/blog/b/) [2](https://own.example/other/) [3](www.else.example) [4]((https://else.example))\n",
      ),
      "b.md": dated("title: B"),
    };
    const { files, errors } = await importFiles(source, {
      url: "https://own.example/blog",
      oldSite: "https://old.example",
    });
    expect(files["articles/a.md"]).toContain(
      "[1](/news/b/) 2 [3](https://www.else.example) [4](https://else.example)\n",
    );
    expect(await errors()).toEqual([]);
  });

  it("to parts that are not there lead to the page", async () => {
    const { files, losses, errors } = await importFiles({
      "t.md": target,
      "a.md": dated("title: A", "[x](/t/#gone) [y](#gone) [top](#)\n"),
    });
    expect(files["articles/a.md"]).toContain(
      "[x](/news/target/) y [top](#top)\n".replace("/news/target/", "/news/t/"),
    );
    expect(losses("anchor")).toEqual(["a.md:5 /t/#gone", "a.md:5 #gone"]);
    expect(await errors()).toEqual([]);
  });

  it("bring their files along, from beside the text, from public folders and from --media", async () => {
    const extra = folderOf({ "deep/e.gif": gif });
    const { files, result, errors } = await importFiles(
      {
        "content/posts/a.md": dated(
          "title: A\nimage: { src: /img/lead.gif, alt: Lead, caption: C }",
          '![1](b.gif) ![2](../c%20d.gif "T") ![3](/img/lead.gif) <img src="/img/lead.gif" alt="4"> ![5](/deep/e.gif)\n[file](/docs/f.pdf)\n',
        ),
        "content/posts/b.gif": gif,
        "content/c d.gif": gif,
        "static/img/lead.gif": gif,
        "static/docs/f.pdf": "%PDF",
      },
      { media: [extra], from: "hugo" },
    );
    expect(files["articles/posts/a.md"]).toContain(
      "image:\n  src: media/img/lead.gif\n  alt: Lead\n  caption: C\n",
    );
    expect(files["articles/posts/a.md"]).toContain(
      '![1](/media/posts/b.gif) ![2](/media/c-d.gif "T") ![3](/media/img/lead.gif) <img src="/media/img/lead.gif" alt="4"> ![5](/media/deep/e.gif)\n[file](/media/docs/f.pdf)\n',
    );
    expect(result.media).toBe(5);
    expect(await errors()).toEqual([]);
  });

  it("that are missing leave their words; remote ones stay, but not as lead pictures", async () => {
    const { files, losses, errors } = await importFiles({
      "a.md": dated(
        "title: A\nimage: https://cdn.example/l.jpg",
        '![A river](gone.png "In flood") ![x](https://cdn.example/x.png)\n',
      ),
    });
    expect(files["articles/a.md"]).toContain("A river (In flood) ![x](https://cdn.example/x.png)\n");
    expect(files["articles/a.md"]).not.toContain("image:");
    expect(losses("image-missing")).toEqual(["a.md:6 gone.png"]);
    expect(losses("image-remote")).toEqual(["a.md https://cdn.example/l.jpg"]);
    expect(await errors()).toEqual([]);
  });

  it("without a description get the title's, or the headline's", async () => {
    const { files, losses, errors } = await importFiles({
      "a.md": dated(
        "title: The [headline]\nimage: p.gif",
        '![](p.gif "In flood") ![](p.gif) <img src="p.gif"> <img src="p.gif" alt="">\n',
      ),
      "p.gif": gif,
    });
    expect(files["articles/a.md"]).toContain(
      '![In flood](/media/p.gif "In flood") ![The \\[headline\\]](/media/p.gif) <img src="/media/p.gif" alt="The [headline]"> <img src="/media/p.gif" alt="">\n',
    );
    expect(losses("image-alt")).toHaveLength(4);
    expect(await errors()).toEqual([]);
  });

  it("of videos in frames become blocks", async () => {
    const frame =
      '<div class="video"><iframe src="//www.youtube.com/embed/U0Rk0euqKWw" allowfullscreen></iframe></div>\n';
    const { files } = await importFiles({ "a.md": dated("title: A", frame) });
    expect(files["articles/a.md"]).toContain(
      "\n::: video https://www.youtube.com/watch?v=U0Rk0euqKWw\n:::\n",
    );
  });

  it("that relate stories are found by name, by id and by address", async () => {
    const { files, losses, errors } = await importFiles(
      {
        "hi/a.md": dated("title: A\nkey: alpha\nrelated: [b, beta, /hi/c/, gone, a]"),
        "hi/b.md": dated("title: B"),
        "hi/d.md": dated("title: D\nkey: beta"),
        "hi/c.md": dated("title: C"),
        "en/d.md": dated("title: E\nkey: beta"),
      },
      { map: new Map([["key", "id"]]) },
    );
    expect(files["articles/hi/a.md"]).toContain("related: [hi/b, hi/d, hi/c]\n");
    expect(losses("reference")).toEqual(["hi/a.md related: gone", "hi/a.md related: a"]);
    expect(await errors()).toEqual([]);
  });
});

describe("the text", () => {
  it("stays byte for byte what the author wrote, but for what had to change", async () => {
    const body =
      "Trailing spaces  \nand\ttabs,   odd    spacing\n\n*  loose\n\n\n   list\n\n`code`  &#8217; \\* <b >x</B> ﷺ \u200d\n\n| a|b |\n|--|:-:|\n|[x](/b/)|`\\|`|\n\nno end of line";
    const { files } = await importFiles({ "a.md": dated("title: A", body), "b.md": dated("title: B") });
    expect(files["articles/a.md"]?.split("---\n").slice(2).join("---\n")).toBe(
      `${body.replace("(/b/)", "(/news/b/)")}\n`,
    );
  });

  it("with a byte order mark and CRLF ends its lines like any other", async () => {
    const { files } = await importFiles({
      "a.md": "\ufeff---\r\ntitle: A\r\ndate: 2024-01-31\r\n---\r\nOne\r\n\r\nTwo\r\n",
    });
    expect(files["articles/a.md"]).toBe("---\ntitle: A\ndate: 2024-01-31\nsection: news\n---\nOne\n\nTwo\n");
  });
});
