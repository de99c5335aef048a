import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { bundleAssets, bundleWorker } from "../src/assets.ts";
import { defaults, type Settings } from "../src/options.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

async function assetsOf(files: Readonly<Record<string, string>>, chosen: Partial<Settings> = {}) {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, "assets", name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const assets = await bundleAssets({ ...defaults, ...chosen, layouts: folder });
  return {
    address: (name: string) => assets.get(name)?.address,
    text: (name: string) => Buffer.from(assets.get(name)?.content ?? "").toString(),
  };
}

describe("the files of layouts/assets", () => {
  it("puts a site's own tokens into our style sheet, and leaves the rest of ours in it", async () => {
    const ours = await assetsOf({});
    const own = await assetsOf({ "css/tokens.css": ":root { --accent: #00539b }" });
    expect(ours.text("khabar.css")).toContain("#a8201c");
    expect(own.text("khabar.css")).toContain("#00539b");
    expect(own.text("khabar.css")).not.toContain("#a8201c");
    expect(own.text("khabar.css")).toContain(".comment-form");
    expect(own.address("khabar.css")).not.toBe(ours.address("khabar.css"));
  });

  it("puts a site's brand after everything of ours", async () => {
    const own = await assetsOf({
      "css/brand.css": ":root { --accent-light: #00539b; --accent-dark: #8ac7ff }",
    });
    expect(own.text("khabar.css")).toMatch(/:root\{--accent-light: ?#00539b;--accent-dark: ?#8ac7ff ?\}$/);
  });

  it("leaves a site's other files as they are", async () => {
    const text = "function used_by_a_button( ) { alert( 1 ) }\n";
    const own = await assetsOf({ "shop.js": text, "khabar.css": ".a { background: url(./dot.png) }" });
    expect(own.text("shop.js")).toBe(text);
    expect(own.address("shop.js")).toMatch(/^\/assets\/shop\.[0-9a-f]{8}\.js$/);
    expect(own.text("khabar.css")).toBe(".a{background:url(./dot.png)}");
  });

  it("names a file that a style sheet shows as it is named in the output", async () => {
    const own = await assetsOf({
      "paper.svg": "<svg/>",
      "css/brand.css": ".a { background: url(../paper.svg) }",
    });
    const name = own.address("paper.svg")?.replace("/assets/", "");
    expect(own.text("khabar.css")).toContain(`.a{background:url(./${name})}`);
  });

  it("says in which line of which file a mistake is", async () => {
    const broken = assetsOf({ "js/share.js": "let a = 1;\nlet a = 2;\n" });
    await expect(broken).rejects.toThrow(
      /assets\/js\/share\.js:2 {2}The symbol "a" has already been declared/,
    );
  });
});

const everything: Partial<Settings> = {
  offline: true,
  trending: { ...defaults.trending, delivery: "client" },
};

const nothing: Partial<Settings> = {
  reading: {
    share: false,
    save: false,
    listen: false,
    progress: false,
    contents: false,
    readingTime: false,
  },
  embeds: "link",
};

describe("the script of a page", () => {
  it("is at most 4 KB compressed with everything in it", async () => {
    const script = Buffer.from((await assetsOf({}, everything)).text("khabar.js"));
    expect(gzipSync(script).byteLength).toBeLessThanOrEqual(4096);
  });

  it.each<[string, RegExp, Partial<Settings>]>([
    ["share", /clipboard/, { reading: { ...defaults.reading, share: false } }],
    ["save", /aria-pressed/, { reading: { ...defaults.reading, save: false } }],
    ["listen", /speechSynthesis/, { reading: { ...defaults.reading, listen: false } }],
    ["embeds", /iframe/, { embeds: "link" }],
    ["offline", /serviceWorker/, { offline: false }],
    ["the live list", /generatedAt/, { trending: { ...defaults.trending, delivery: "baked" } }],
  ])("has nothing of %s where that is off", async (_, mark, off) => {
    expect((await assetsOf({}, everything)).text("khabar.js")).toMatch(mark);
    expect((await assetsOf({}, { ...everything, ...off })).text("khabar.js")).not.toMatch(mark);
  });

  it("is another file, by another name, where another option is on", async () => {
    const [all, none] = await Promise.all([assetsOf({}, everything), assetsOf({}, nothing)]);
    expect(all.address("khabar.js")).not.toBe(none.address("khabar.js"));
    expect(none.text("khabar.js").length).toBeLessThan(1000);
  });
});

describe("the service worker", () => {
  it("is at most 3 KB as it is sent, and the one that goes away is smaller still", async () => {
    const keeping = await bundleWorker({ ...defaults, offline: true });
    const going = await bundleWorker({ ...defaults, offline: false });
    expect(Buffer.byteLength(keeping)).toBeLessThanOrEqual(2800);
    expect(keeping).toContain("fetch");
    expect(Buffer.byteLength(going)).toBeLessThan(600);
    expect(going).toContain("unregister");
  });
});
