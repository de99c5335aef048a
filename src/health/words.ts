import type { ReportLanguage } from "../problems/report.ts";
import type { Health } from "./examine.ts";

/** What the report of a newsroom's health says. */
export interface HealthWords {
  readonly heading: string;
  readonly well: string;
  readonly more: string;
  /** For each list: what it holds, and what to do about it. */
  readonly lists: { readonly [Name in keyof Health]: { readonly title: string; readonly advice: string } };
  readonly spelling: string;
  readonly size: string;
  readonly pixels: string;
}

const english: HealthWords = {
  heading: "Health of the newsroom",
  well: "Nothing to mend.",
  more: "… and {count} more (--json tells all)",
  lists: {
    deadLinks: { title: "Links that lead nowhere", advice: "Write the new address, or take the link away." },
    orphanPictures: {
      title: "Pictures that nothing shows",
      advice: "Delete them, if nobody waits to use them.",
    },
    largePictures: {
      title: "Pictures larger than any page needs",
      advice: "Save them again, 2,400 px wide at most: every copy of the newsroom carries them.",
    },
    tagSpellings: {
      title: "Topics that are written in several ways",
      advice: 'Readers see one topic. Choose one: npm run rename-tag -- "from" "to"',
    },
    idleAuthors: {
      title: "Authors without a story",
      advice: "Delete the file, if nobody will write under it.",
    },
    withoutPicture: {
      title: "Stories without a lead picture",
      advice: "Shared links and lists show none.",
    },
    withoutDescription: {
      title: "Stories without a description",
      advice: "Search engines and lists show a part of the text, or nothing.",
    },
  },
  spelling: "{tag} ({stories}, such as {example})",
  size: "{megabytes} MB",
  pixels: "{width} × {height} px",
};

const hindi: HealthWords = {
  heading: "न्यूज़रूम की सेहत",
  well: "सुधारने को कुछ नहीं है।",
  more: "… और {count} (सब देखने के लिए --json)",
  lists: {
    deadLinks: { title: "लिंक जो कहीं नहीं जाते", advice: "नया पता लिखें, या लिंक हटा दें।" },
    orphanPictures: {
      title: "तस्वीरें जो कहीं नहीं दिखतीं",
      advice: "अगर किसी को इनकी ज़रूरत नहीं, तो इन्हें हटा दें।",
    },
    largePictures: {
      title: "तस्वीरें जो किसी पन्ने की ज़रूरत से बड़ी हैं",
      advice: "ज़्यादा से ज़्यादा 2,400 px चौड़ाई में फिर से सहेजें: न्यूज़रूम की हर प्रति इन्हें साथ रखती है।",
    },
    tagSpellings: {
      title: "विषय जो कई तरह से लिखे गए हैं",
      advice: 'पाठक एक ही विषय देखते हैं। एक वर्तनी चुनें: npm run rename-tag -- "पुरानी" "नई"',
    },
    idleAuthors: { title: "लेखक जिनकी कोई ख़बर नहीं", advice: "अगर इस नाम से कोई नहीं लिखेगा, तो फ़ाइल हटा दें।" },
    withoutPicture: {
      title: "ख़बरें जिनमें मुख्य तस्वीर नहीं",
      advice: "साझा किए लिंक और सूचियों में तस्वीर नहीं दिखती।",
    },
    withoutDescription: {
      title: "ख़बरें जिनमें विवरण नहीं",
      advice: "खोज इंजन और सूचियाँ लेख का कोई हिस्सा दिखाती हैं, या कुछ नहीं।",
    },
  },
  spelling: "{tag} ({stories}, जैसे {example})",
  size: "{megabytes} MB",
  pixels: "{width} × {height} px",
};

export const healthWords: Readonly<Record<ReportLanguage, HealthWords>> = { en: english, hi: hindi };
