import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { createRequire } from "node:module";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { patience, type StartedSite, startSite } from "../serve/started-site.ts";
import { writeEleventyConfig } from "../support/eleventy-config.ts";
import { openBrowser } from "../support/open-browser.ts";
import { runCommand } from "../support/run-command.ts";
import { type LocalServer, listen } from "../support/serve.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { addFiles, onePixel, plainSite, story, writeNewsroom } from "../support/write-newsroom.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
});

const headline = (page: Page) =>
  page
    .locator("h1")
    .textContent({ timeout: 1000 })
    .catch(() => "");
const report = (page: Page) => page.locator("#khabar-report");
/** A page that was loaded anew has lost it. */
const mark = (page: Page) => page.evaluate("window.isSamePage = true");
const isSamePage = (page: Page) => page.evaluate("window.isSamePage === true");
const statusOf = (address: string) => fetch(address).then(({ status }) => status);

describe("npm start", () => {
  let taken: LocalServer;
  let site: StartedSite;
  let input: string;
  let output: string;
  let address: string;
  let page: Page;

  beforeAll(async () => {
    input = writeNewsroom({
      "articles/rain.md": story({ title: "First headline" }),
      "articles/secret.md": story({ title: "Zqsecret", status: "draft" }),
      "articles/tomorrow.md": story({ title: "Zqtomorrow", date: "2999-01-01T08:00" }),
      "pages/about.md": "---\ntitle: About us\n---\nWe write.\n",
    });
    output = join(temporaryFolder("start"), "site");
    taken = await listen(() => undefined);
    site = startSite(input, output, [`--port=${new URL(taken.url).port}`]);
    page = await browser.newPage();
    address = await site.address();
    await page.goto(`${address}/desh/rain/`);
  }, 120_000);

  afterAll(async () => {
    await page?.close();
    await site?.stop();
    await taken?.close();
  });

  it("takes the next port if the one asked for is taken, and says so", () => {
    const port = Number(new URL(taken.url).port);
    expect(Number(new URL(address).port)).toBeGreaterThan(port);
    expect(site.printed()).toContain(`The port ${port} is taken.`);
  });

  it("shows in an open page what is saved, without loading it anew", async () => {
    expect(await headline(page)).toBe("First headline");
    await mark(page);
    addFiles(input, { "articles/rain.md": story({ title: "Second headline" }) });
    await expect.poll(() => headline(page), patience).toBe("Second headline");
    expect(await isSamePage(page)).toBe(true);
    expect(site.printed()).toMatch(/articles\/rain\.md: \d+ pages rendered in \d+ ms/);
  });

  it("understands editors that write a file beside the old one and rename it", async () => {
    const file = join(input, "articles/rain.md");
    writeFileSync(`${file}.tmp`, story({ title: "Renamed headline" }));
    renameSync(`${file}.tmp`, file);
    await expect.poll(() => headline(page), patience).toBe("Renamed headline");
  });

  it("leaves an open page alone if nothing of it changed", async () => {
    const about = await browser.newPage();
    await about.goto(`${address}/about/`);
    await mark(about);
    await about.evaluate("document.body.dataset.touched = ''");
    addFiles(input, { "articles/rain.md": story({ title: "Renamed headline" }, "Now it is dry.\n") });
    await page.getByText("Now it is dry.").waitFor();
    expect(await isSamePage(about)).toBe(true);
    expect(await about.locator("body[data-touched]").count()).toBe(1);
    await about.close();
  });

  it("shows what is wrong in the terminal and on the page, on top of what was there, until it is mended", async () => {
    addFiles(input, { "articles/rain.md": story({ title: "Broken", section: "d<b>h</b>" }) });
    await report(page).waitFor();
    expect(await report(page).getAttribute("role")).toBe("alert");
    const told = await report(page).innerText();
    expect(told).toContain("1 problem in 1 of 5 files");
    expect(told).toMatch(/articles\/rain\.md:4:\d+ {2}section-unknown/);
    expect(told).toContain("“d<b>h</b>”");
    expect(site.printed()).toMatch(/articles\/rain\.md:4:\d+ {2}section-unknown/);
    expect(await headline(page)).toBe("Renamed headline");
    // Pages that are opened meanwhile show it too; the files do not.
    expect(await fetch(`${address}/`).then((response) => response.text())).toContain("section-unknown");
    expect(await fetch(`${address}/no/such/`).then((response) => response.text())).toContain(
      "section-unknown",
    );
    expect(readFileSync(join(output, "index.html"), "utf8")).not.toContain("khabar-report");

    addFiles(input, { "articles/rain.md": story({ title: "Mended" }) });
    await report(page).waitFor({ state: "detached" });
    await expect.poll(() => headline(page), patience).toBe("Mended");
  });

  it("shows what was saved while another file was broken", async () => {
    addFiles(input, { "articles/other.md": story({ title: "Other", section: "dehs" }) });
    await report(page).waitFor();
    const before = site.printed().length;
    addFiles(input, { "articles/rain.md": story({ title: "Saved meanwhile" }) });
    await expect.poll(() => site.printed().slice(before), patience).toContain("Nothing was written.");
    rmSync(join(input, "articles/other.md"));
    await expect.poll(() => headline(page), patience).toBe("Saved meanwhile");
    expect(await report(page).count()).toBe(0);
  });

  it("keeps people who use a keyboard or a screen reader in mind, in light and dark", async () => {
    addFiles(input, { "articles/rain.md": story({ section: "dehs" }) });
    await report(page).waitFor();
    await page.evaluate(axe);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      const run = `axe.run("#khabar-report").then(({ violations }) => violations.map(({ id }) => id))`;
      expect(await page.evaluate(run)).toEqual([]);
    }
    await report(page).locator("summary").press("Enter");
    expect(await report(page).getByText("section-unknown").isVisible()).toBe(false);
    addFiles(input, { "articles/rain.md": story({ title: "Mended" }) });
    await report(page).waitFor({ state: "detached" });
  });

  it("puts a new story on the home page, and takes it away with its file", async () => {
    const home = await browser.newPage();
    await home.goto(`${address}/`);
    addFiles(input, { "articles/2026/sun.md": story({ title: "Sun" }) });
    const link = home.getByRole("link", { name: "Sun", exact: true }).first();
    await link.waitFor();
    expect(await statusOf(`${address}/desh/sun/`)).toBe(200);

    await page.goto(`${address}/desh/sun/`);
    rmSync(join(input, "articles/2026"), { recursive: true });
    await link.waitFor({ state: "detached" });
    expect(await statusOf(`${address}/desh/sun/`)).toBe(404);
    await expect.poll(() => headline(page), patience).not.toBe("Sun");
    await home.close();
    await page.goto(`${address}/desh/rain/`);
  });

  it("takes a picture that comes with its story", async () => {
    mkdirSync(join(input, "media"), { recursive: true });
    addFiles(input, {
      "media/cloud.gif": onePixel,
      "articles/rain.md": story({ title: "Mended" }, "![A cloud](media/cloud.gif)\n"),
    });
    const cloud = page.locator("main img[alt='A cloud']").first();
    await cloud.waitFor();
    // It is made when it is asked for.
    expect(await statusOf(`${address}${await cloud.getAttribute("src")}`)).toBe(200);
  });

  it("shows drafts and stories whose time has not come only at their own address, marked, and never builds them", async () => {
    const draft = await fetch(`${address}/desh/secret/`).then((response) => response.text());
    expect(draft).toContain("Zqsecret");
    expect(draft).toContain("Draft: readers do not see this page.");
    const waiting = await fetch(`${address}/desh/tomorrow/`).then((response) => response.text());
    expect(waiting).toContain("Embargo: readers do not see this page yet.");
    const home = await fetch(`${address}/`).then((response) => response.text());
    expect(home).not.toContain("Zq");
    expect(existsSync(join(output, "desh/secret"))).toBe(false);
    expect(existsSync(join(output, "desh/tomorrow"))).toBe(false);
    expect(readFileSync(join(output, "desh/rain/index.html"), "utf8")).not.toContain("khabar-unpublished");
  });

  it("does not build for each of hundreds of files that are written together", async () => {
    const before = site.printed().length;
    const titles = Array.from({ length: 300 }, (_, number) => `Story ${number}`);
    addFiles(
      input,
      Object.fromEntries(titles.map((title, number) => [`articles/many/m${number}.md`, story({ title })])),
    );
    await expect.poll(() => statusOf(`${address}/desh/m299/`), patience).toBe(200);
    // One, were this machine never busy.
    expect(
      site
        .printed()
        .slice(before)
        .match(/ in \d+ ms/g)?.length,
    ).toBeLessThan(5);
  });

  it("answers nobody but this machine, and no page of the web that is open on it", async () => {
    const { hostname, port } = new URL(address);
    expect(hostname).toBe("localhost");
    const outside = Object.values(networkInterfaces())
      .flatMap((each) => each ?? [])
      .find(({ internal, family }) => !internal && family === "IPv4");
    if (outside) {
      const reached = await new Promise((done) => {
        const socket = connect(Number(port), outside.address);
        socket.once("connect", () => done(true)).once("error", () => done(false));
      });
      expect(reached).toBe(false);
    }
    const answer = (headers: Record<string, string>) =>
      new Promise((done, fail) => {
        request(`${address}/`, { headers }, (response) => {
          response.resume();
          done(response.statusCode);
        })
          .on("upgrade", () => done("upgraded"))
          .on("error", (error) =>
            "code" in error && error.code === "ECONNRESET" ? done("closed") : fail(error),
          )
          .end();
      });
    const socket = {
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
    };
    expect(await answer({})).toBe(200);
    expect(await statusOf(`http://127.0.0.1:${port}/`)).toBe(200);
    expect(await answer({ host: `evil.example:${port}` })).toBe(403);
    expect(await answer(socket)).toBe("upgraded");
    expect(await answer({ ...socket, origin: "https://evil.example" })).toBe("closed");
    expect(await statusOf(`${address}/%ff`)).toBe(400);
    expect(await statusOf(`${address}//`)).toBe(400);
  });

  it("serves a site that lies below a path where its links lead", async () => {
    addFiles(input, { "site.yaml": stringify({ ...plainSite, url: "https://bhor.example/news" }) });
    await expect.poll(() => site.printed(), patience).toContain(`${address}/news/`);
    await page.goto(`${address}/news/desh/rain/`);
    expect(await headline(page)).toBe("Mended");
    expect(await fetch(`${address}/`).then(({ url }) => url)).toBe(`${address}/news/`);
    expect(await fetch(`${address}/news`).then(({ url }) => url)).toBe(`${address}/news/`);
    await mark(page);
    addFiles(input, { "articles/rain.md": story({ title: "Below a path" }) });
    await expect.poll(() => headline(page), patience).toBe("Below a path");
    expect(await isSamePage(page)).toBe(true);
  });

  it("has its folders for itself", async () => {
    const second = await runCommand("scripts/start.ts", [`--input=${input}`, `--output=${output}`]);
    expect(second.code).toBe(2);
    expect(second.stderr.trim().split("\n")).toHaveLength(1);
    expect(second.stderr).toContain("writing to");
  });

  it("stops when it is told to", async () => {
    expect(await site.stop("SIGINT")).toBe(0);
    await expect(fetch(address)).rejects.toThrow();
  });
});

