import type { Article } from "./check/types.ts";
import { fill } from "./language/strings.ts";
import type { ConsideredStory, NotShown } from "./ledger/relating.ts";
import type { ReportLanguage } from "./problems/report.ts";

const english = {
  shown: "In the sidebar",
  notShown: "Not in the sidebar",
  nothingShown: "Nothing: no other story is live in this section and language, and none shares a word.",
  nothingLeft: "No other story came near.",
  score: "score",
  sharedWords: "shared words",
  section: "section",
  language: "language",
  nearness: "nearness",
  sameSection: "same section",
  otherSection: "another section",
  sameLanguage: "same language",
  otherLanguage: "another language",
  daysApart: "{days} days apart",
  ageFree: "its age does not count",
  noWords: "no shared words",
  moreWords: "and {count} more",
  andMore: "and {count} more",
  fixed: "its place does not depend on the score",
  kinds: { word: "", topic: "topic", series: "series" },
  reasons: {
    pinned: "pinned by the editor",
    series: "same series: {name}",
    topic: "same topic: {name}",
    words: "same words",
    section: "fills the list: newest before it of the section {name}",
    background: "background: tells what came before",
  },
  leftOut: {
    reprint: "a reprint of {story}",
    repeat: "a reprint of this story",
    event: "a third report of one event; shown are {stories}",
    eventAlone: "a third report of one event",
    excluded: "excluded by the editor (unrelated)",
    translation: "a translation of this story, which has a link of its own",
    room: "no room: others have higher scores, or were pinned, or tell what came before",
  },
} as const;

/** The same sentences in another language. */
type Translated<T> = { readonly [Key in keyof T]: T[Key] extends string ? string : Translated<T[Key]> };

const hindi: Translated<typeof english> = {
  shown: "साइडबार में",
  notShown: "साइडबार में नहीं",
  nothingShown: "कुछ नहीं: इस सेक्शन और भाषा में कोई दूसरी प्रकाशित ख़बर नहीं है, और कोई शब्द साझा नहीं।",
  nothingLeft: "कोई और ख़बर क़रीब नहीं आई।",
  score: "अंक",
  sharedWords: "साझा शब्द",
  section: "सेक्शन",
  language: "भाषा",
  nearness: "समय में निकटता",
  sameSection: "वही सेक्शन",
  otherSection: "दूसरा सेक्शन",
  sameLanguage: "वही भाषा",
  otherLanguage: "दूसरी भाषा",
  daysApart: "{days} दिन का अंतर",
  ageFree: "इसकी उम्र नहीं गिनी जाती",
  noWords: "कोई साझा शब्द नहीं",
  moreWords: "और {count} अन्य",
  andMore: "और {count} अन्य",
  fixed: "इसकी जगह अंकों से तय नहीं होती",
  kinds: { word: "", topic: "विषय", series: "सिरीज़" },
  reasons: {
    pinned: "संपादक ने पिन की",
    series: "वही सिरीज़: {name}",
    topic: "वही विषय: {name}",
    words: "वही शब्द",
    section: "सूची पूरी करने के लिए: सेक्शन {name} की इससे ठीक पहले की ख़बर",
    background: "पृष्ठभूमि: पहले क्या हुआ, यह बताती है",
  },
  leftOut: {
    reprint: "{story} का दोहराव",
    repeat: "इसी ख़बर का दोहराव",
    event: "एक ही घटना की तीसरी रिपोर्ट; दिखाई गई हैं {stories}",
    eventAlone: "एक ही घटना की तीसरी रिपोर्ट",
    excluded: "संपादक ने हटाई (unrelated)",
    translation: "इसी ख़बर का अनुवाद, जिसका अपना लिंक है",
    room: "जगह नहीं: दूसरी ख़बरों के अंक ज़्यादा हैं, या वे पिन की हुई हैं, या पृष्ठभूमि बताती हैं",
  },
};

/** The words in which a sidebar is explained to editors. */
export const relatedWords: Readonly<Record<ReportLanguage, Translated<typeof english>>> = {
  en: english,
  hi: hindi,
};

/** Why a story stands in a sidebar, or would. */
export function sayReason({ kind, name }: ConsideredStory, language: ReportLanguage): string {
  return fill(relatedWords[language].reasons[kind], { name: name ?? "" });
}

/**
 * Why a story does not stand in the sidebar.
 *
 * @param of the story whose sidebar it is
 */
export function sayNotShown(because: NotShown, of: Article, language: ReportLanguage): string {
  const { leftOut } = relatedWords[language];
  switch (because.kind) {
    case "reprint":
      return because.of.id === of.id
        ? leftOut.repeat
        : fill(leftOut.reprint, { story: nameStory(because.of) });
    case "same-event": {
      if (because.as.length === 0) return leftOut.eventAlone;
      return fill(leftOut.event, { stories: because.as.map(nameStory).join(", ") });
    }
    case "excluded":
      return leftOut.excluded;
    case "translation":
      return leftOut.translation;
    case "no-room":
      return leftOut.room;
  }
}

/** A factor of the score and what it stands for: `× 1.8 same section`. */
export function sayFactors(
  { parts, kind }: ConsideredStory,
  language: ReportLanguage,
): { readonly section: string; readonly language: string; readonly nearness: string } {
  const words = relatedWords[language];
  const days = showDays(parts.days);
  return {
    section: parts.section > 1 ? words.sameSection : words.otherSection,
    language: parts.language < 1 ? words.otherLanguage : words.sameLanguage,
    nearness: fill(words.daysApart, { days }) + (kind === "background" ? `, ${words.ageFree}` : ""),
  };
}

/** Whole days, and tenths of the first ten. */
function showDays(days: number): string {
  return days < 10 ? String(Math.round(days * 10) / 10) : String(Math.round(days));
}

/** A number of a score, short: `0.412`, `1.6`. */
export function showScore(number: number): string {
  return String(Number(number.toFixed(3)));
}

function nameStory({ title, address }: Article): string {
  return `“${title}” (${address})`;
}
