import { rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { digestOf } from "../../src/language/digest.ts";
import { defaults } from "../../src/options.ts";
import { openNewsroomAt } from "../support/open-newsroom.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import {
  addFiles,
  type NewsroomFiles,
  onePixel,
  plainSite,
  story,
  widePicture,
  writeNewsroom,
} from "../support/write-newsroom.ts";

const now = Date.parse("2026-11-22T12:00:00+05:30");

const newest = { title: "Rain over town", date: "2026-11-21T08:00", tags: ["Weather"], authors: ["asha"] };
const lead = { src: "media/wide.gif", alt: "A dot" };
const videsh = { section: "videsh", title: "Far away" };
const pinned = [{ article: "plain-2" }, { title: "Cup", url: "https://sister.example/", source: "Sister" }];

const sister = { name: "Sister", url: "https://sister.example/" };
const site = { ...plainSite, description: "News", navigation: ["desh", "videsh"], sisterSites: [sister] };

/** A newsroom in which everything refers to something. */
const base: NewsroomFiles = {
  "site.yaml": stringify(site),
  "trending.yaml": stringify({ pinned, blocked: ["plain-3"] }),
  "authors/asha.md": "---\nname: Asha\nrole: Writer\n---\nWrote [this](/desh/newest/).\n",
  "authors/bela.md": "---\nname: Bela\n---\nWrites.\n",
  "pages/about.md": "---\ntitle: About\n---\nSee [the rain](/desh/newest/#later).\n",
  "strings/ta.json": "{}",
  "media/wide.gif": widePicture,
  "media/dot.gif": onePixel,
  "articles/newest.md": story({ ...newest, image: lead }, "Rain.\n\n## Later\n\n![A dot](/media/dot.gif)\n"),
  "articles/links.md": story(
    { title: "With links", date: "2026-11-20T08:00" },
    "[Inside](/desh/newest/), [a part](/desh/newest/#later), [soon](/desh/embargoed/).\n",
  ),
  "articles/also.md": story(
    { title: "Also", date: "2026-11-19T08:00" },
    "One.\n\n::: also-read newest embargoed\n:::\n",
  ),
  "articles/hindi.md": story({ title: "बारिश", date: "2026-11-18T08:00", language: "hi" }),
  "articles/urdu.md": story({
    title: "بارش",
    date: "2026-11-17T08:00",
    language: "ur",
    translationOf: "hindi",
  }),
  "articles/first.md": story({ title: "First of two", date: "2026-11-16T08:00", series: "Floods" }),
  "articles/second.md": story({ title: "Second of two", date: "2026-11-16T09:00", series: "floods" }),
  "articles/chosen.md": story({
    title: "Editors chose",
    date: "2026-11-15T08:00",
    related: ["plain-1"],
    unrelated: ["newest"],
  }),
  "articles/live.md": story(
    { title: "Live", date: "2026-11-14T08:00", kind: "live" },
    "::: live 09:00 It begins\nRain.\n:::\n",
  ),
  "articles/breaking.md": story({
    title: "Breaking",
    date: "2026-11-21T07:00",
    breaking: "2026-11-23T00:00",
  }),
  "articles/embargoed.md": story({ title: "Embargoed", publishAt: "2026-11-22T21:00", tags: ["weather"] }),
  "articles/draft.md": story({ title: "Draft", status: "draft", tags: ["weather"] }),
  "articles/moved.md": story({ title: "Moved", date: "2026-11-13T08:00", redirectFrom: ["/old/"] }),
  "articles/elsewhere.md": story({
    title: "From elsewhere",
    date: "2026-11-12T08:00",
    canonical: "https://agency.example/1/",
  }),
  ...Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [
      `articles/plain-${index}.md`,
      story({ title: `Plain ${index}`, date: `2026-10-${10 + index}T08:00`, tags: ["weather"] }),
    ]),
  ),
};

interface Seen {
  readonly parts: string;
  readonly content: string;
}

