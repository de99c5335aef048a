import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { patience, type StartedSite, startSite } from "../serve/started-site.ts";
import { writeEleventyConfig } from "../support/eleventy-config.ts";
import { desktop, openBrowser } from "../support/open-browser.ts";
import { repository } from "../support/repository.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { plainSite, story, writeNewsroom } from "../support/write-newsroom.ts";

const hindiSite = stringify({
  ...plainSite,
  name: "भोर",
  language: "hi",
  sections: [
    { id: "desh", title: "देश" },
    { id: "videsh", title: "दुनिया" },
  ],
});

/** What no machine would write: comments, quotation marks of all kinds, a field that nobody knows, odd line ends. */
const handWritten = `---
# मुख्य ख़बर, मीरा देखेंगी
title:   'पुराना शीर्षक'   # छपने से पहले देखें
status: draft
date: 2026-11-20T08:00
section: "desh"
myNote: { रखना: हाँ,   मत_छूना: [1,2,   3] }
tags:
    - बारिश
    - "देवगंज"  # शहर
---

पहला पैरा।[^1]


* सूची   

[^1]: टिप्पणी
`;

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
});

/** A window in which nothing but the site itself can be reached. */
async function openWindow(address: string, asked: string[]): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: desktop,
    timezoneId: "America/New_York",
    locale: "hi-IN",
  });
  await context.route("**", (route) => {
    const url = route.request().url();
    if (url.startsWith(address) || /^(data|blob):/.test(url)) return route.continue();
    asked.push(url);
    return route.abort();
  });
  return context;
}

const field = (page: Page, name: string) => page.locator(`[id^="${name}-field"]`).first();
const preview = (page: Page) => page.frameLocator("iframe").first();
const shownPage = (page: Page) => preview(page).frameLocator("iframe");
const problems = (page: Page) => preview(page).locator(".khabar-problems");

async function save(page: Page): Promise<void> {
  await page.locator('[class*="ToolbarDropdown"]').getByText("सहेजें", { exact: true }).click();
  await page.getByText("अभी सहेजें", { exact: true }).click();
}

