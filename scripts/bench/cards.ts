import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import type { Card } from "../../src/cards/card.ts";
import { openCardStyle } from "../../src/cards/card-style.ts";
import { paletteColor, readableOn } from "../../src/cards/colors.ts";
import type { CardDrawer } from "../../src/cards/draw-card.ts";
import { findTakumi } from "../../src/cards/takumi.ts";
import { keepAll } from "../../src/emit/output-file.ts";
import { directionOf } from "../../src/language/languages.ts";
import { median } from "./measure.ts";

/** How long cards take; milliseconds. */
export interface CardRow {
  readonly engine: string;
  readonly cards: "plain" | "with a picture";
  /** Medians of one card after the other: by the clock, and by the processor. */
  readonly wall: number;
  readonly cpu: number;
  readonly kilobytes: number;
  /** Of many, some at once: a card by the clock, by the processor, and the largest memory of the process, MB. */
  readonly manyWall: number;
  readonly manyCpu: number;
  readonly many: number;
  readonly peak: number;
}

const runs = 21;

const headlines = [
  ["hi", "राष्ट्रपति ने ज़िले के क्षत्रिय विद्यार्थियों को पुरस्कार दिया, कहा: श्रृंखला बढ़ेगी"],
  ["hi", "भारी बारिश से नगर थमा"],
  ["en", "Boatmen row patients to dialysis as “Tarang” floods the city for a third night"],
  ["ur", "دیوگنج کے ملاح: سیلاب میں اسپتال تک پہنچانے والی کشتیاں"],
  ["ta", "புயல் கடந்த மீனாபட்டியில் படகுகள் மீண்டும் கடலுக்கு"],
  ["bn", "চা-বাগানের ঝুড়িতে বই: শ্রমিকদের মেয়েদের চলমান পাঠাগার"],
] as const;

/**
 * Draws cards with each engine of this machine, plain and with a picture of 1200 px.
 *
 * @param many how many are drawn some at once
 * @param picture place on disk
 */
export async function benchCards(many: number, picture: string): Promise<CardRow[]> {
  if (!existsSync(picture)) throw new Error(`There is no picture ${picture}.`);
  const folder = mkdtempSync(join(tmpdir(), "khabar-cards-"));
  try {
    const rows: CardRow[] = [];
    for (const engine of ["takumi", "sharp"] as const) {
      if (engine === "takumi" && findTakumi() === undefined) continue;
      const drawer = openCardStyle({ engine, fonts: [] }, "layouts").openDrawer(folder);
      for (const cards of ["plain", "with a picture"] as const) {
        const cardOf = (number: number) => aCard(number, cards === "plain" ? undefined : picture);
        rows.push({ engine, cards, ...(await measureCards(drawer, cardOf, many)) });
      }
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureCards(
  drawer: CardDrawer,
  cardOf: (number: number) => Card,
  many: number,
): Promise<Omit<CardRow, "engine" | "cards">> {
  for (let number = 0; number < headlines.length; number++) await drawer.draw(cardOf(number));
  const walls: number[] = [];
  const cpus: number[] = [];
  const sizes: number[] = [];
  for (let number = 0; number < runs; number++) {
    const from = [performance.now(), cpuMilliseconds()] as const;
    sizes.push((await drawer.draw(cardOf(number))).length / 1000);
    walls.push(performance.now() - from[0]);
    cpus.push(cpuMilliseconds() - from[1]);
  }
  let peak = 0;
  const from = [performance.now(), cpuMilliseconds()] as const;
  const files = Array.from({ length: many }, (_, number) => ({
    path: `${number}`,
    parts: [],
    async keep() {
      await drawer.draw(cardOf(number));
      peak = Math.max(peak, process.memoryUsage.rss());
      return "";
    },
  }));
  await keepAll(files, availableParallelism());
  return {
    wall: median(walls),
    cpu: median(cpus),
    kilobytes: median(sizes),
    many,
    manyWall: (performance.now() - from[0]) / many,
    manyCpu: (cpuMilliseconds() - from[1]) / many,
    peak: peak / 1e6,
  };
}

function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** No two have the same words. */
function aCard(number: number, picture: string | undefined): Card {
  const [language, headline] = headlines[number % headlines.length] as (typeof headlines)[number];
  const color = paletteColor(number);
  return {
    kind: "story",
    language,
    direction: directionOf(language),
    headline: `${headline} ${number}`,
    deck: undefined,
    brand: "भोर समाचार",
    logo: undefined,
    section: "देश",
    color,
    onColor: readableOn(color),
    kicker: undefined,
    date: "22 नवंबर 2026",
    picture: picture === undefined ? undefined : { disk: picture, focus: undefined },
  };
}

/** The rows as a table of Markdown. */
export function showCardRows(rows: readonly CardRow[]): string {
  const head =
    "| engine | cards | one: wall ms | one: CPU ms | KB | many | wall ms each | CPU ms each | peak MB |\n|---|---|---:|---:|---:|---:|---:|---:|---:|";
  const ms = (value: number) => value.toFixed(1);
  const lines = rows.map(
    (row) =>
      `| ${row.engine} | ${row.cards} | ${ms(row.wall)} | ${ms(row.cpu)} | ${row.kilobytes.toFixed(0)} | ${row.many} | ${ms(row.manyWall)} | ${ms(row.manyCpu)} | ${row.peak.toFixed(0)} |`,
  );
  return [head, ...lines].join("\n");
}