describe("npm start where there is no good site yet", () => {
  it("shows the report alone, then the site, then what is wrong with a layout", async () => {
    const folder = temporaryFolder("start-layouts");
    const layouts = join(folder, "layouts");
    const input = writeNewsroom({ "articles/rain.md": story({ date: undefined }) });
    const config = writeEleventyConfig(folder, { layouts, reportLanguage: "hi" });
    const site = startSite(input, join(folder, "site"), ["--port=18080", `--config=${config}`]);
    const page = await browser.newPage();
    try {
      const address = await site.address();
      expect(await page.goto(`${address}/desh/rain/`).then((response) => response?.status())).toBe(503);
      expect(await page.locator("html").getAttribute("lang")).toBe("hi");
      expect(await headline(page)).toBe("2 में से 1 फ़ाइलों में 1 गड़बड़ी");
      expect(await page.locator("main").innerText()).toContain("rain.md:2:1  field-missing");

      addFiles(input, { "articles/rain.md": story() });
      await expect.poll(() => headline(page), patience).toBe("Rain");
      expect(await report(page).count()).toBe(0);

      addFiles(layouts, { "parts/headline.njk": "<h1>{{ view.nothing.of.it() }}</h1>" });
      await report(page).waitFor({ timeout: patience.timeout });
      expect(await report(page).innerText()).toContain("headline.njk");
      expect(await headline(page)).toBe("Rain");

      addFiles(layouts, { "parts/headline.njk": "<h1>Mended: {{ view.title }}</h1>" });
      await expect.poll(() => headline(page), patience).toBe("Mended: Rain");
      expect(await report(page).count()).toBe(0);

      writeFileSync(join(folder, "eleventy.config.ts"), "// Another one.\n", { flag: "a" });
      await expect.poll(() => site.printed(), patience).toContain("start again");
    } finally {
      await page.close();
      await site.stop("SIGTERM");
    }
  }, 240_000);
});
