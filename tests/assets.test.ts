import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { bundleAssets } from "../src/assets.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

async function assetsOf(files: Readonly<Record<string, string>>) {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, "assets", name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const assets = await bundleAssets(folder);
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

  it("says in which line of which file a mistake is", async () => {
    const broken = assetsOf({ "trending.js": "let a = 1;\nlet a = 2;\n" });
    await expect(broken).rejects.toThrow(
      /assets\/trending\.js:2 {2}The symbol "a" has already been declared/,
    );
  });
});
