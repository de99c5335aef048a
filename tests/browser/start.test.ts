import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { forgetState } from "../support/build-site.ts";
import { openBrowser } from "../support/open-browser.ts";
import { repository } from "../support/repository.ts";
import { listen } from "../support/serve.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { addFiles, story, writeNewsroom } from "../support/write-newsroom.ts";

/** Long enough for a busy machine; nothing waits longer than it must. */
const patience = { timeout: 45_000, interval: 100 };

let child: ChildProcess;
let printed = "";
let input: string;
let output: string;
let url: string;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  input = writeNewsroom({
    "articles/rain.md": story({ title: "First headline" }),
    "articles/secret.md": story({ title: "Zqsecret", status: "draft" }),
  });
  output = join(temporaryFolder("start"), "site");
  // A port that was free a moment ago.
  const free = await listen(() => undefined);
  url = free.url;
  await free.close();
  const flags = [`--input=${input}`, `--output=${output}`, `--port=${new URL(url).port}`];
  child = spawn(process.execPath, ["--import", "tsx", "scripts/start.ts", ...flags], {
    cwd: repository,
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
    });
  }
  browser = await openBrowser();
  page = await browser.newPage();
});

afterAll(async () => {
  await browser?.close();
  if (child?.exitCode === null && child.signalCode === null) {
    child.kill("SIGKILL");
    await once(child, "close");
  }
  forgetState(input, output);
});

const statusOf = (path: string) =>
  fetch(url + path).then(
    ({ status }) => status,
    () => 0,
  );
const headline = () =>
  page
    .locator("h1")
    .textContent({ timeout: 1000 })
    .catch(() => "");

describe("npm start", () => {
  it("serves the site on this machine, shows what a writer changes, and keeps the last good page while a file is broken", async () => {
    await expect.poll(() => statusOf("/desh/rain/"), patience).toBe(200);
    await page.goto(`${url}/desh/rain/`);
    expect(await headline()).toBe("First headline");
    expect(await statusOf("/desh/secret/")).toBe(404);

    addFiles(input, { "articles/rain.md": story({ title: "Second headline" }) });
    // The open page changes by itself.
    await expect.poll(headline, patience).toBe("Second headline");

    addFiles(input, { "articles/rain.md": story({ title: "Third headline", section: "dehs" }) });
    await expect.poll(() => printed, patience).toMatch(/rain\.md:4:\d+ {2}section-unknown/);
    await expect.poll(() => printed, patience).toContain("Did you mean “desh”?");
    expect(await fetch(`${url}/desh/rain/`).then((response) => response.text())).toContain(
      "Second headline</h1>",
    );

    addFiles(input, {
      "articles/rain.md": story({ title: "Third headline" }),
      "articles/sun.md": story({ title: "Sun" }),
    });
    await expect.poll(() => statusOf("/desh/sun/"), patience).toBe(200);
    await expect.poll(headline, patience).toBe("Third headline");

    addFiles(input, { "articles/sun.md": story({ title: "Sun", status: "draft" }) });
    await expect.poll(() => statusOf("/desh/sun/"), patience).toBe(404);
  }, 240_000);

  it("listens on this machine alone, and tells the address", () => {
    expect(printed).toContain(new URL(url).port);
    expect(printed).not.toMatch(/http:\/\/(?!localhost|127\.0\.0\.1|\[::1\])/);
  });

  it("stops when it is told to", async () => {
    const closed = once(child, "close");
    child.kill("SIGINT");
    await closed;
    expect(await statusOf("/desh/rain/")).toBe(0);
  });
});
