import { bestRows } from "./best-rows.ts";
import { compareDates, type Item, type Ranking } from "./item.ts";

/** Hugo's own settings where a site has none. */
const threshold = 80;
const weights = { keywords: 100, date: 10 } as const;

/**
 * What Hugo relates with its own settings: equal keywords, here the tags, and the year of the date.
 *
 * Each shared keyword adds the weight of its index. Items newer than the one asked for are left out. By weight, then
 * newest first, then by name, which is the title.
 *
 * @see https://github.com/gohugoio/hugo/blob/master/related/inverted_index.go
 */
export function hugoRanking(items: readonly Item[]): Ranking {
  const order = items
    .map((_, row) => row)
    .sort((a, b) => compareInHugo(items[a] as Item, items[b] as Item) || a - b);
  const placeOf = new Int32Array(items.length);
  const placesOf = new Map<string, number[]>();
  for (const [place, row] of order.entries()) {
    placeOf[row] = place;
    for (const tag of items[row]?.tags ?? []) {
      const places = placesOf.get(tag);
      if (places === undefined) placesOf.set(tag, [place]);
      else places.push(place);
    }
  }
  // NaN for none, which is neither newer nor equal.
  const dates = Float64Array.from(order, (row) => items[row]?.date ?? Number.NaN);
  const years = Float64Array.from(order, (row) => items[row]?.year ?? Number.NaN);
  const matches = new Int32Array(items.length);
  const touched = new Int32Array(items.length);
  const scores = new Float64Array(items.length);
  return (row) => {
    const own = placeOf[row] as number;
    const date = dates[own] as number;
    const year = years[own] as number;
    let touchedCount = 0;
    // Items that share nothing but the year are never shown, so that only tags need to be looked up.
    for (const tag of items[row]?.tags ?? []) {
      for (const place of placesOf.get(tag) ?? []) {
        if (matches[place] === 0) touched[touchedCount++] = place;
        matches[place] = (matches[place] as number) + 1;
      }
    }
    if (touchedCount === 0) return [];
    for (let index = 0; index < touchedCount; index++) {
      const place = touched[index] as number;
      const keywords = matches[place] as number;
      const isOfYear = years[place] === year;
      const weight = keywords * weights.keywords + (isOfYear ? weights.date : 0);
      const isNewer = (dates[place] as number) > date;
      scores[place] = !isNewer && isShown(weight, keywords + Number(isOfYear)) ? weight : 0;
      matches[place] = 0;
    }
    const best = bestRows(scores, own).map((place) => order[place] as number);
    scores.fill(0);
    return best;
  };
}

/** Whether the mean weight of the matches reaches what is asked of so many matches. */
export function isShown(weight: number, matches: number): boolean {
  return normalised(Math.floor(weight / matches)) >= Math.floor(threshold / matches);
}

/** On a scale from the least weight to the greatest, 0 to 100. */
function normalised(weight: number): number {
  return Math.floor(((weight - weights.date) / (weights.keywords - weights.date)) * 100 + 0.5);
}

function compareInHugo(a: Item, b: Item): number {
  return compareDates(a, b) || (a.title < b.title ? -1 : a.title > b.title ? 1 : 0);
}
