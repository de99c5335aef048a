import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { CardDrawer } from "../cards/draw-card.ts";
import { digestOf } from "../language/digest.ts";
import { pageParts } from "../plan/page-parts.ts";
import type { SharedCards } from "../plan/shared-cards.ts";
import type { DerivedFile } from "./output-file.ts";

/**
 * The cards of a site, each drawn when it is asked for and not there yet.
 *
 * The folder never holds more than a quarter beyond what the site has: before the first card of a build is drawn, files
 * that no card needs are taken away if there are too many of them.
 *
 * @param folder keeps cards from build to build; a card's name carries a digest of all that it shows
 * @param openDrawer asked once, if there is something to draw
 */
export function cardFiles(
  cards: SharedCards | undefined,
  folder: string,
  openDrawer: () => CardDrawer,
): DerivedFile[] {
  if (cards === undefined) return [];
  const planned = cards.all();
  let drawer: CardDrawer | undefined;
  const open = () => {
    mkdirSync(folder, { recursive: true });
    sweep(folder, new Set(planned.map(({ path }) => basename(path))));
    return openDrawer();
  };
  return planned.map(({ path, card }) => ({
    path,
    // The name says all.
    parts: pageParts.map((_, part) => (part === 0 ? digestOf(path) : 0)),
    async keep() {
      const place = join(folder, basename(path));
      if (existsSync(place)) return place;
      drawer ??= open();
      const bytes = await drawer.draw(card());
      writeFileSync(`${place}.${process.pid}.tmp`, bytes);
      renameSync(`${place}.${process.pid}.tmp`, place);
      return place;
    },
  }));
}

function sweep(folder: string, wanted: ReadonlySet<string>): void {
  const there = readdirSync(folder).filter((name) => /\.(jpg|tmp)$/.test(name));
  if (there.length <= wanted.size * 1.25 + 100) return;
  for (const name of there) if (!wanted.has(name)) rmSync(join(folder, name), { force: true });
}
