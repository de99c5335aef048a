/** Of sections that choose none, by their order. White is readable on each, at 4.5:1 or more. */
const palette = ["#b3261e", "#1f5fa8", "#2b6e3f", "#8a4b08", "#6a3d9a", "#9c1f5f", "#0f6b73", "#5a5340"];

const white = "#ffffff";
const ink = "#14110f";

/** The colour of a section that chooses none. @param place among the sections, from 0 */
export function paletteColor(place: number): string {
  return palette[place % palette.length] as string;
}

/** White or ink, whichever is read more easily on a colour: at least 4.3:1, and large bold letters need 3:1. */
export function readableOn(color: string): string {
  return contrast(color, white) >= contrast(color, ink) ? white : ink;
}

/**
 * How two colours stand out from each other, 1 to 21.
 *
 * @param a `#rrggbb`
 * @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
 */
export function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
