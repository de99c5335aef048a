import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Node, Renderer } from "@takumi-rs/core";
import { baseLanguage, directionOf } from "../language/languages.ts";
import { graphemeCount, truncateGraphemes } from "../language/truncate.ts";
import { type Box, type Card, cardHeight, cardWidth } from "./card.ts";
import { directionOfText } from "./direction.ts";
import type { CardFont, CardFonts } from "./fonts.ts";
import { fitHeadline, type Raster, type Typesetter } from "./typesetter.ts";

type Measured = Awaited<ReturnType<Renderer["measure"]>>;

const require = createRequire(import.meta.url);

/** Takumi's name and version, where it has a program for this machine. */
export function findTakumi(): string | undefined {
  try {
    const place = require.resolve("@takumi-rs/core");
    require(place);
    return `takumi ${JSON.parse(readFileSync(join(dirname(place), "../package.json"), "utf8")).version}`;
  } catch {
    return undefined;
  }
}

/**
 * Draws cards with Takumi, which lays out boxes by a style sheet as browsers do and shapes all scripts.
 *
 * @param css of the card; `layouts/card.css` tells what there is to style
 * @see https://takumi.kane.tw/docs
 */
export function openTakumi(name: string, { fonts }: CardFonts, css: string): Typesetter {
  const takumi = require("@takumi-rs/core") as typeof import("@takumi-rs/core");
  // Pictures and logos come as pixels: there is nothing to keep but the style sheet.
  const renderer = new takumi.Renderer({ cacheMaxBytes: 4 << 20 });
  const ready = fonts.reduce(
    (before, { name, bytes }) => before.then(() => renderer.registerFont({ name, data: bytes, weight: 700 })),
    Promise.resolve() as Promise<unknown>,
  );
  return {
    name,
    async typeset(card, logo) {
      await ready;
      const options = { width: cardWidth, height: cardHeight, css: [css], lang: card.language };
      const nodeOf = (size: number, headline: string | undefined) =>
        cardNode(card, logo, size, headline, fonts);
      // Of a name that no font can draw nothing is left: the card has colours, and logo and picture where there are.
      const begin = (graphemes: number) =>
        card.headline === "" ? undefined : truncateGraphemes(card.headline, graphemes);
      const count = graphemeCount(card.headline);
      // The picture's box is the same in every size of headline.
      let picture: Box | undefined;
      const chosen = await fitHeadline(count, async (size, graphemes) => {
        const node = nodeOf(size, begin(graphemes));
        const measured = await renderer.measure(node, options);
        const fits = fitsIntoRoom(measured, card);
        if (fits || picture === undefined) picture = boxOf(measured.children[0]);
        return fits;
      });
      const node = nodeOf(chosen.size, begin(chosen.graphemes));
      const pixels = await renderer.render(node, { ...options, format: "raw" });
      return { pixels, picture: card.picture && picture };
    },
  };
}

/** A site's own fonts first, then that of the script of the first letter, then the others. */
function familiesFor(text: string, fonts: readonly CardFont[]): string {
  const [letter = ""] = /\p{L}/u.exec(text) ?? [];
  const script = scriptOf(letter);
  const rank = (font: CardFont) => (font.isOwn ? 0 : font.script === script ? 1 : 2);
  return fonts
    .toSorted((a, b) => rank(a) - rank(b))
    .map(({ name }) => JSON.stringify(name))
    .join(", ");
}

function scriptOf(letter: string): string | undefined {
  return ["Deva", "Beng", "Taml", "Arab"].find((script) =>
    new RegExp(`\\p{Script=${script}}`, "u").test(letter),
  );
}

function cardNode(
  card: Card,
  logo: Raster | undefined,
  size: number,
  headline: string | undefined,
  fonts: readonly CardFont[],
): Node {
  const { language, direction, color, onColor } = card;
  const box = (className: string, ...children: (Node | undefined)[]): Node => ({
    type: "container",
    tagName: "div",
    className,
    children: children.filter((child) => child !== undefined),
  });
  const words = (className: string, text: string | undefined): Node | undefined =>
    text === undefined
      ? undefined
      : {
          type: "text",
          tagName: "div",
          className,
          text,
          dir: directionOfText(text) ?? direction,
          preset: { fontFamily: familiesFor(text, fonts) },
        };
  const kind = card.kind === "story" ? "story" : `${card.kind}-card`;
  const classes = ["card", kind, baseLanguage(language), direction, card.picture && "with-picture"];
  const root = box(
    classes.filter(Boolean).join(" "),
    card.picture && box("picture"),
    box(
      "text",
      box("top", words("section", card.section), words("kicker", card.kicker)),
      box("room", words(`headline size-${size}`, headline), words("deck", card.deck)),
      box("foot", logoNode(logo), words("brand", card.brand), words("date", card.date)),
    ),
  );
  return {
    ...root,
    lang: language,
    dir: directionOf(language),
    style: { "--color": color, "--on-color": onColor, ...shapingOf(language) },
  };
}

/**
 * Takumi 2.16 leaves Bengali letters below others (ra in শ্র, ba in স্ব) undone unless it is told to look for them;
 * the other scripts of our fonts are right by themselves.
 */
function shapingOf(language: string): { fontFeatureSettings?: string } {
  return /^(bn|as)$/.test(baseLanguage(language)) ? { fontFeatureSettings: '"blwf"' } : {};
}

function logoNode(logo: Raster | undefined): Node | undefined {
  if (logo === undefined) return undefined;
  const { width, height } = logo;
  // Takumi wants a buffer of its own, not a view of a shared one.
  return {
    type: "image",
    tagName: "img",
    className: "logo",
    src: { ...logo, data: new Uint8Array(logo.data) },
    width,
    height,
  };
}

/** Whether headline and deck stand in their room, and nothing beside it. */
function fitsIntoRoom(measured: Measured, { picture }: Card): boolean {
  const text = measured.children[picture === undefined ? 0 : 1];
  const room = text?.children[1];
  if (room === undefined) return true;
  const outer = boxOf(room);
  return room.children.every((child) => {
    const inner = boxOf(child);
    // White space at the end of a line hangs over.
    const isWide = child.runs.some(
      ({ text: words, x, width }) => !/\s$/.test(words) && (x < -1 || x + width > inner.width + 1),
    );
    return !isWide && inner.top >= outer.top - 1 && inner.top + inner.height <= outer.top + outer.height + 1;
  });
}

function boxOf(node: Measured | undefined): Box {
  const [, , , , left = 0, top = 0] = node?.transform ?? [];
  return {
    left: Math.round(left),
    top: Math.round(top),
    width: Math.round(node?.width ?? 0),
    height: Math.round(node?.height ?? 0),
  };
}
