import { chmodSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { addFiles, onePixel, story, widePicture } from "../support/write-newsroom.ts";
import { aDesk, type TestDesk } from "./a-backend.ts";
import { ask, type Json, openForm, writeForm } from "./editing-screen.ts";

const rich = `---
# Desk: Meera. Do not move the date.
title:   "भारी बारिश: नगर थमा"   # checked twice
date: 2026-11-22T07:35
section: desh

tags: [मौसम, "बाढ़",  दिल्ली]   # folded later
house_style: &keep { a: 1, b: [x, y] }
copy: *keep
kicker: 'तूफ़ान'
description: >-
  पहली पंक्ति
  दूसरी पंक्ति
corrections:
  # the first one
  - date: 2026-11-22T09:00
    text: "एक"   # by phone
  - { date: 2026-11-22, text: दो }
note: |
  line one

  line two
---

पाठ में एक पाद-टिप्पणी[^1] है।\u0020\u0020
\tटैब

[^1]: यहाँ।
`;

const lines = (text: string) => text.split("\n");

/** The lines that are other than before, as `diff` would show them. */
function changedLines(before: string, after: string): { gone: string[]; come: string[] } {
  const [old, now] = [lines(before), lines(after)];
  return { gone: old.filter((line) => !now.includes(line)), come: now.filter((line) => !old.includes(line)) };
}

const edited = "content/articles/a.md";

describe("saving from the editing screen", () => {
  it("leaves a file that was opened and saved as it was, byte for byte", async () => {
    const desk = aDesk({ "articles/a.md": rich });
    const form = await openForm(desk.backend, edited);
    expect(form.raw()).not.toContain("# checked twice");
    expect((await form.save()).status).toBe(200);
    expect(desk.read("articles/a.md")).toBe(rich);
  });

  it("leaves others their leave to write it", async () => {
    const desk = aDesk({ "articles/a.md": rich });
    const file = join(desk.folder, "articles/a.md");
    chmodSync(file, 0o664);
    const { mode } = statSync(file);
    const form = await openForm(desk.backend, edited);
    form.fields.title = "नया";
    await form.save();
    expect(statSync(file).mode).toBe(mode);
  });

  it("changes one line for one field, and keeps the comment behind it", async () => {
    const desk = aDesk({ "articles/a.md": rich });
    const form = await openForm(desk.backend, edited);
    form.fields.title = "बारिश: दूसरा दिन";
    expect((await form.save()).json.error).toBeUndefined();
    expect(changedLines(rich, desk.read("articles/a.md"))).toEqual({
      gone: ['title:   "भारी बारिश: नगर थमा"   # checked twice'],
      come: ['title:   "बारिश: दूसरा दिन"   # checked twice'],
    });
  });

  it("saves again and again from the form that stays open", async () => {
    const desk = aDesk({ "articles/a.md": rich });
    const form = await openForm(desk.backend, edited);
    for (const title of ["एक", "दो", "तीन"]) {
      form.fields.title = title;
      expect((await form.save()).json.error).toBeUndefined();
    }
    expect(changedLines(rich, desk.read("articles/a.md")).come).toEqual(['title:   "तीन"   # checked twice']);
  });

  it("changes only the line of the text that was edited", async () => {
    const desk = aDesk({ "articles/a.md": rich });
    const form = await openForm(desk.backend, edited);
    form.body = form.body.replace("यहाँ।", "वहाँ।").trim();
    await form.save();
    expect(desk.read("articles/a.md")).toBe(rich.replace("[^1]: यहाँ।", "[^1]: वहाँ।"));
  });

  it("knows a moment in another notation, and writes a new one in the site's zone", async () => {
    const desk = aDesk({
      "articles/a.md": rich.replace(
        "date: 2026-11-22T07:35\n",
        "date: 2026-11-22T07:35\nupdated: 2026-11-22T09:00+05:30\n",
      ),
    });
    const form = await openForm(desk.backend, edited);
    form.fields.date = "2026-11-22T02:05:00.000Z";
    form.fields.updated = "2026-11-22T05:00:00.000Z";
    form.fields.publishAt = "2026-11-23T00:30:00.000Z";
    expect((await form.save()).json.error).toBeUndefined();
    const { gone, come } = changedLines(rich, desk.read("articles/a.md"));
    expect(gone).toEqual([]);
    expect(come).toEqual(["updated: 2026-11-22T10:30+05:30", "publishAt: 2026-11-23T06:00+05:30"]);
  });

  it("takes a cleared field for one that is left out, and leaves alone what was empty before", async () => {
    const text = story({
      kicker: "x",
      tags: ["a"],
      image: { src: "media/p.gif", alt: "x", credit: "y" },
    }).replace("---\nRain", 'description:\nhouse: ""\n---\nRain');
    const desk = aDesk({ "articles/a.md": text, "media/p.gif": widePicture });
    const form = await openForm(desk.backend, edited);
    Object.assign(form.fields, {
      kicker: "",
      tags: [],
      image: { ...form.fields.image, credit: "" },
      series: "",
      related: [],
    });
    const { json } = await form.save();
    expect(json.error).toBeUndefined();
    expect(changedLines(text, desk.read("articles/a.md"))).toEqual({
      gone: ["kicker: x", "tags:", "  - a", "  credit: y"],
      come: [],
    });
  });

  it("keeps fields that an editor leaves out because it does not know them", async () => {
    const desk = aDesk({ "articles/a.md": rich });
    const form = await openForm(desk.backend, edited);
    form.fields.house_style = undefined;
    form.fields.note = undefined;
    form.fields.title = "नया";
    await form.save();
    expect(changedLines(rich, desk.read("articles/a.md")).gone).toHaveLength(1);
  });

  it.each([
    ["Windows line ends", rich.replaceAll("\n", "\r\n")],
    ["a byte order mark", `\uFEFF${rich}`],
    ["no line end at the end", rich.trimEnd()],
    ["line ends of both kinds", rich.replace(/\n/g, (end, at) => (at % 3 === 0 ? "\r\n" : end))],
    ["blank lines at the end", `${rich}\n\n`],
    ["old Macintosh line ends", rich.replaceAll("\n", "\r")],
  ])("keeps %s", async (_, text) => {
    const desk = aDesk({ "articles/a.md": text });
    const opened = await ask(desk.backend, "getEntry", { path: edited });
    // What a form makes of line ends is its own affair: they come back as plain ones.
    const raw = opened.json.data.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
    const save = (changed: string) =>
      ask(desk.backend, "persistEntry", {
        dataFiles: [{ slug: "a", path: edited, raw: changed }],
        assets: [],
        options: { newEntry: false },
      });
    expect((await save(raw)).json.error).toBeUndefined();
    expect(readFileSync(join(desk.folder, "articles/a.md"), "utf8")).toBe(text);
    expect((await save(raw.replace("नगर थमा", "शहर थमा").replace("यहाँ", "वहाँ"))).json.error).toBeUndefined();
    expect(readFileSync(join(desk.folder, "articles/a.md"), "utf8")).toBe(
      text.replace("नगर थमा", "शहर थमा").replace("यहाँ", "वहाँ"),
    );
  });

  it("splices site.yaml, trending.yaml, authors and pages as well", async () => {
    const site =
      "# ours\nname: Bhor   # never change\nurl: https://bhor.example\nlanguage: en\ntimeZone: Asia/Kolkata\nsections:\n  - { id: desh, title: Country }\n  - { id: videsh, title: World } # far\n";
    const trending = "pinned:\n  # on top\n  - { article: a }\nblocked: [b]\n";
    const desk = aDesk({
      "site.yaml": site,
      "trending.yaml": trending,
      "authors/m.md": "---\nname: M # who\n---\nbio\n",
      "pages/about.md": "---\ntitle: About # us\n---\ntext\n",
    });
    const settings = await openForm(desk.backend, "content/site.yaml");
    settings.fields.sections.push({ id: "khel", title: "Sport" });
    expect((await settings.save()).json.error).toBeUndefined();
    expect(desk.read("site.yaml")).toBe(`${site}  - { id: khel, title: Sport }\n`);
    const pins = await openForm(desk.backend, "content/trending.yaml");
    // A list of several kinds of items says of each which it is.
    pins.fields.pinned.push({ type: "link", title: "T", url: "https://x.example", source: "" });
    expect((await pins.save()).json.error).toBeUndefined();
    expect(desk.read("trending.yaml")).toBe(
      trending.replace("{ article: a }\n", "{ article: a }\n  - { title: T, url: https://x.example }\n"),
    );
    for (const path of ["authors/m.md", "pages/about.md"]) {
      const before = desk.read(path);
      const form = await openForm(desk.backend, `content/${path}`);
      form.fields.language = "hi";
      expect((await form.save()).json.error).toBeUndefined();
      expect(changedLines(before, desk.read(path))).toEqual({ gone: [], come: ["language: hi"] });
    }
  });

  it.each([
    ["a field twice", "---\ntitle: a\ntitle: b\n---\ntext\n", "title"],
    ["no end of the fields", "---\ntitle: a\n\ntext\n", "---"],
    ["broken brackets", "---\ntags: [a\n---\ntext\n", "(2:9)"],
  ])("refuses to guess where a file has %s, and keeps what was written", async (_, text, named) => {
    const desk = aDesk({ "articles/a.md": text });
    const opened = await ask(desk.backend, "getEntry", { path: edited });
    expect(opened.json.data).toBe(text);
    // Decap shows such a file as an empty form, and saves nothing but what was entered there.
    const { status, json } = await ask(desk.backend, "persistEntry", {
      dataFiles: [{ slug: "a", path: edited, raw: "---\ntitle: mine\n---\nmy words\n" }],
      assets: [],
      options: { newEntry: false },
    });
    expect(status).toBe(409);
    expect(json.error).toContain("cannot be read");
    expect(json.error).toContain(named);
    expect(desk.read("articles/a.md")).toBe(text);
    expect(keptTexts(desk)).toEqual(["---\ntitle: mine\n---\nmy words\n"]);
  });

  it("adds fields to a text that had none", async () => {
    const desk = aDesk({ "articles/a.md": "Only words.\n" });
    const form = await openForm(desk.backend, edited);
    Object.assign(form.fields, { title: "T", date: "2026-11-22", section: "desh" });
    expect((await form.save()).json.error).toBeUndefined();
    expect(desk.read("articles/a.md")).toBe(
      "---\ntitle: T\ndate: 2026-11-22\nsection: desh\n---\nOnly words.\n",
    );
  });
});

function keptTexts({ state }: TestDesk): string[] {
  const folder = join(state, "unsaved");
  return readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
}

describe("two people at one file", () => {
  it("keep both changes where they changed different fields", async () => {
    const desk = aDesk({ "articles/a.md": rich });
    const [one, other] = [await openForm(desk.backend, edited), await openForm(desk.backend, edited)];
    one.fields.title = "एक";
    other.fields.kicker = "दो";
    other.body = other.body.replace("टैब", "टैब!");
    expect((await one.save()).json.error).toBeUndefined();
    expect((await other.save()).json.error).toBeUndefined();
    const text = desk.read("articles/a.md");
    expect(changedLines(rich, text).come).toEqual([
      'title:   "एक"   # checked twice',
      "kicker: 'दो'",
      "\tटैब!",
    ]);
  });

  it("never overwrite each other: the second one is told which field, and its text is kept", async () => {
    const desk = aDesk({ "articles/a.md": rich });
    const [one, other] = [await openForm(desk.backend, edited), await openForm(desk.backend, edited)];
    one.fields.title = "एक";
    other.fields.title = "दो";
    other.body = "दूसरा पाठ";
    await one.save();
    const before = desk.read("articles/a.md");
    const { status, json } = await other.save();
    expect(status).toBe(409);
    expect(json.error).toMatch(
      /changed title in content\/articles\/a\.md since you opened it\..*kept in .*unsaved\/2026-11-22T12-00-00-a\.md/,
    );
    expect(desk.read("articles/a.md")).toBe(before);
    expect(keptTexts(desk).join()).toContain("दूसरा पाठ");
  });

  it("are told in Hindi where reports are", async () => {
    const desk = aDesk({ "articles/a.md": rich }, "hi");
    const form = await openForm(desk.backend, edited);
    writeFileSync(join(desk.folder, "articles/a.md"), rich.replace("[^1]: यहाँ।", "[^1]: कहीं और।"));
    form.body = form.body.replace("यहाँ।", "वहाँ।");
    expect((await form.save()).json.error).toMatch(/^कुछ नहीं सहेजा गया।.*मुख्य पाठ बदल दिया है/);
  });

  it("are told when the file is gone, and it does not come back by itself", async () => {
    const desk = aDesk({ "articles/a.md": rich });
    const form = await openForm(desk.backend, edited);
    rmSync(join(desk.folder, "articles/a.md"));
    const { status, json } = await form.save();
    expect([status, json.error]).toEqual([409, expect.stringContaining("deleted, moved or renamed while")]);
    expect(readdirSync(join(desk.folder, "articles"))).toEqual([]);
    expect(keptTexts(desk)).toHaveLength(1);
  });

  it("are served after a new start while the file is as it was, and refused where nobody knows what they had", async () => {
    const first = aDesk({ "articles/a.md": rich });
    const [one, other] = [await openForm(first.backend, edited), await openForm(first.backend, edited)];
    const second = aDesk({}, "en", first.folder);
    const send = (raw: string) =>
      ask(second.backend, "persistEntry", {
        dataFiles: [{ slug: "a", path: edited, raw }],
        assets: [],
        options: { newEntry: false },
      });
    one.fields.title = "एक";
    expect((await send(one.raw())).json.error).toBeUndefined();
    other.fields.kicker = "दो";
    expect((await send(other.raw())).status).toBe(409);
    expect(changedLines(rich, second.read("articles/a.md")).come).toEqual([
      'title:   "एक"   # checked twice',
    ]);
  });
});

describe("a new story", () => {
  const create = (
    desk: TestDesk,
    fields: Record<string, unknown>,
    slug: string,
    assets: object[] = [],
    body = "पाठ\n",
  ) =>
    ask(desk.backend, "persistEntry", {
      dataFiles: [
        {
          slug,
          path: `content/articles/${slug}.md`,
          raw: writeForm({ fields, body }, "markdown", ["section", "title"]),
        },
      ],
      assets,
      options: { commitMessage: "Create", collectionName: "articles", newEntry: true, useWorkflow: false },
    });
  const long = "भारी बारिश से देवगंज ठप और सरयनी ख़तरे के निशान से ऊपर ".repeat(6).trim();
  const fields = {
    title: long,
    date: "2026-11-22T02:30:00.000Z",
    section: "desh",
    tags: ["मौसम", "बाढ़"],
    kicker: "",
    status: "published",
  };

  it("gets a short Latin name, fields in the order of the guide, and is found under Decap's own name", async () => {
    const desk = aDesk({});
    const slug = long.replaceAll(" ", "-");
    expect((await ask(desk.backend, "getEntry", { path: `content/articles/${slug}.md` })).status).toBe(404);
    const { json } = await create(desk, fields, slug);
    expect(json.error).toBeUndefined();
    const [path] = json.paths;
    expect(path).toMatch(/^content\/articles\/bhari-barish-se-[a-z-]{20,90}\.md$/);
    expect(desk.read(path.replace("content/", ""))).toBe(
      `---\ntitle: "${long}"\ndate: 2026-11-22T08:00+05:30\nsection: desh\ntags: [मौसम, बाढ़]\nstatus: published\n---\nपाठ\n`.replace(
        `"${long}"`,
        long,
      ),
    );
    const form = await openForm(desk.backend, `content/articles/${slug}.md`);
    expect(form.path).toBe(path);
    form.fields.kicker = "मौसम";
    expect((await form.save()).json.error).toBeUndefined();
    expect(readdirSync(join(desk.folder, "articles"))).toHaveLength(1);
  });

  it("never takes the place of another one", async () => {
    const desk = aDesk({ "articles/barish.md": rich });
    const paths = [];
    for (const slug of ["बारिश", "बारिश-1", "बारिश-2"])
      paths.push((await create(desk, { ...fields, title: "बारिश" }, slug)).json.paths[0]);
    expect(paths).toEqual(["barish-2", "barish-3", "barish-4"].map((name) => `content/articles/${name}.md`));
    expect(desk.read("articles/barish.md")).toBe(rich);
    expect((await openForm(desk.backend, "content/articles/बारिश-1.md")).path).toBe(
      "content/articles/barish-3.md",
    );
  });

  it("is not taken for another one that gets the name which the editing screen had chosen for it", async () => {
    const desk = aDesk({});
    const title = "Heavy rain";
    const first = await create(desk, { ...fields, title, slug: "barish" }, "heavy-rain");
    const second = await create(desk, { ...fields, title }, "heavy-rain-1");
    expect([first.json.paths, second.json.paths]).toEqual([
      ["content/articles/barish.md"],
      ["content/articles/heavy-rain.md"],
    ]);
    expect((await openForm(desk.backend, "content/articles/heavy-rain.md")).path).toBe(
      "content/articles/heavy-rain.md",
    );
    await ask(desk.backend, "deleteFiles", { paths: ["content/articles/heavy-rain.md"] });
    expect(readdirSync(join(desk.folder, "articles"))).toEqual(["barish.md"]);
  });

  it("gives up the name that the editing screen had chosen when it is deleted, or another file of it is listed", async () => {
    const desk = aDesk({});
    const heavy = "content/articles/heavy-rain.md";
    await create(desk, { ...fields, title: "Heavy rain", slug: "barish" }, "heavy-rain");
    await ask(desk.backend, "deleteFiles", { paths: [heavy] });
    expect(readdirSync(join(desk.folder, "articles"))).toEqual([]);
    addFiles(desk.folder, { "articles/barish.md": rich });
    expect((await ask(desk.backend, "deleteFiles", { paths: [heavy] })).status).toBe(404);
    await create(desk, { ...fields, title: "Heavy rain", slug: "varsha" }, "heavy-rain");
    addFiles(desk.folder, { "articles/heavy-rain.md": rich });
    await ask(desk.backend, "entriesByFolder", { folder: "content/articles", extension: "md", depth: 9 });
    expect((await openForm(desk.backend, heavy)).path).toBe(heavy);
  });

  it("does not get the name of one in another folder, which would have its address", async () => {
    const desk = aDesk({ "articles/2025/Budget.md": rich, "authors/budget.md": "---\nname: B\n---\n" });
    expect((await create(desk, { ...fields, title: "Budget" }, "budget")).json.paths).toEqual([
      "content/articles/budget-2.md",
    ]);
    expect((await create(desk, { ...fields, title: "Budget" }, "2026/budget")).json.paths).toEqual([
      "content/articles/2026/budget-3.md",
    ]);
  });

  it("does not get the name of a device, nor one of capitals alone different", async () => {
    const desk = aDesk({ "articles/Con-1.md": rich });
    expect((await create(desk, { ...fields, title: "Con" }, "con")).json.paths).toEqual([
      "content/articles/con-1-2.md",
    ]);
  });

  it("is refused with the problems in words where the site could not be built with it, unless it is a draft", async () => {
    const desk = aDesk({});
    const wrong = { ...fields, section: "khel", image: { src: "media/none.jpg", alt: "" } };
    const { status, json } = await create(desk, wrong, "a");
    expect(status).toBe(422);
    expect(json.error).toContain("site.yaml has no such section");
    expect(json.error).toContain("there is no media/none.jpg");
    expect(json.error).toContain("status: draft");
    expect(json.error).not.toContain("API_ERROR");
    expect(readdirSync(desk.folder)).toEqual(["site.yaml"]);
    expect(keptTexts(desk).join()).toContain("पाठ");
    expect((await create(desk, { ...wrong, status: "draft" }, "a")).status).toBe(200);
  });

  it("lets a mistake that was there before be, and refuses a new one", async () => {
    const desk = aDesk({ "articles/a.md": story({ section: "khel" }) });
    const form = await openForm(desk.backend, edited);
    form.fields.kicker = "x";
    expect((await form.save()).json.error).toBeUndefined();
    form.fields.updated = "2019-01-01";
    const { status, json } = await form.save();
    expect([status, json.error]).toEqual([422, expect.stringContaining("updated")]);
    expect(json.error).not.toContain("khel");
  });

  it("brings its picture along under a Latin name, and names it so", async () => {
    const desk = aDesk({ "media/barish.gif": onePixel });
    const asset = {
      path: "content/media/बारिश.gif",
      content: widePicture.toString("base64"),
      encoding: "base64",
    };
    const image = { src: "media/बारिश.gif", alt: "सड़क" };
    const { json } = await create(
      desk,
      { ...fields, title: "चित्र", image },
      "chitr",
      [asset],
      "![x](media/बारिश.gif)\n",
    );
    expect(json.error).toBeUndefined();
    expect(readdirSync(join(desk.folder, "media")).sort()).toEqual(["barish-2.gif", "barish.gif"]);
    const text = desk.read(json.paths[0].replace("content/", ""));
    expect(text).toContain("src: media/barish-2.gif\n");
    expect(text).toContain("![x](media/barish-2.gif)");
    expect(statSync(join(desk.folder, "media/barish-2.gif")).size).toBe(widePicture.length);
  });
});

describe("a new picture", () => {
  const picture = (name: string, bytes: Buffer = widePicture) => ({
    path: `content/media/${name}`,
    content: bytes.toString("base64"),
    encoding: "base64",
  });
  const put = async (desk: TestDesk, form: Awaited<ReturnType<typeof openForm>>, ...assets: object[]) => {
    const { json } = await ask(desk.backend, "persistEntry", {
      dataFiles: [{ slug: "a", path: edited, raw: form.raw() }],
      assets,
      options: { newEntry: false },
    });
    return json.error as string | undefined;
  };
  const lead = { src: "media/image.gif", alt: "x" };

  it("leaves alone what meant another one of its name, however often the form is saved", async () => {
    const text = story({}, "![old](media/image.gif)\n");
    const desk = aDesk({ "articles/a.md": text, "media/image.gif": onePixel });
    const form = await openForm(desk.backend, edited);
    form.fields.image = lead;
    for (const title of ["Rain", "More rain"]) {
      form.fields.title = title;
      expect(await put(desk, form, picture("image.gif"))).toBeUndefined();
      expect(desk.read("articles/a.md")).toContain("src: media/image-2.gif\n");
      expect(desk.read("articles/a.md")).toContain("\n![old](media/image.gif)\n");
    }
    expect(readdirSync(join(desk.folder, "media")).sort()).toEqual(["image-2.gif", "image.gif"]);
  });

  it("takes the place of one of its name that was the only one", async () => {
    const desk = aDesk({
      "articles/a.md": story({ image: lead }),
      "media/image.gif": onePixel,
    });
    const form = await openForm(desk.backend, edited);
    expect(await put(desk, form, picture("image.gif"))).toBeUndefined();
    expect(desk.read("articles/a.md")).toContain("src: media/image-2.gif\n");
  });

  it("is refused where nobody can tell which of two is meant, and the text is kept", async () => {
    const text = story({ image: lead }, "![old](media/image.gif)\n");
    const desk = aDesk({ "articles/a.md": text, "media/image.gif": onePixel });
    const form = await openForm(desk.backend, edited);
    form.body = `${form.body}\n![new](media/image.gif)\n`;
    expect(await put(desk, form, picture("image.gif"))).toMatch(/another picture called image\.gif already/);
    expect(desk.read("articles/a.md")).toBe(text);
    expect(keptTexts(desk).join()).toContain("![new]");
  });

  it("keeps its name apart from that of another new one, and from addresses of other sites", async () => {
    const desk = aDesk({ "articles/a.md": story() });
    const form = await openForm(desk.backend, edited);
    form.body =
      "![a](media/Rain.gif)\n\n![b](/media/rain.gif), not https://other.org/media/Rain.gif or media/Rain.gif.webp\n";
    expect(await put(desk, form, picture("Rain.gif"), picture("rain.gif", onePixel))).toBeUndefined();
    expect(desk.read("articles/a.md")).toContain(
      "![a](media/rain.gif)\n\n![b](/media/rain-2.gif), not https://other.org/media/Rain.gif or media/Rain.gif.webp\n",
    );
    expect(readFileSync(join(desk.folder, "media/rain.gif"))).toEqual(widePicture);
  });
});

describe("a save that is refused", () => {
  const heic = Buffer.from("\0\0\0\u0018ftypheic\0\0\0\0mif1heic", "latin1");
  const script = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>');
  const asset = (name: string, bytes: Buffer) => ({
    path: `content/media/${name}`,
    content: bytes.toString("base64"),
    encoding: "base64",
  });
  const send = (desk: TestDesk, raw: string, assets: object[] = [], path = edited) =>
    ask(desk.backend, "persistEntry", {
      dataFiles: [{ slug: "a", path, raw }],
      assets,
      options: { newEntry: false },
    });

  it.each([
    ["its picture is none that pages can show", [asset("a.heic", heic)]],
    ["its drawing could run something", [asset("a.svg", script)]],
  ])("keeps the text where %s, and says where", async (_, assets) => {
    const desk = aDesk({ "articles/a.md": rich });
    const form = await openForm(desk.backend, edited);
    form.body = "An afternoon's work.\n";
    const { status, json } = await send(desk, form.raw(), assets);
    expect([status, json.error]).toEqual([
      422,
      expect.stringMatching(/What you wrote is kept in .*unsaved.*a\.md\.$/),
    ]);
    expect(keptTexts(desk)).toEqual([expect.stringContaining("An afternoon's work.")]);
    expect(desk.read("articles/a.md")).toBe(rich);
  });

  it("keeps the text where the file is a link, is no text, or could not be checked for its size", async () => {
    const desk = aDesk({ "articles/a.md": rich, "articles/b.md": Buffer.from([0xff, 0xfe]) });
    symlinkSync(join(desk.folder, "articles/a.md"), join(desk.folder, "articles/link.md"));
    await send(desk, "through a link", [], "content/articles/link.md");
    await send(desk, "over bytes", [], "content/articles/b.md");
    await send(desk, "x".repeat(16_000_001));
    expect(
      keptTexts(desk)
        .map((text) => text.slice(0, 20))
        .toSorted(),
    ).toEqual(["over bytes", "through a link", "x".repeat(20)]);
  });

  it("keeps the text where the disk takes no picture", async () => {
    const desk = aDesk({ "articles/a.md": rich, media: "a file in the way" });
    const form = await openForm(desk.backend, edited);
    form.body = "An afternoon's work.\n";
    const { status } = await send(desk, form.raw(), [asset("a.gif", widePicture)]);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(keptTexts(desk)).toEqual([expect.stringContaining("An afternoon's work.")]);
  });
});

describe("a story that is deleted", () => {
  it("goes, and a copy is kept aside", async () => {
    const desk = aDesk({ "articles/a.md": rich, "articles/b.md": rich });
    expect(
      (await ask(desk.backend, "deleteFiles", { paths: [edited], options: { commitMessage: "Delete" } }))
        .status,
    ).toBe(200);
    expect(readdirSync(join(desk.folder, "articles"))).toEqual(["b.md"]);
    expect(keptTexts(desk)).toEqual([rich]);
  });

  it("is never a namesake in Latin letters of one that is gone already", async () => {
    const desk = aDesk({ "articles/barish.md": rich });
    for (const name of ["बारिश", "बारिश-".repeat(40)]) {
      const { status, json } = await ask(desk.backend, "deleteFiles", {
        paths: [`content/articles/${name}.md`],
      });
      expect([status, json.error]).toEqual([404, expect.stringContaining("load the list again")]);
    }
    expect(desk.read("articles/barish.md")).toBe(rich);
  });
});

describe("lists of the editing screen", () => {
  it("have every story and picture, at any depth, with the paths of the protocol", async () => {
    const desk = aDesk({
      "articles/a.md": rich,
      "articles/2026/ख़बर.md": rich,
      "media/a/b.gif": onePixel,
      "pages/x.md": rich,
    });
    addFiles(desk.folder, {
      "articles/.hidden.md": "x",
      "articles/a.md~": "x",
      "articles/notes.txt": "x",
      "articles/bad.md": Buffer.from([0xff, 0xfe]),
    });
    const { json } = await ask(desk.backend, "entriesByFolder", {
      folder: "content/articles",
      extension: "md",
      depth: 9,
    });
    expect(json.map(({ file, data }: Json) => [file.path, data === rich])).toEqual([
      ["content/articles/2026/ख़बर.md".normalize("NFC"), true],
      ["content/articles/a.md", true],
    ]);
    const files = await ask(desk.backend, "entriesByFiles", {
      files: [{ path: "content/site.yaml", label: "Site" }, { path: "content/trending.yaml" }],
    });
    expect(files.json.map(({ file, data }: Json) => [file.path, file.label, data === null])).toEqual([
      ["content/site.yaml", "Site", false],
      ["content/trending.yaml", undefined, true],
    ]);
    const media = await ask(desk.backend, "getMedia", { mediaFolder: "content/media" });
    expect(media.json).toEqual([
      expect.objectContaining({
        path: "content/media/a/b.gif",
        name: "b.gif",
        content: onePixel.toString("base64"),
      }),
    ]);
  });
});
