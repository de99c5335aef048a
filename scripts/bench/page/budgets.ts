/**
 * What a page may weigh. `npm test` fails when it weighs more, and `npm run bench -- page` shows how much it weighs.
 *
 * Bytes as they are sent: compressed with Brotli as a CDN does it while it answers, see `compress.ts`.
 */
const kilobyte = 1024;

export const budgets = {
  /** The HTML of any page. Ten packets, which a server sends before it waits for an answer, hold 14.6 kB. */
  html: 14 * kilobyte,
  /** The HTML of a lite page, which is all of it. */
  liteHtml: 12 * kilobyte,
  /** All style sheets of a page together. */
  css: 6 * kilobyte,
  /** All scripts of a page together. */
  js: 4 * kilobyte,
  /** The search page has more to do: its own style sheet and script, until the first headlines are found. */
  search: { css: 8 * kilobyte, js: 16 * kilobyte },
  /** Web fonts, in files. */
  fonts: 0,
  /** A story with its lead picture on a phone, before anybody scrolls, with the heads of all answers. */
  article: { bytes: 60 * kilobyte, requests: 4 },
  /** A story told in pictures, likewise: those near the first screen are fetched ahead. */
  photoStory: { bytes: 120 * kilobyte, requests: 8 },
  /** The front page, likewise; its pictures are many. */
  home: { bytes: 90 * kilobyte },
  lite: { bytes: 12 * kilobyte, requests: 1 },
} as const;

/**
 * A sentence about what is too heavy.
 *
 * @param what `the HTML of /desh/rain/`
 * @returns `undefined` for what keeps its budget
 */
export function overBudget(what: string, bytes: number, budget: number): string | undefined {
  if (bytes <= budget) return undefined;
  return `${what}: ${count(bytes)} bytes, ${count(bytes - budget)} more than its budget of ${count(budget)}`;
}

const count = (value: number) => value.toLocaleString("en");
