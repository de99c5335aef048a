import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { unpackWoff } from "../../src/cards/unpack-woff.ts";

/** A browser for the tests: plain data, so that the global setup can pass it to every test file. */
export interface BrowserPlace {
  readonly executable: string;
  readonly environment: Readonly<Record<string, string>>;
}

const windowsFolders = [process.env.PROGRAMFILES, process.env["PROGRAMFILES(X86)"], process.env.LOCALAPPDATA];

const usualPlaces: readonly string[] = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ...windowsFolders.flatMap((folder) =>
    folder === undefined
      ? []
      : [
          join(folder, "Google/Chrome/Application/chrome.exe"),
          join(folder, "Chromium/Application/chrome.exe"),
        ],
  ),
];

/**
 * Finds a Chromium: the one that `CHROME_PATH` names, one that is installed, else the one in the npm package
 * `@sparticuz/chromium`. `KHABAR_BROWSER=packaged` asks for the last.
 *
 * @param folder where the packaged browser and its fonts may be unpacked
 * @throws {Error} that says what to install, if there is none
 */
export async function findBrowser(folder: string): Promise<BrowserPlace> {
  const asked = process.env.CHROME_PATH;
  if (asked !== undefined && asked !== "" && !existsSync(asked)) {
    throw new Error(`CHROME_PATH is ${asked}, but there is no such file. Correct it, or remove it.`);
  }
  const packaged = process.env.KHABAR_BROWSER === "packaged";
  const installed = packaged ? undefined : asked || usualPlaces.find((path) => existsSync(path));
  return {
    executable: installed ?? (await unpackBrowser(folder)),
    environment: process.platform === "linux" ? { FONTCONFIG_FILE: writeFontsConf(folder) } : {},
  };
}

async function unpackBrowser(folder: string): Promise<string> {
  const advice = "Install Chromium or Chrome, or name one with CHROME_PATH=/path/to/chrome.";
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error(`The browser tests found no Chromium. ${advice}`);
  }
  const before = process.env.TMPDIR;
  try {
    const { default: chromium } = await import("@sparticuz/chromium");
    // The package unpacks into the folder for temporary files, where it would find a half-unpacked one of others.
    process.env.TMPDIR = folder;
    return await chromium.executablePath();
  } catch (error) {
    throw new Error(`The browser of @sparticuz/chromium could not be unpacked. ${advice}`, { cause: error });
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

/** Families of npm for the scripts of the sample newsroom, each with the files it is in. */
const families: Readonly<Record<string, readonly string[]>> = {
  "noto-sans-devanagari": ["devanagari", "latin"],
  "noto-sans-tamil": ["tamil"],
  "noto-sans-bengali": ["bengali"],
  "noto-nastaliq-urdu": ["arabic"],
};

/** A bare machine has no Indic letters: these come from npm, after the machine's own. */
function writeFontsConf(folder: string): string {
  const fonts = join(folder, "fonts-from-npm");
  mkdirSync(fonts, { recursive: true });
  const { resolve } = createRequire(import.meta.url);
  for (const [family, scripts] of Object.entries(families)) {
    const packageFolder = dirname(resolve(`@fontsource/${family}/package.json`));
    for (const script of scripts) {
      for (const weight of [400, 700]) {
        const name = `${family}-${script}-${weight}-normal`;
        const woff = readFileSync(join(packageFolder, "files", `${name}.woff`));
        writeFileSync(join(fonts, `${name}.ttf`), unpackWoff(woff));
      }
    }
  }
  const file = join(folder, "fonts.conf");
  const folders = ["/usr/share/fonts", "/usr/local/share/fonts", fonts].map(
    (path) => `  <dir>${path}</dir>\n`,
  );
  // Without these, names such as system-ui mean whichever font comes first.
  const aliases = [
    ["system-ui", "Noto Sans", "Noto Sans Devanagari"],
    ["sans", "Noto Sans", "Noto Sans Devanagari"],
    ["sans-serif", "Noto Sans", "Noto Sans Devanagari"],
    ["serif", "Noto Serif", "DejaVu Serif"],
    ["Georgia", "Noto Serif", "DejaVu Serif"],
  ].map(([name, ...families]) => {
    const wanted = families.map((family) => `<family>${family}</family>`).join("");
    return `  <alias><family>${name}</family><prefer>${wanted}</prefer></alias>\n`;
  });
  writeFileSync(
    file,
    `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n${folders.join("")}${aliases.join("")}  <cachedir>${join(folder, "fonts-cache")}</cachedir>\n</fontconfig>\n`,
  );
  return file;
}
