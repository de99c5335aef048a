import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Article } from "../../src/check/types.ts";
import { openTitleIndex, type TitleIndex } from "../../src/search/find-titles.ts";
import { makeShard } from "../../src/search/make-shard.ts";
import { openNewsroomAt } from "../support/open-newsroom.ts";
import { repository, sampleMoment } from "../support/repository.ts";

let index: TitleIndex;

beforeAll(async () => {
  const { plan } = await openNewsroomAt(join(repository, "content"), Date.parse(sampleMoment));
  const stories = plan?.pages.flatMap(({ story }) => story ?? []) as Article[];
  index = openTitleIndex();
  // As the browser gets it.
  index.add(JSON.parse(JSON.stringify(makeShard({ language: "hi", timeZone: "Asia/Kolkata" }, stories))));
  plan?.close();
});

const storm = "तूफ़ान के बाद खेत: चौदह हज़ार हेक्टेयर";
const rain = "भारी बारिश से देवगंज ठप";
const hindiRadio = "सात समंदर पार का सुबह सात बजे";
const hindiPlay = "हिंदी नाटक की वापसी";
const film = "फ़िल्म समीक्षा";
const turf = "मझौली की लड़कियों को मिला";
const election = "देवगंज नगरपालिका चुनाव";
const weavers = "नीचीबाग के करघे फिर बोले";
const budget = "देवगंज का बजट पास";
const fair = "पुस्तक मेला";
const trains = "बाढ़ से देवगंज मंडल में 38 ट्रेनें";
const satellite = "भोर-1 क्या है";

/** What a reader types, and how the headline begins that must be among the first three. */
const queries: readonly (readonly [kind: string, typed: string, headline: string])[] = [
  ["in script", "किसान", storm],
  ["in script", "बारिश", rain],
  ["in script", "बाढ़ ट्रेनें", trains],
  ["in script, in another order", "मेला पुस्तक", fair],
  ["in Roman letters", "kisan", storm],
  ["in Roman letters", "kisaan", storm],
  ["in Roman letters", "bhari barish", rain],
  ["in Roman letters", "bhaari baarish", rain],
  ["in Roman letters", "zameen", turf],
  ["in Roman letters", "jameen", turf],
  ["in Roman letters", "chunav", election],
  ["in Roman letters", "nagarpalika chunaav", election],
  ["in Roman letters", "upgrah", satellite],
  ["in Roman letters", "bunkar", weavers],
  ["in Roman letters, an English word", "budget", budget],
  ["in Roman letters, an English word as it sounds", "bajat", budget],
  ["in Roman letters, an English word", "train", trains],
  ["in Roman letters, another spelling", "toofan", storm],
  ["in Roman letters, another spelling", "tufaan", storm],
  ["inflected", "किसानों", storm],
  ["inflected", "लड़की", turf],
  ["inflected", "लड़कियाँ", turf],
  ["inflected", "ट्रेन", trains],
  ["inflected", "विश्वविद्यालय", satellite],
  ["inflected, in Roman letters", "ladkiyan", turf],
  ["inflected, in Roman letters, another spelling", "larkiyon", turf],
  ["spelt otherwise: nasal letter", "हिन्दी", hindiPlay],
  ["spelt otherwise: nasal dot", "हिंदी", hindiRadio],
  ["spelt otherwise: no nukta", "फिल्म", film],
  ["spelt otherwise: no nukta", "तूफान", storm],
  ["spelt otherwise: chandrabindu", "गेहूं", storm],
  ["unfinished", "किसा", storm],
  ["unfinished", "नगरपा", election],
  ["unfinished", "toof", storm],
  ["unfinished", "satel", "Bhor-1 explained"],
  ["mistyped", "बुनकर्", weavers],
  ["mistyped", "वीश्वविद्यालय", satellite],
  ["mistyped", "satelite", "Bhor-1 explained"],
  ["mistyped", "hospitl", "Eleven patients"],
  ["English", "tea price", "Tea prices climb"],
  ["English, inflected", "weaver", "Neechibagh's weavers"],
  ["English, inflected", "universities", "Bhor-1 explained"],
  ["Urdu", "کتاب", "دیوگنج کتاب میلے"],
  ["Urdu, inflected", "کشتی", "گیارہ مریض"],
  ["Urdu, in Roman letters", "aspatal", "گیارہ مریض"],
  ["Tamil", "புயல்", "புயல் கடந்த"],
  ["Tamil, in Roman letters", "puyal", "புயல் கடந்த"],
  ["Bengali", "নদী", "নদী কতটা পাড় খেল"],
  ["Bengali, in Roman letters", "nodi", "নদী কতটা পাড় খেল"],
  ["digits of another script", "३८ ट्रेनें", trains],
];

describe("a headline of the sample newsroom is found", () => {
  it.each(queries)("%s: %s", (_, typed, headline) => {
    const { found, hasAllWords } = index.find(typed);
    const first = found.slice(0, 3).map(({ title }) => title);
    expect(hasAllWords).toBe(true);
    expect(
      first.filter((title) => title.startsWith(headline)),
      first.join("\n"),
    ).toHaveLength(1);
    // What is found is also shown as found.
    const hit = found.find(({ title }) => title.startsWith(headline));
    const words = hit?.title.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
    expect(words.filter((word) => hit?.isMatch(word)).length).toBeGreaterThan(0);
  });
});

describe("a search", () => {
  it("finds nothing for nothing, for signs alone and for words that are nowhere", () => {
    for (const typed of ["", "   ", "“–”", "झटपटपुर", "zzyzx qqq"]) {
      expect(index.find(typed).found, typed).toEqual([]);
    }
  });

  it("says so when no headline has all the words", () => {
    const { found, hasAllWords } = index.find("किसान क्रिकेट्टट");
    expect(hasAllWords).toBe(false);
    expect(found[0]?.title).toContain("किसान");
  });

  it("does not fill the list with what is only like the words while something has them", () => {
    for (const { title } of index.find("weaver").found) expect(title).toMatch(/weaver/i);
  });

  it("knows words that JavaScript keeps for itself", () => {
    const cars = openTitleIndex();
    cars.add({
      titles: ["McLaren wins the constructors title", "__proto__ and toString"],
      addresses: ["/a/", "/b/"],
      days: [20000, 20000],
      sections: ["khel", "khel"],
      languages: { en: [0, 1] },
      spelled: {},
    });
    const [hit] = cars.find("mclaren").found;
    const words = ["McLaren", "wins", "constructor", "constructors", "toString", "__proto__"];
    expect(words.filter((word) => hit?.isMatch(word))).toEqual(["McLaren"]);
  });

  it("puts headlines of equal words in the order of their days", () => {
    const days = openTitleIndex();
    days.add({
      titles: ["बाढ़ की खबर", "बाढ़ की खबर", "बाढ़ की खबर"],
      addresses: ["/a/", "/c/", "/b/"],
      days: [20000, 20700, 20700],
      sections: ["desh", "desh", "desh"],
      languages: {},
      spelled: {},
    });
    expect(days.find("बाढ़").found.map(({ address }) => address)).toEqual(["/b/", "/c/", "/a/"]);
  });

  it("takes a word in Latin letters for the word of the headlines that sounds like it", () => {
    expect(index.inScript("kisan")).toBe("किसान");
    expect(index.inScript("किसानों")).toBe("किसानों");
    expect(index.inScript("qqq")).toBe("qqq");
  });
});