describe("the editing screen", () => {
  let site: StartedSite;
  let address: string;
  let input: string;
  let output: string;
  let context: BrowserContext;
  let page: Page;
  const asked: string[] = [];
  const read = (path: string) => readFileSync(join(input, path), "utf8");
  /** In a page of its own, since the screen asks about what is not saved before it goes on. */
  const open = async (path: string) => {
    await page?.close();
    page = await context.newPage();
    await page.goto(`${address}/admin/#/collections/${path}`);
  };

  beforeAll(async () => {
    input = writeNewsroom({
      "site.yaml": hindiSite,
      "trending.yaml": "# संपादक\npinned: []   # अभी कुछ नहीं\n",
      "articles/2026/baadh.md": handWritten,
      "articles/2020/rain.md": story({ title: "बारिश की ख़बर", tags: ["मौसम"] }),
      "articles/masauda.md": story({ title: "मसौदे की ख़बर", status: "draft", date: "2019-01-01" }),
      "articles/2020/wind.md": story({ title: "हवा की ख़बर", tags: ["मौसम"], date: "2020-01-02T08:00" }),
      "articles/kal.md": story({ title: "कल की ख़बर", date: "2999-01-01T08:00" }),
      "authors/meera.md": "---\nname: मीरा जोशी\n---\nपरिचय\n",
    });
    output = join(temporaryFolder("editing"), "site");
    site = startSite(input, output, ["--port=18420"]);
    address = await site.address();
    context = await openWindow(address, asked);
  }, 240_000);

  afterAll(async () => {
    await context?.close();
    await site?.stop();
  });

  it("lists the stories in the site's language, newest first, and can show drafts alone", async () => {
    await open("articles");
    const titles = page.locator('[class*="-ListCardTitle"]');
    await titles.first().waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("hi");
    const shown = await titles.allInnerTexts();
    expect(shown.map((each) => each.split(" · ").at(-1))).toEqual([
      "कल की ख़बर",
      "पुराना शीर्षक",
      "हवा की ख़बर",
      "बारिश की ख़बर",
      "मसौदे की ख़बर",
    ]);
    expect(shown[1]).toBe("2026-11-20T08:00 · desh · draft · पुराना शीर्षक");
    await page.getByText("छाँटें", { exact: true }).click();
    await page.getByText("मसौदे", { exact: true }).click();
    await expect.poll(() => titles.count(), patience).toBe(2);
    expect(await titles.first().innerText()).toContain("पुराना शीर्षक");
  });

  it("shows the page of what is typed in the site's own layout, and what is wrong in words; nothing is saved", async () => {
    await open("articles/entries/2020/rain");
    await field(page, "title").fill("बिना सहेजा शीर्षक");
    const headline = shownPage(page).locator('[data-part="headline"]');
    await expect.poll(() => headline.textContent(), patience).toContain("बिना सहेजा शीर्षक");
    const font = await page.evaluate(
      'getComputedStyle(document.querySelector("iframe").contentDocument.querySelector("iframe").contentDocument.body).fontFamily',
    );
    expect(font).toContain("Noto Sans Devanagari");
    expect(await shownPage(page).locator('[data-part="related"]').innerText()).toContain("हवा की ख़बर");
    expect(await problems(page).innerText()).toContain("कोई गड़बड़ी नहीं।");
    expect(await problems(page).locator("a").getAttribute("href")).toBe("/desh/rain/");

    await field(page, "body").fill("::: kuote\nपाठ\n:::\n");
    await expect.poll(() => problems(page).innerText(), patience).toContain("सुधारना है: 1");
    expect(await problems(page).innerText()).toContain("पाठ की पंक्ति 1:");
    expect(await problems(page).innerText()).toContain("quote");
    expect(read("articles/2020/rain.md")).toBe(story({ title: "बारिश की ख़बर", tags: ["मौसम"] }));
  });

  it("changes one line of a file that a hand has written, when one field is changed", async () => {
    await open("articles/entries/2026/baadh");
    await field(page, "title").fill("नया शीर्षक");
    await save(page);
    const wanted = handWritten.replace("'पुराना शीर्षक'", "'नया शीर्षक'");
    await expect.poll(() => read("articles/2026/baadh.md"), patience).toBe(wanted);
  });

  it("shows and takes moments in the site's zone, wherever the browser is", async () => {
    await open("articles/entries/2026/baadh");
    const date = field(page, "date");
    expect(await date.inputValue()).toBe("2026-11-20T08:00");
    await date.fill("2026-11-20T09:15");
    await save(page);
    const wanted = handWritten.replace("'पुराना शीर्षक'", "'नया शीर्षक'").replace("T08:00", "T09:15");
    await expect.poll(() => read("articles/2026/baadh.md"), patience).toBe(wanted);
  });

  it("never writes over what somebody else saved meanwhile, and says what happened", async () => {
    await open("articles/entries/2026/baadh");
    await field(page, "title").waitFor();
    const theirs = read("articles/2026/baadh.md").replace("नया शीर्षक", "उनका शीर्षक");
    writeFileSync(join(input, "articles/2026/baadh.md"), theirs);
    await field(page, "title").fill("मेरा शीर्षक");
    await save(page);
    const toast = page.getByText("किसी और ने").first();
    await toast.waitFor();
    expect(await toast.innerText()).toContain("title");
    expect(await toast.innerText()).not.toContain("API_ERROR");
    expect(read("articles/2026/baadh.md")).toBe(theirs);
  });

  it("makes a new Hindi story with a picture, down to the bytes, and publishes it", async () => {
    await open("articles/new");
    await field(page, "title").fill("नदी का पानी उतरा");
    await field(page, "section").click();
    await page.getByText("देश", { exact: true }).last().click();
    await field(page, "authors").fill("मीरा");
    await page.locator(".khabar-found button").first().click();
    await page.getByRole("button", { name: "तस्वीर चुनें" }).click();
    await page.locator('input[type="file"]').setInputFiles(join(repository, "content/media/river-flood.jpg"));
    // What was just taken in is chosen already.
    await page.getByRole("button", { name: "चुनी हुई लें" }).click();
    await field(page, "alt").fill("उफनती नदी");
    await field(page, "tags").fill("बाढ़");
    await field(page, "tags").press("Enter");
    await field(page, "body").fill("दो पुल खुले।");
    await page.locator('[data-block="quote"]').click();
    // The sample is selected once the block is in.
    await expect
      .poll(() => field(page, "body").evaluate("window.getSelection().toString()"), patience)
      .toBe("क्या कहा।");
    await page.keyboard.insertText("पानी उतर रहा है।");
    await field(page, "date").fill("2026-11-22T20:30");
    const picture = shownPage(page).locator('[data-part="lead-image"] img');
    await expect.poll(() => picture.getAttribute("src"), patience).toMatch(/^blob:/);
    expect(await problems(page).innerText()).toContain("कोई गड़बड़ी नहीं।");

    await save(page);
    const file = "articles/2026/nadi-ka-pani-utra.md";
    await expect.poll(() => existsSync(join(input, file)), patience).toBe(true);
    expect(read(file)).toBe(`---
title: नदी का पानी उतरा
date: 2026-11-22T20:30+05:30
section: desh
authors: [meera]
tags: [बाढ़]
image:
  src: media/river-flood.jpg
  alt: उफनती नदी
---
दो पुल खुले।

::: quote नाम, पद
पानी उतर रहा है।
:::
`);
    expect(readFileSync(join(input, "media/river-flood.jpg"))).toEqual(
      readFileSync(join(repository, "content/media/river-flood.jpg")),
    );
    const status = () => fetch(`${address}/desh/nadi-ka-pani-utra/`).then((response) => response.status);
    await expect.poll(status, patience).toBe(200);
  });

  it("searches stories for the sidebar by their headlines", async () => {
    await open("articles/entries/2020/wind");
    await field(page, "related").fill("बारिश");
    await page.locator(".khabar-found button").first().click();
    await save(page);
    await expect.poll(() => read("articles/2020/wind.md"), patience).toContain("2020/rain");
  });

  it("shows drafts and embargoed stories at their future address, marked, and keeps them out of the site", async () => {
    const draft = await fetch(`${address}/desh/masauda/`);
    expect(draft.status).toBe(200);
    const text = await draft.text();
    expect(text).toContain("मसौदे की ख़बर");
    expect(text).toContain("मसौदा: पाठकों को यह पन्ना नहीं दिखता।");
    const waiting = await fetch(`${address}/desh/kal/`).then((response) => response.text());
    expect(waiting).toContain("पाठकों को यह पन्ना अभी नहीं दिखता।");
    expect(readdirSync(join(output, "desh")).sort()).not.toContain("masauda");
    expect(existsSync(join(output, "desh/kal"))).toBe(false);
    expect(existsSync(join(output, "admin"))).toBe(false);
    expect(await fetch(`${address}/desh/kabhi-nahin/`).then(({ status }) => status)).toBe(404);
  });

  it("opens what editors own besides: the trending strip and the site's own file", async () => {
    await open("settings/entries/trending");
    await field(page, "blocked").fill("बारिश");
    await page.locator(".khabar-found button").first().click();
    await save(page);
    await expect
      .poll(() => read("trending.yaml"), patience)
      .toBe("# संपादक\npinned: []   # अभी कुछ नहीं\nblocked: [2020/rain]\n");
    await open("settings/entries/site");
    await field(page, "name").fill("भोर समाचार");
    await save(page);
    await expect
      .poll(() => read("site.yaml"), patience)
      .toBe(hindiSite.replace("name: भोर", "name: भोर समाचार"));
  });

  it("asks nobody but the site's own server for anything", () => {
    expect(asked).toEqual([]);
  });
});