/** Every page as its layout is given it, and every other file, with the parts that tell whether it is as it was. */
async function everything(input: string, moment: number): Promise<Map<string, Seen>> {
  const { plan, problems } = await openNewsroomAt(input, moment, { ...defaults, lite: true });
  if (plan === undefined) throw new Error(JSON.stringify(problems, undefined, 2));
  const seen = new Map<string, Seen>();
  for (const page of plan.pages) {
    const content = JSON.stringify(page.view(), undefined, 1);
    seen.set(page.file, { parts: String(page.parts()), content });
  }
  for (const { path, parts, make } of plan.emit()) {
    seen.set(path, { parts: String(parts), content: await make() });
  }
  plan.close();
  return seen;
}

/** Files that a build would take for what they were, though they are not. */
function missed(before: ReadonlyMap<string, Seen>, after: ReadonlyMap<string, Seen>): string[] {
  return [...after].flatMap(([path, { parts, content }]) => {
    const old = before.get(path);
    if (old === undefined || old.parts !== parts || old.content === content) return [];
    const lines = content.split("\n");
    const others = old.content.split("\n");
    const at = lines.findIndex((line, index) => line !== others[index]);
    return [`${path}: ${others[at]?.trim()} is now ${lines[at]?.trim()}`];
  });
}

function changedPaths(before: ReadonlyMap<string, Seen>, after: ReadonlyMap<string, Seen>): string[] {
  return [...after].flatMap(([path, { content }]) => (before.get(path)?.content === content ? [] : [path]));
}

let input: string;
let before: Map<string, Seen>;
beforeAll(async () => {
  input = writeNewsroom(base);
  before = await everything(input, now);
});

/** What people do to a newsroom: files to write, and files to remove (`undefined`). */
const edits: Readonly<Record<string, Readonly<Record<string, string | Uint8Array | undefined>>>> = {
  "a new headline": {
    "articles/newest.md": story({ ...newest, title: "More rain", image: lead }, "Rain.\n\n## Later\n"),
  },
  "a new text": { "articles/plain-5.md": story({ title: "Plain 5", date: "2026-10-15T08:00" }, "Other.\n") },
  "a new story": { "articles/new.md": story({ title: "New", date: "2026-11-22T11:00", tags: ["WEATHER"] }) },
  "an older story with a topic's name in another spelling": {
    "articles/old.md": story({ title: "Old", date: "2019-01-01", tags: ["WEATHER"], language: "hi" }),
  },
  "a story that is removed": { "articles/plain-7.md": undefined },
  "a story that becomes a draft": {
    "articles/moved.md": story({ title: "Moved", status: "draft", redirectFrom: ["/old/"] }),
  },
  "a draft that is published": { "articles/draft.md": story({ title: "Draft", tags: ["weather"] }) },
  "a story that moves to another section": {
    "articles/plain-2.md": story({ ...videsh, date: "2026-10-12T08:00" }),
  },
  "a story that changes its language": {
    "articles/plain-4.md": story({ title: "Plain 4", date: "2026-10-14T08:00", language: "hi" }),
  },
  "a translation that now names another site as its original": {
    "articles/urdu.md": story({
      title: "بارش",
      date: "2026-11-17T08:00",
      language: "ur",
      translationOf: "hindi",
      canonical: "https://agency.example/2/",
    }),
  },
  "a translation into one language more": {
    "articles/tamil.md": story({
      title: "மழை",
      date: "2026-11-17T09:00",
      language: "ta",
      translationOf: "urdu",
    }),
  },
  "a story that leaves its series": {
    "articles/second.md": story({ title: "Second of two", date: "2026-11-16T09:00" }),
  },
  "another kicker, deck and kind": {
    "articles/first.md": story({
      title: "First of two",
      date: "2026-11-16T08:00",
      series: "Floods",
      kicker: "Ground report",
      description: "A deck",
      kind: "explainer",
    }),
  },
  "another picture of a story": {
    "articles/first.md": story({ title: "First of two", date: "2026-11-16T08:00", image: lead }),
  },
  "an update": {
    "articles/first.md": story({
      title: "First of two",
      date: "2026-11-16T08:00",
      updated: "2026-11-22T10:00",
    }),
  },
  "a choice of editors": {
    "articles/chosen.md": story({ title: "Editors chose", date: "2026-11-15T08:00" }),
  },
  "another breaking story": {
    "articles/plain-9.md": story({
      title: "Plain 9",
      date: "2026-11-22T09:00",
      breaking: "2026-11-24T00:00",
    }),
  },
  "a headline that was linked to, removed": {
    "articles/newest.md": story({ ...newest, image: lead }, "Rain.\n"),
    "articles/links.md": story(
      { title: "With links", date: "2026-11-20T08:00" },
      "[Inside](/desh/newest/).\n",
    ),
    "pages/about.md": "---\ntitle: About\n---\nSee [the rain](/desh/newest/).\n",
  },
  "another picture in place of one": { "media/wide.gif": biggerPicture(), "media/dot.gif": biggerPicture() },
  "another name of an author": {
    "authors/asha.md": "---\nname: Usha\nrole: Writer\n---\nWrote [this](/desh/newest/).\n",
  },
  "another role of an author": {
    "authors/asha.md": "---\nname: Asha\nrole: Editor\n---\nWrote [this](/desh/newest/).\n",
  },
  "another biography": { "authors/asha.md": "---\nname: Asha\nrole: Writer\n---\nWrote much.\n" },
  "an author more": { "authors/chitra.md": "---\nname: Chitra\n---\nWrites.\n" },
  "another text of a page": { "pages/about.md": "---\ntitle: About\n---\nWe.\n" },
  "a page that moves": {
    "pages/about.md": "---\ntitle: About\nslug: us\nredirectFrom: [/about/]\n---\nWe.\n",
  },
  "another strip": { "trending.yaml": stringify({ pinned: [{ article: "plain-6" }] }) },
  "no choices for the strip": { "trending.yaml": undefined },
  "another name of the site": { "site.yaml": stringify({ ...site, name: "Sanjh" }) },
  "another description of the site": { "site.yaml": stringify({ ...site, description: "Other news" }) },
  "another address of the site": { "site.yaml": stringify({ ...site, url: "https://bhor.example/base" }) },
  "another time zone": { "site.yaml": stringify({ ...site, timeZone: "Europe/Berlin" }) },
  "another language of the site": { "site.yaml": stringify({ ...site, language: "hi" }) },
  "another name of a section": {
    "site.yaml": stringify({
      ...site,
      sections: [
        { id: "desh", title: "Nation" },
        { id: "videsh", title: "World" },
      ],
    }),
  },
  "another menu": { "site.yaml": stringify({ ...site, navigation: ["videsh"] }) },
  "another sister site": {
    "site.yaml": stringify({ ...site, sisterSites: [{ name: "Brother", url: "https://brother.example/" }] }),
  },
  "a logo": { "site.yaml": stringify({ ...site, logo: "media/dot.gif" }) },
  "other words of the interface": {
    "strings/en.json": '{ "home": "Front page", "movedTo": "Now {address}" }',
  },
};

