import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { buildSite, reportOf } from "../tests/support/build-site.ts";
import { findBrowser } from "../tests/support/find-browser.ts";
import { repository, sampleMoment } from "../tests/support/repository.ts";
import { serve } from "../tests/support/serve.ts";
import { readFlags } from "./command-line.ts";
import { guidePictures, type Picture, sampleKinds } from "./pictures/sample-pages.ts";

const help = `npm run pictures -- [flags]

Builds the sample newsroom and takes the pictures of docs/pictures anew, for the designer's guide.

  --look=FOLDER   instead, every kind of page whole, at 360, 768, 1280 and 2560 pixels, light and dark, into FOLDER
  --only=NAME     only pictures whose name fits this regular expression
  --site=FOLDER   a site that is built already`;

const { values } = readFlags(
  { look: { type: "string" }, only: { type: "string" }, site: { type: "string" } } as const,
  help,
);

/** Those below and above the window wait for their turn, and may. */
const decodeSeenPictures = `Promise.all([...document.images].map((image) => {
  const { top, bottom } = image.getBoundingClientRect();
  if (bottom < 0 || top > innerHeight) return undefined;
  image.loading = "eager";
  return image.decode();
}))`;

const folder = resolve(values.look ?? join(repository, "docs/pictures"));
const wanted = (values.look === undefined ? guidePictures : lookAtAll()).filter(({ name }) =>
  new RegExp(values.only ?? "").test(name),
);
const scratch = mkdtempSync(join(tmpdir(), "khabar-pictures-"));
mkdirSync(folder, { recursive: true });
try {
  const site = values.site === undefined ? await buildSample() : resolve(values.site);
  const server = await serve(site);
  const { executable, environment } = await findBrowser(scratch);
  const browser = await chromium.launch({
    executablePath: executable,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars"],
    env: { ...(process.env as Record<string, string>), ...environment },
  });
  try {
    for (const picture of wanted) await take(browser, server.url, picture);
  } finally {
    await browser.close();
    await server.close();
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function buildSample(): Promise<string> {
  const output = join(scratch, "site");
  reportOf(await buildSite({ input: join(repository, "content"), output, now: sampleMoment }));
  return output;
}

function lookAtAll(): Picture[] {
  return Object.entries(sampleKinds).flatMap(([kind, path]) =>
    [360, 768, 1280, 2560].flatMap((width) =>
      (["light", "dark"] as const).map((scheme) => ({
        name: `${kind}-${width}-${scheme}`,
        path,
        width,
        scheme,
      })),
    ),
  );
}

async function take(browser: Browser, url: string, picture: Picture): Promise<void> {
  const { name, path, width, height, scheme = "light", scale = 1 } = picture;
  const context = await browser.newContext({
    viewport: { width, height: height ?? 900 },
    deviceScaleFactor: scale,
    colorScheme: scheme,
    reducedMotion: "reduce",
  });
  try {
    const page = await context.newPage();
    // A busy machine takes its time.
    page.setDefaultTimeout(180_000);
    await page.goto(url + path, { waitUntil: "load" });
    if (height === undefined) await showAll(page);
    if (picture.from !== undefined) {
      await page.evaluate(`document.querySelector(${JSON.stringify(picture.from)}).scrollIntoView()`);
    }
    await page.evaluate(decodeSeenPictures);
    if (picture.open !== undefined) await page.locator(picture.open).click();
    const format = values.look === undefined ? "webp" : "jpeg";
    const file = join(folder, `${name}.${format}`);
    writeFileSync(file, await capture(page, format));
    console.log(`${file}  ${Math.round(statSync(file).size / 1024)} KB`);
  } finally {
    await context.close();
  }
}

/** Makes the window as high as the page, so that pictures which wait for their turn are loaded too. */
async function showAll(page: Page): Promise<void> {
  const height = (await page.evaluate("document.documentElement.scrollHeight")) as number;
  const width = page.viewportSize()?.width ?? 360;
  await page.setViewportSize({ width, height: Math.min(height, 12_000) });
  await page.evaluate(
    "Promise.all([...document.images].map((image) => { image.loading = 'eager'; return image.decode(); }))",
  );
}

/** Playwright's own screenshots cannot be WebP. */
async function capture(page: Page, format: "webp" | "jpeg"): Promise<Buffer> {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send("Page.captureScreenshot", { format, quality: 80 });
  return Buffer.from(data, "base64");
}
