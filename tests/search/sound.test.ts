import { describe, expect, it } from "vitest";
import { soundOf, soundsOf, spellingOf } from "../../src/search/sound.ts";

describe("how a word sounds", () => {
  it.each([
    ["किसान", ["kisan", "kisaan", "kisana"]],
    ["आंदोलन", ["andolan", "aandolan", "andoolan"]],
    ["ज़मीन", ["zameen", "jameen", "zamin", "jamin"]],
    ["दिल्ली", ["dilli", "delhi", "dilly"]],
    ["चुनाव", ["chunav", "chunaav", "chunao"]],
    ["मुख्यमंत्री", ["mukhyamantri", "mukhyamantree"]],
    ["तूफ़ान", ["toofan", "tufan", "tufaan", "toophan"]],
    ["शिक्षा", ["shiksha", "siksha", "shikshaa"]],
    ["विज्ञान", ["vigyan", "vigyaan", "wigyan"]],
    ["मुंबई", ["mumbai", "munbai", "mumbaee"]],
    ["क्रिकेट", ["cricket", "kriket"]],
    ["योजना", ["yojana", "yojna"]],
    ["خبر", ["khabar", "khabr"]],
    ["নদী", ["nadi"]],
    ["ગુજરાત", ["gujarat", "gujraat"]],
  ])("%s is the same in every common spelling", (written, typed) => {
    const sounds = soundsOf(written.normalize("NFC"));
    for (const word of typed) expect(sounds, word).toContain(soundOf(word));
  });

  it("is both d and r where a dot below says so", () => {
    for (const typed of ["sadak", "sarak"])
      expect(soundsOf("सड़क".normalize("NFC"))).toContain(soundOf(typed));
  });

  it.each([
    ["मोदी", "मुद्दा"],
    ["किसान", "किस्सा"],
    ["बारिश", "भारत"],
  ])("tells %s from %s in the closer form", (one, other) => {
    expect(spellingOf(one)).not.toBe(spellingOf(other));
  });

  it("is the same for its own form, so that what was worked out before can be kept", () => {
    for (const word of ["court", "university", "kisan", "mukhyamantri", "school", "police"]) {
      expect(spellingOf(spellingOf(word)), word).toBe(spellingOf(word));
      expect(soundOf(spellingOf(word)), word).toBe(soundOf(word));
    }
  });

  it("leaves out what has no sound that is known", () => {
    expect(spellingOf("漢字")).toBe("");
    expect(soundsOf("漢字")).toEqual([]);
  });
});