/** Wider and higher than the others, under the same name. */
function biggerPicture(): Uint8Array {
  const picture = Buffer.from(widePicture);
  picture.writeUInt16LE(2400, 6);
  return picture;
}

describe("a file whose parts are all as they were is as it was", () => {
  it.each(Object.keys(edits))("after %s", async (name) => {
    const edited = temporaryFolder("edited");
    const edit = Object.entries(edits[name] ?? {});
    const written = edit.flatMap(([path, text]) => (text === undefined ? [] : [[path, text] as const]));
    addFiles(edited, { ...base, ...Object.fromEntries(written) });
    for (const [path, text] of edit) if (text === undefined) rmSync(join(edited, path));
    const after = await everything(edited, now);
    expect(missed(before, after)).toEqual([]);
    // An edit that changes nothing would prove nothing.
    expect(
      changedPaths(before, after).length + [...before.keys()].filter((path) => !after.has(path)).length,
    ).toBeGreaterThan(0);
  });

  it.each([
    ["an embargo that ended", "2026-11-22T21:00:00+05:30"],
    ["the banner came down", "2026-11-23T00:00:00+05:30"],
    ["a year", "2027-11-23T00:00:00+05:30"],
  ])("after %s", async (_, moment) => {
    const after = await everything(input, Date.parse(moment));
    expect(missed(before, after)).toEqual([]);
    expect(changedPaths(before, after)).not.toEqual([]);
  });

  it("when nothing happened, and the other way round", async () => {
    const again = await everything(input, now);
    expect(digestOf([...again])).toBe(digestOf([...before]));
  });
});
