/** Steps of each of red, green and blue: 0, 51, 102 … 255. */
const steps = 5;

/**
 * The colour behind a picture until it is there, as `data-tone` tells it: `3-1-0` is rgb(153 51 0).
 *
 * A strict security policy allows no inline style, and a rule for each of 16 million colours would be a long style
 * sheet: 216 colours need 18 rules, and nobody sees the difference in the second before the picture comes.
 *
 * The colour is the mean of the fullest of 64 boxes of like colours, as in Heckbert's popularity algorithm: the mean of
 * all px would be grey for most pictures.
 *
 * @param rgb px of a small copy of the picture, three bytes each; at least one
 * @see https://doi.org/10.1145/965145.801294
 */
export function toneOf(rgb: Uint8Array): string {
  const counts = new Float64Array(64);
  const sums = new Float64Array(64 * 3);
  for (let at = 0; at + 2 < rgb.length; at += 3) {
    const [red, green, blue] = [rgb[at] as number, rgb[at + 1] as number, rgb[at + 2] as number];
    const box = ((red >> 6) << 4) | ((green >> 6) << 2) | (blue >> 6);
    counts[box] = (counts[box] as number) + 1;
    sums[box * 3] = (sums[box * 3] as number) + red;
    sums[box * 3 + 1] = (sums[box * 3 + 1] as number) + green;
    sums[box * 3 + 2] = (sums[box * 3 + 2] as number) + blue;
  }
  let fullest = 0;
  for (let box = 1; box < 64; box++) {
    if ((counts[box] as number) > (counts[fullest] as number)) fullest = box;
  }
  const step = (channel: number) =>
    Math.round(((sums[fullest * 3 + channel] as number) / (counts[fullest] as number) / 255) * steps);
  return `${step(0)}-${step(1)}-${step(2)}`;
}
