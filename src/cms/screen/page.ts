import { escapeText } from "../../render/escape.ts";
import type { Screen } from "./widgets.ts";
import { screenLanguage, screenWords } from "./words.ts";

/**
 * The page of the editing screen: scripts and a style sheet, all of them beside it.
 *
 * @param language of the site
 * @param siteName for the browser's tab; `""` if it is not known
 */
export function screenPage(screen: Screen, language: string, siteName: string): string {
  const { title } = screenWords(language).screen;
  const name = siteName === "" ? title : `${title} – ${siteName}`;
  const scripts =
    screen === "decap"
      ? `<script src="cms/decap-cms.js" defer></script>
<script src="browser/decap.js" type="module"></script>`
      : `<script src="browser/sveltia.js" type="module"></script>`;
  return `<!DOCTYPE html>
<html lang="${screenLanguage(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeText(name)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="browser/screen.css">
<script src="browser/before.js"></script>
${scripts}
</head>
<body>
</body>
</html>
`;
}

/**
 * What the page may do. Decap's checks of its configuration are made with `eval`, and its styles stand in the page;
 * all else is forbidden, and anything from another address too.
 */
export const screenPolicy = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-eval' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "media-src 'self' data: blob:",
  "connect-src 'self' data: blob:",
  "worker-src 'self' blob:",
  "frame-src 'self' blob: about:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** A page that says what to install where the screen's package is not there. */
export function missingPage(screen: Screen, language: string, advice: string): string {
  const { title } = screenWords(language).screen;
  return `<!DOCTYPE html>
<html lang="${screenLanguage(language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeText(title)}</title></head>
<body><h1>${escapeText(title)}</h1><p>${escapeText(advice)}</p><pre>${escapeText(installCommand(screen))}</pre></body>
</html>
`;
}

/** Packages that the screens name as theirs and that are in their finished files already: 315 MB of Decap's 381. */
const needless: Readonly<Record<Screen, readonly string[]>> = {
  decap: [
    "codemirror",
    "create-react-class",
    "decap-cms-app",
    "decap-cms-media-library-cloudinary",
    "decap-cms-media-library-uploadcare",
    "file-loader",
    "react",
    "react-dom",
    "svgo-loader",
  ],
  sveltia: [
    "@shikijs/langs",
    "@shikijs/themes",
    "exifr",
    "immutable",
    "leaflet",
    "svgo",
    "terra-draw",
    "terra-draw-leaflet-adapter",
    "turndown",
  ],
};

/** The npm package of each screen. */
export const screenPackages: Readonly<Record<Screen, { readonly name: string; readonly version: string }>> = {
  decap: { name: "decap-cms", version: "~3.16.3" },
  sveltia: { name: "@sveltia/cms", version: "~0.221.1" },
};

/** What to write into `package.json` so that a screen is installed without what it does not need. */
export function installCommand(screen: Screen): string {
  const { name, version } = screenPackages[screen];
  const overrides = Object.fromEntries(needless[screen].map((each) => [each, nothing]));
  const added = { devDependencies: { [name]: version }, overrides: { [name]: overrides } };
  return JSON.stringify(added, null, 2);
}

/** A package without anything in it. */
const nothing = "npm:empty-npm-package@1.0.0";
