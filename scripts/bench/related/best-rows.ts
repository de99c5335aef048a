import { shown } from "./item.ts";

/**
 * The rows with the highest scores above 0, of equals the first.
 *
 * @returns at most {@link shown}, best first, without `self`
 */
export function bestRows(scores: Float64Array, self: number): number[] {
  const best: number[] = [];
  let bar = 0;
  for (let row = 0; row < scores.length; row++) {
    const score = scores[row] as number;
    if (score <= bar || row === self) continue;
    let place = best.length;
    while (place > 0 && (scores[best[place - 1] as number] as number) < score) place--;
    best.splice(place, 0, row);
    if (best.length > shown) best.pop();
    if (best.length === shown) bar = scores[best[shown - 1] as number] as number;
  }
  return best;
}
