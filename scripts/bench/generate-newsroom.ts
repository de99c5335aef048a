import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pick, type Random, seededRandom } from "./seeded-random.ts";

const places =
  "दिल्ली मुंबई लखनऊ पटना भोपाल जयपुर रांची इंदौर कानपुर वाराणसी देहरादून रायपुर नागपुर पुणे सूरत अमृतसर श्रीनगर गुवाहाटी कोलकाता चेन्नई मेरठ आगरा बरेली गोरखपुर उदयपुर जोधपुर कोटा ग्वालियर जबलपुर धनबाद".split(
    " ",
  );
const topics =
  "मौसम बारिश बाढ़ किसान फसल बिजली पानी सड़क रेल मेट्रो स्कूल परीक्षा अस्पताल टीका चुनाव मतदान बजट कर बाज़ार शेयर सोना रोज़गार कारखाना क्रिकेट हॉकी कबड्डी ओलंपिक फिल्म संगीत साहित्य मेला त्योहार अंतरिक्ष उपग्रह विज्ञान जंगल बाघ पर्यावरण प्रदूषण अदालत पुलिस सुरक्षा तकनीक मोबाइल इंटरनेट निवेश व्यापार निर्यात".split(
    " ",
  );
const nouns =
  "सरकार मंत्री अधिकारी लोग इलाका शहर गांव जिला विभाग योजना काम समय साल दिन बैठक फैसला रिपोर्ट आंकड़े समिति आयोग परिवार बच्चे छात्र महिलाएं मजदूर व्यापारी विशेषज्ञ डॉक्टर शिक्षक खिलाड़ी टीम मैच जीत हार कीमत मांग आपूर्ति उत्पादन राज्य देश दुनिया सवाल जवाब मुद्दा समस्या समाधान कोशिश तैयारी शुरुआत अंत बदलाव सुधार असर नुकसान फायदा राहत मदद उम्मीद चिंता खतरा मौका रास्ता नदी पहाड़ खेत घर दुकान कंपनी बैंक रुपये लाख करोड़ हिस्सा संख्या दर".split(
    " ",
  );
const verbs =
  "बताया कहा किया दिया लिया रखा माना देखा सुना पाया बढ़ाया घटाया रोका खोला बनाया चलाया भेजा मांगा जोड़ा हटाया".split(
    " ",
  );
const joiners = "के की का में से पर को और ने तक लिए बाद पहले साथ बीच भी ही तो यह वह इस उस जो कि".split(" ");
const qualifiers = "नई बड़ी पुरानी लगातार पिछले अगले तीसरे पहली ताज़ा स्थानीय सरकारी निजी बड़े छोटे कई सभी".split(" ");

/** Early words of a list come far more often than late ones, as words do. */
function common(random: Random, list: readonly string[]): string {
  return list[Math.floor(random() ** 2 * list.length)] as string;
}

function sentence(random: Random, subject: string): string {
  const words: string[] = [];
  const length = 9 + Math.floor(random() * 12);
  for (let count = 0; count < length; count++) {
    const dice = random();
    words.push(
      dice < 0.34
        ? common(random, joiners)
        : dice < 0.72
          ? common(random, nouns)
          : dice < 0.82
            ? common(random, qualifiers)
            : dice < 0.9
              ? subject
              : common(random, places),
    );
  }
  return `${words.join(" ")} ${common(random, verbs)} है।`;
}

export interface GeneratedStory {
  /** File name without its ending. */
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly date: string;
  readonly section: string;
  readonly author: string;
  readonly tags: readonly string[];
  /** Markdown, about 600 words. */
  readonly body: string;
}

export const sections = ["desh", "videsh", "karobar", "khel", "vigyan", "sanskriti"] as const;

/** Stories are three hours apart, so eight are written a day. */
const apartMilliseconds = 3 * 3_600_000;
const oldestAt = Date.UTC(2010, 0, 1, 3, 0);

/** The newsroom's zone is always this far ahead of UTC. */
const zone = { name: "Asia/Kolkata", aheadMilliseconds: 5.5 * 3_600_000 } as const;

/** When a story is dated, in the newsroom's zone. */
const localDate = (number: number, minutesLater = 0) =>
  new Date(oldestAt + number * apartMilliseconds + minutesLater * 60_000).toISOString().slice(0, 16);

