import { join } from "node:path";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { stringify } from "yaml";
import { runBuilds } from "../support/run-builds.ts";
import { differences, findWords } from "../support/site-files.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { onePixel, story, writeNewsroom } from "../support/write-newsroom.ts";

describe("the sample newsroom's unpublished stories", () => {
  it.each([
    ["the draft", ["sonvan-bagh-ganana", "सोनवन में बाघों की गिनती शुरू", "340 कैमरे", "सोनवन में पिछली गिनती"]],
    ["the embargoed story", ["bhor-pathak-samman-2026", "भोर पाठक सम्मान 2026", "26 हज़ार पाठकों"]],
    ["the expired story", ["devganj-mela-yatayat-salah", "शरद मेला: 30 सितंबर", "इन रास्तों से न जाएँ"]],
  ])("leave no trace of %s in any file", (_, words) => {
    expect(findWords(inject("sampleSite"), words)).toEqual([]);
  });

  it("would be found if they were there", () => {
    expect(
      findWords(inject("sampleSite"), ["bhari-barish-nagar-thapp", "भारी बारिश से देवगंज ठप"]).length,
    ).toBeGreaterThan(9);
  });
});

/** Each unpublished thing with the words that only it uses. */
const wordsOf = (name: string) =>
  [
    "title",
    "deck",
    "slug",
    "picture",
    "bodypicture",
    "tag",
    "moved",
    "paper",
    "series",
    "kicker",
    "caption",
    "body",
  ].map((part) => `zq${name}${part}`);

function secretStory(name: string, fields: Record<string, unknown>): Record<string, string | Uint8Array> {
  const word = (part: string) => `zq${name}${part}`;
  const written = story(
    {
      title: `Headline ${word("title")}`,
      description: word("deck"),
      slug: word("slug"),
      kicker: word("kicker"),
      date: "2026-01-02T08:00",
      authors: ["asha"],
      tags: [word("tag"), "shared"],
      series: word("series"),
      image: { src: `media/${word("picture")}.gif`, alt: "A dot", caption: word("caption") },
      redirectFrom: [`/${word("moved")}/`],
      breaking: "2027-01-01T00:00",
      ...fields,
    },
    `${word("body")} is told in [a paper](/media/${word("paper")}.pdf).\n\n## Part\n\n![A dot](/media/${word("bodypicture")}.gif)\n`,
  );
  return {
    [`articles/${name}.md`]: written,
    [`media/${word("picture")}.gif`]: onePixel,
    [`media/${word("bodypicture")}.gif`]: onePixel,
    [`media/${word("paper")}.pdf`]: "%PDF-1.4",
  };
}

/** A published story that points at the other one in every way there is. */
function pointingStory(name: string): Record<string, string> {
  const slug = `zq${name}slug`;
  const ways = [
    `[inline](/desh/${slug}/)`,
    `[no slash](/desh/${slug})`,
    `[part](/desh/${slug}/#part)`,
    `[whole](https://bhor.example/desh/${slug}/)`,
    `[relative](../${slug}/)`,
    "[named][there]",
    `::: also-read ${slug}\n:::`,
    `[there]: /desh/${slug}/ "A title"`,
  ];
  const fields = { authors: ["asha"], tags: ["shared"], date: "2026-01-01T08:00" };
  return {
    [`articles/points-${name}.md`]: story(
      { ...fields, title: `Pointer ${name.length}`, related: [slug], translationOf: slug, language: "hi" },
      `${ways.join("\n\n")}\n`,
    ),
    [`articles/points-${name}-in-html.md`]: story(
      { ...fields, title: `Second pointer ${name.length}`, unrelated: [slug] },
      `<p>Old <a href="/desh/${slug}/">words</a> and <a href="https://bhor.example/desh/${slug}/#part">more</a></p>\n\n::: also-read ${slug} points-${name}\n:::\n`,
    ),
  };
}

const site = {
  name: "Bhor",
  url: "https://bhor.example",
  language: "en",
  timeZone: "Asia/Kolkata",
  sections: [{ id: "desh", title: "Country" }],
};

const names = ["draft", "embargoed", "expired", "window"];
const files = {
  "site.yaml": stringify(site),
  "authors/asha.md": "---\nname: Asha\n---\nWrites.\n",
  "trending.yaml": stringify({
    pinned: names.map((name) => ({ article: `zq${name}slug` })),
    blocked: ["points-draft"],
  }),
  ...secretStory("draft", { status: "draft" }),
  ...secretStory("embargoed", { publishAt: "2026-12-01T00:00" }),
  ...secretStory("expired", { expireAt: "2026-02-01T00:00" }),
  ...secretStory("window", { publishAt: "2026-06-01T00:00", expireAt: "2026-07-01T00:00" }),
  ...Object.assign({}, ...names.map(pointingStory)),
  "pages/plan.md":
    "---\ntitle: Headline zqpagetitle\nslug: zqpageslug\nstatus: draft\nredirectFrom: [/zqpagemoved/]\n---\nzqpagebody ![A dot](/media/zqpagepicture.gif)\n",
  "media/zqpagepicture.gif": onePixel,
};
const draftPage = ["title", "slug", "moved", "body", "picture"].map((part) => `zqpage${part}`);

const moments = {
  before: "2026-05-31T23:59:59+05:30",
  during: "2026-06-15T00:00:00+05:30",
  after: "2026-07-01T00:00:00+05:30",
};

let folders: Record<"before" | "during" | "after" | "oneAfterAnother", string>;

beforeAll(async () => {
  const input = writeNewsroom(files);
  const output = temporaryFolder("unpublished");
  folders = {
    before: join(output, "before"),
    during: join(output, "during"),
    after: join(output, "after"),
    oneAfterAnother: join(output, "all"),
  };
  await runBuilds([
    { input, output: folders.before, now: moments.before },
    { input, output: folders.during, now: moments.during },
    { input, output: folders.after, now: moments.after },
    { input, output: folders.oneAfterAnother, now: moments.before },
    { input, output: folders.oneAfterAnother, now: moments.during },
    { input, output: folders.oneAfterAnother, now: moments.after },
  ]);
});

describe("a story that is not published, though others point at it in every way", () => {
  it.each(["before", "during", "after"] as const)(
    "leaves no word in any file, %s another story's time",
    (moment) => {
      const hidden = ["draft", "embargoed", "expired", ...(moment === "during" ? [] : ["window"])];
      expect(findWords(folders[moment], [...hidden.flatMap(wordsOf), ...draftPage])).toEqual([]);
    },
  );

  it("is there with everything that is its own while its time lasts", () => {
    // A series is named where it has two stories.
    for (const word of wordsOf("window").filter((each) => !each.endsWith("series")))
      expect(findWords(folders.during, [word]), word).not.toEqual([]);
  });

  it("is gone from a folder that had it, as if it had never been there", () => {
    expect(differences(folders.after, folders.oneAfterAnother)).toEqual([]);
  });

  it("leaves the words of links to it, without the link", () => {
    expect(findWords(folders.after, ["no slash", "relative"])).not.toEqual([]);
  });
});