describe("the editing screen of a newsroom with review", () => {
  it("takes a story through draft, in review and ready, and publishes it as a commit", async () => {
    const input = writeNewsroom({
      "site.yaml": hindiSite,
      "articles/2020/rain.md": story({ title: "बारिश की ख़बर" }),
    });
    const git = (...words: string[]) => execFileSync("git", ["-C", input, ...words], { encoding: "utf8" });
    git("init", "--quiet", "--initial-branch=main");
    git("config", "user.name", "मीरा जोशी");
    git("config", "user.email", "meera@bhor.example");
    git("add", ".");
    git("commit", "--quiet", "--message=शुरुआत");
    const folder = temporaryFolder("review");
    const config = writeEleventyConfig(folder, { review: true });
    const site = startSite(input, join(folder, "site"), ["--port=18440", `--config=${config}`]);
    const context = await openWindow(await site.address(), []);
    try {
      const page = await context.newPage();
      page.on("dialog", (dialog) => void dialog.accept());
      await page.goto(`${await site.address()}/admin/#/collections/articles/entries/2020/rain`);
      await field(page, "title").fill("तेज़ बारिश की ख़बर");
      await page.getByRole("button", { name: "सहेजें", exact: true }).click();
      await expect.poll(() => git("branch", "--list", "cms/*"), patience).not.toBe("");
      expect(git("show", "main:articles/2020/rain.md")).toContain("title: बारिश की ख़बर");
      for (const status of ["समीक्षा में", "तैयार"]) {
        await page
          .getByText(/^स्थिति: /)
          .first()
          .click();
        await page.getByRole("menuitem", { name: status }).click();
        await page.getByText(`स्थिति: ${status}`).first().waitFor();
      }
      await page.locator('[class*="ToolbarDropdown"]').getByText("प्रकाशित करें", { exact: true }).click();
      await page.getByText("अभी प्रकाशित करें", { exact: true }).click();
      await expect.poll(() => git("show", "main:articles/2020/rain.md"), patience).toContain("तेज़ बारिश");
      expect(git("diff", "--stat", "main~1", "main").trim().split("\n")).toHaveLength(2);
    } finally {
      await context.close();
      await site.stop();
    }
  }, 240_000);
});