/**
 * An invented Hindi story: the same number and seed give the same story, whatever the size of the newsroom.
 * Story 0 is the oldest.
 */
export function generateStory(number: number, seed = 1): GeneratedStory {
  const random = seededRandom(seed * 1_000_003 + number);
  const place = pick(random, places);
  const topic = common(random, topics);
  const other = common(random, topics);
  const subject = random() < 0.5 ? topic : place;
  const paragraphs = Array.from({ length: 9 }, (_unused, index) => {
    const text = Array.from({ length: 4 }, () => sentence(random, subject)).join(" ");
    if (index === 3) return `## ${topic} ${common(random, nouns)}\n\n${text}`;
    if (index === 5) return `${text} [${place}](https://example.org/${number}/)`;
    return text;
  });
  return {
    slug: `khabar-${String(number).padStart(6, "0")}`,
    title: `${place} में ${topic}: ${common(random, qualifiers)} ${common(random, nouns)} ने ${common(random, verbs)} ${common(random, nouns)}`,
    description: sentence(random, topic),
    date: localDate(number),
    section: pick(random, sections),
    author: `lekhak-${Math.floor(random() * 20)}`,
    tags: [...new Set([topic, other, place, common(random, topics)])],
    body: `${paragraphs.join("\n\n")}\n`,
  };
}

/** Stories 0 to `count` - 1, one at a time: a hundred thousand of them are a gigabyte. */
export function* generateStories(count: number): Generator<GeneratedStory> {
  for (let number = 0; number < count; number++) yield generateStory(number);
}

/** A moment at which all `count` stories are live, and none of them is three hours old. */
export function momentAfter(count: number): string {
  return new Date(oldestAt + count * apartMilliseconds - zone.aheadMilliseconds - 60_000).toISOString();
}

/** Writes a content folder for Khabar. */
export function writeNewsroom(folder: string, stories: Iterable<GeneratedStory>): void {
  mkdirSync(join(folder, "authors"), { recursive: true });
  const sectionLines = sections.map((id) => `  - { id: ${id}, title: ${id} }`).join("\n");
  writeFileSync(
    join(folder, "site.yaml"),
    `name: माप समाचार\nurl: https://maap.example\nlanguage: hi\ntimeZone: ${zone.name}\nsections:\n${sectionLines}\n`,
  );
  for (let number = 0; number < 20; number++) {
    writeFileSync(join(folder, "authors", `lekhak-${number}.md`), `---\nname: लेखक ${number}\n---\nपरिचय\n`);
  }
  for (const story of stories) writeStory(folder, story);
}

function writeStory(folder: string, story: GeneratedStory): void {
  const month = join(folder, "articles", story.date.slice(0, 4), story.date.slice(5, 7));
  mkdirSync(month, { recursive: true });
  const fields = `title: "${story.title}"\ndescription: "${story.description}"\ndate: ${story.date}\nsection: ${story.section}\nauthors: [${story.author}]\ntags: [${story.tags.join(", ")}]\n`;
  writeFileSync(join(month, `${story.slug}.md`), `---\n${fields}---\n${story.body}`);
}

/**
 * Changes one sentence of the story in the middle of the archive.
 *
 * @param edit another number gives another sentence
 */
export function editStory(folder: string, count: number, edit: number): void {
  const story = generateStory(Math.floor(count / 2));
  const words = sentence(seededRandom(edit), pick(seededRandom(edit), topics));
  writeStory(folder, { ...story, body: story.body.replace(/^[^।]*।/, words) });
}

/**
 * Adds a story with four topics, newer than all others.
 *
 * @param addition counts from 1; another number adds another story, newer than the one before
 */
export function addStory(folder: string, count: number, addition: number): void {
  const story = generateStory(count + addition);
  const tags = [...new Set([...story.tags, "मौसम", "चुनाव", "बजट", "क्रिकेट"])].slice(0, 4);
  writeStory(folder, { ...story, tags, date: localDate(count - 1, addition) });
}

/** Pins a link to another site, which stands at the foot of every page. Another number gives another link. */
export function pinLink(folder: string, pin: number): void {
  writeFileSync(
    join(folder, "trending.yaml"),
    `pinned:\n  - { title: "आज की बड़ी खबर ${pin}", url: "https://example.org/trending-${pin}/", source: साथी }\n`,
  );
}
