import { fontScripts } from "./scripts.ts";
import type { FontFile } from "./web-font.ts";

/**
 * The rules that put a font in front of its script's others, at the end of a style sheet.
 *
 * Until the font is there, text is set in the phone's own font of the script, stretched and lifted to take the same
 * room: nothing moves when it comes.
 *
 * @param scriptName a key of `fontScripts`
 * @param addresses of the files, beside the style sheet, by name
 * @see https://drafts.csswg.org/css-fonts-5/#size-adjust-desc
 */
export function fontCss(
  scriptName: string,
  files: readonly FontFile[],
  addresses: ReadonlyMap<string, string>,
): string {
  const script = fontScripts[scriptName];
  if (script === undefined) throw new RangeError(`There is no script "${scriptName}".`);
  const { local, localWidth, unicodeRange } = script;
  const family = `Khabar ${scriptName}`;
  const rules = files.map(
    ({ name, faces }) =>
      `@font-face{font-family:"${family}";src:url(${addresses.get(name)}) format("woff2");font-weight:${faces[0]?.weight};font-display:swap;unicode-range:${unicodeRange}}`,
  );
  const standIns = files
    .flatMap(({ faces }) => faces)
    .map(({ measured, ascent, descent, lineGap, width }) => {
      const weight = measured >= 600 ? "bold" : "regular";
      const scale = width / localWidth[weight];
      // The overrides count from the size after it was adjusted.
      const metrics = [ascent, descent, lineGap].map((part) => percent(part / scale));
      return `@font-face{font-family:"${family} Fallback";src:local("${local.family}${weight === "bold" ? " Bold" : ""}"),local("${local[weight]}");font-weight:${measured};size-adjust:${percent(scale)};ascent-override:${metrics[0]};descent-override:${metrics[1]};line-gap-override:${metrics[2]};unicode-range:${unicodeRange}}`;
    });
  const variable = `--web-${scriptName.toLowerCase()}`;
  const families = [family, `${family} Fallback`, local.family].map((name) => `"${name}"`);
  return [...rules, ...standIns, `:root{${variable}:${families.join()}}`].join("");
}

/** To a hundredth, without zeros at the end. */
function percent(part: number): string {
  return `${Number((part * 100).toFixed(2))}%`;
}
