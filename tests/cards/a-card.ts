import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Card } from "../../src/cards/card.ts";
import { openCardFonts } from "../../src/cards/fonts.ts";
import { openPango } from "../../src/cards/pango.ts";
import { findTakumi, openTakumi } from "../../src/cards/takumi.ts";
import type { Typesetter } from "../../src/cards/typesetter.ts";
import { packagedLayouts } from "../../src/layouts.ts";

/** The ground of a story's card. */
export const paper = [0xfd, 0xfb, 0xf7] as const;

export const headlines = {
  hi: "राष्ट्रपति ने ज़िले के क्षत्रिय विद्यार्थियों को पुरस्कार दिया, कहा: श्रृंखला बढ़ेगी",
  en: "Boatmen row patients to dialysis as “Tarang” floods the city for a third night",
  ur: "دیوگنج کے ملاح: سیلاب میں اسپتال تک پہنچانے والی کشتیاں",
  ta: "புயல் கடந்த மீனாபட்டியில் படகுகள் மீண்டும் கடலுக்கு",
  bn: "চা-বাগানের ঝুড়িতে বই: শ্রমিকদের মেয়েদের চলমান পাঠাগার",
} as const;

export function aCard(changes: Partial<Card> = {}): Card {
  return {
    kind: "story",
    language: "hi",
    direction: "ltr",
    headline: headlines.hi,
    deck: undefined,
    brand: "भोर समाचार",
    logo: undefined,
    section: "देश",
    color: "#1f5fa8",
    onColor: "#ffffff",
    kicker: undefined,
    date: "22 नवंबर 2026",
    picture: undefined,
    ...changes,
  };
}

export const fonts = openCardFonts([]);

/** Each way to draw, with a folder for what it needs on disk. */
export const engines = {
  takumi(_folder: string): Typesetter {
    const name = findTakumi();
    if (name === undefined) throw new Error("Takumi has no program for this machine");
    return openTakumi(name, fonts, readFileSync(join(packagedLayouts, "card.css"), "utf8"));
  },
  sharp: (folder: string): Typesetter => openPango("sharp", fonts, folder),
} as const;