/** A folder of the browser's own in place of one that a person would choose: the same interface. */
const chooseFolder = "window.showDirectoryPicker = () => navigator.storage.getDirectory()";

function inBrowserFolder(path: string, text?: string): string {
  const folders = path.split("/");
  const name = folders.pop();
  return `(async () => {
    let folder = await navigator.storage.getDirectory();
    for (const name of ${JSON.stringify(folders)}) folder = await folder.getDirectoryHandle(name, { create: true });
    const file = await folder.getFileHandle(${JSON.stringify(name)}, { create: true });
    const text = ${JSON.stringify(text ?? null)};
    if (text === null) return (await file.getFile()).text();
    const stream = await file.createWritable();
    await stream.write(text);
    await stream.close();
  })()`;
}

describe("the editing screen with Sveltia", () => {
  it("lists and edits the files of a folder that the writer chooses, on a phone, without anything from outside", async () => {
    const input = writeNewsroom({ "site.yaml": hindiSite, "articles/rain.md": story() });
    const folder = temporaryFolder("sveltia");
    const config = writeEleventyConfig(folder, { cms: "sveltia" });
    const site = startSite(input, join(folder, "site"), ["--port=18460", `--config=${config}`]);
    const asked: string[] = [];
    const address = await site.address();
    const context = await openWindow(address, asked);
    try {
      const page = await context.newPage();
      await page.setViewportSize({ width: 390, height: 844 });
      await page.addInitScript(chooseFolder);
      const { cms } = (await fetch(`${address}/admin/config.json`).then((response) => response.json())) as {
        cms: { collections: readonly { folder: string }[] };
      };
      const file = `${cms.collections[0]?.folder}/2020/rain.md`;
      await page.goto(`${address}/desh/rain/`);
      await page.evaluate(inBrowserFolder(".git/HEAD", "ref: refs/heads/main"));
      await page.evaluate(inBrowserFolder(file, story({ title: "बारिश की ख़बर" })));
      await page.goto(`${address}/admin/`);
      await page.getByRole("button", { name: "Work with Local Repository" }).click();
      await page.getByText("ख़बरें").first().click();
      await page.getByText("बारिश की ख़बर").first().click();
      await page.getByRole("textbox", { name: "शीर्षक" }).first().fill("तेज़ बारिश");
      await page.getByRole("button", { name: "Save" }).first().click();
      const saved = () => page.evaluate(inBrowserFolder(file)) as Promise<string>;
      await expect.poll(saved, patience).toContain("title: तेज़ बारिश");
      expect(await saved()).toMatch(
        /^---\n[\s\S]*\ndate: 2020-01-01T08:00\n[\s\S]*---\n\n?Rain fell all night\.\n$/,
      );
      expect(await saved()).not.toContain("''");
      expect(asked).toEqual([]);
    } finally {
      await context.close();
      await site.stop();
    }
  }, 240_000);
});
