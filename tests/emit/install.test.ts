import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { type InstallSource, iconFiles } from "../../src/emit/install.ts";
import { emitWorker } from "../../src/emit/worker.ts";
import { webManifest } from "../../src/render/manifest.ts";
import { aSite } from "../fixtures/newsroom.ts";
import { repository } from "../support/repository.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const install = { shortName: undefined, themeColor: "#a8201c", backgroundColor: "#ffffff" };

function source(logo?: string): InstallSource {
  return {
    site: aSite({}),
    install,
    logo: logo === undefined ? undefined : { disk: logo, digest: 1 },
    folder: temporaryFolder("icons"),
    parts: (made) => [made],
  };
}

/** Colour of a pixel as `r,g,b`, by its place in 0..1. */
async function colourAt(file: string, x: number, y: number): Promise<string> {
  const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels;
  return [...data.subarray(at, at + 3)].join();
}

describe("the icons", () => {
  it("hold the logo in the middle, well inside where a system may cut the corners off", async () => {
    const [any, , maskable] = await Promise.all(
      iconFiles(source(join(repository, "content/media/logo.svg"))).map((icon) => icon.keep()),
    );
    // The logo's own red, and the ground around it.
    expect(await colourAt(any as string, 0.5, 0.15)).toBe("179,38,30");
    expect(await colourAt(any as string, 0.02, 0.02)).toBe("255,255,255");
    expect(await colourAt(maskable as string, 0.5, 0.15)).toBe("255,255,255");
  });

  it.each([
    ["no logo", () => undefined],
    [
      "a logo that is no picture",
      () => {
        const file = join(temporaryFolder("broken"), "logo.png");
        writeFileSync(file, "not a picture");
        return file;
      },
    ],
  ])("are drawn where there is %s, in the site's colour", async (_, logo) => {
    const [any] = await Promise.all(iconFiles(source(logo())).map((icon) => icon.keep()));
    expect(await sharp(any).metadata()).toMatchObject({ width: 192, height: 192, format: "png" });
    expect(await colourAt(any as string, 0.02, 0.02)).toBe("168,32,28");
    expect(await colourAt(any as string, 0.5, 0.5)).toBe("255,255,255");
  });

  it("are the same bytes again", async () => {
    const logo = join(repository, "content/media/logo.svg");
    const bytes = async () =>
      Promise.all(
        iconFiles(source(logo)).map(async (icon) => readFileSync(await icon.keep()).toString("hex")),
      );
    expect(await bytes()).toEqual(await bytes());
  });
});

describe("the manifest", () => {
  it("has the site's base path in every address, its language and its direction", () => {
    const site = aSite({ name: "روزنامہ صبح", language: "ur", basePath: "/news" });
    const manifest = JSON.parse(webManifest(site, install));
    expect(manifest).toMatchObject({ start_url: "/news/", scope: "/news/", lang: "ur", dir: "rtl" });
    expect(manifest.icons[0].src).toMatch(/^\/news\/assets\//);
  });

  it("cuts a long name at a word, unless the site says how it is called", () => {
    const site = aSite({ name: "देवगंज और आसपास की खबरें" });
    expect(JSON.parse(webManifest(site, install)).short_name).toBe("देवगंज और");
    expect(JSON.parse(webManifest(site, { ...install, shortName: "देवगंज" })).short_name).toBe("देवगंज");
  });
});

describe("sw.js", () => {
  const worker = (madeFrom: string) =>
    emitWorker({ code: async () => "run();", shell: ["/offline/"], madeFrom, parts: (made) => [made] });

  it("is another file exactly when what it keeps for itself is other", async () => {
    const [one, same, other] = await Promise.all(["a", "a", "b"].map((from) => worker(from).make()));
    expect(one).toBe(same);
    expect(one).not.toBe(other);
    expect(worker("a").parts).not.toEqual(worker("b").parts);
    expect(one).toContain('"shell":["/offline/"]');
  });
});
