import { closeSync, openSync, writeSync } from "node:fs";
import { pick, type Random, seededRandom } from "./seeded-random.ts";

/** The moment at which a generated log ends: the next line would be of then. */
export const logEnd = Date.parse("2026-11-23T06:30:00Z");
const spanSeconds = 24 * 3600;

/** Stories of the site that the log is of; story 0 is the newest and read most. */
export const storiesInLog = 20_000;

export function storyPath(number: number): string {
  return `/${number % 2 === 0 ? "desh" : "videsh"}/khabar-${number}/`;
}

const phones = Array.from(
  { length: 2000 },
  (_, n) =>
    `Mozilla/5.0 (Linux; Android ${8 + (n % 7)}; SM-A${100 + n}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${100 + (n % 40)}.0.${n}.1 Mobile Safari/537.36`,
);
const robots = [
  "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
  "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
  "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
  "curl/8.5.0",
];
const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const two = (number: number) => String(number).padStart(2, "0");

/**
 * Writes an access log of one day in the combined format: of a hundred lines some 42 are stories, 45 what pages
 * need, 8 robots, and the rest redirects, errors and feeds. A reader makes eight requests.
 *
 * @returns bytes
 */
export function generateLog(file: string, lines: number, seed = 20261123): number {
  const random = seededRandom(seed);
  const readers = Math.ceil(lines / 8);
  const handle = openSync(file, "w");
  let bytes = 0;
  let text = "";
  const flush = () => {
    bytes += writeSync(handle, text);
    text = "";
  };
  try {
    for (let line = 0; line < lines; line++) {
      const at = new Date(logEnd - spanSeconds * 1000 * (1 - line / lines) + 330 * 60_000);
      const moment = `${two(at.getUTCDate())}/${months[at.getUTCMonth()]}/${at.getUTCFullYear()}:${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} +0530`;
      const kind = random();
      const isRobot = kind > 0.92;
      // Readers are there for a while: those of one hour are others than those of the next.
      const reader = Math.floor(((line / lines) * 0.9 + random() * 0.1) * readers);
      const ip = isRobot ? `66.249.66.${line % 200}` : ipOf(reader);
      const agent = isRobot ? pick(random, robots) : (phones[reader % phones.length] as string);
      const { path, status } = requestOf(random, kind);
      text += `${ip} - - [${moment}] "GET ${path} HTTP/2.0" ${status} ${Math.floor(random() * 90_000)} "https://bhor.example/" "${agent}"\n`;
      if (text.length > 1 << 20) flush();
    }
    flush();
  } finally {
    closeSync(handle);
  }
  return bytes;
}

function ipOf(reader: number): string {
  return `${49 + (reader % 150)}.${(reader >> 4) % 256}.${(reader >> 9) % 256}.${(reader * 7) % 256}`;
}

function requestOf(random: Random, kind: number): { path: string; status: number } {
  const story = storyPath(Math.floor(storiesInLog * random() ** 4));
  if (kind < 0.3 || kind > 0.92) return { path: story, status: 200 };
  if (kind < 0.4)
    return { path: `${story}?utm_source=whatsapp&fbclid=${Math.floor(random() * 1e12)}`, status: 200 };
  if (kind < 0.42) return { path: story, status: 304 };
  if (kind < 0.87) {
    const path =
      random() < 0.5 ? "/assets/khabar.1a2b3c4d.css" : `/media/p${Math.floor(random() * 9999)}.jpg`;
    return { path, status: 200 };
  }
  if (kind < 0.88) return { path: story.slice(0, -1), status: 301 };
  if (kind < 0.89) return { path: "/old/address/", status: 404 };
  return kind < 0.9 ? { path: "/feed.xml", status: 200 } : { path: "/", status: 200 };
}
