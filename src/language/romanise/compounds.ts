/**
 * Words that often stand second in a compound and whose first syllable a schwa rule would swallow, since it cannot
 * see the seam: विधानसभा is vidhan-sabha, not vidhanasbha; बर्फबारी barf-bari, not barfabari.
 */
const SECOND_MEMBERS = (
  "सभा सभाओं सभाएं नगर नगरों भवन भवनों करण वरण चरण जनक जनिक गणना पदक खबर सफर वचन वचनों राष्ट्र राष्ट्रीय गढ़ " +
  "बारी बाजी बाज़ी नाक दार मान मंत्री गुरु शास्त्र यात्रा दर्शन पात गांठ सैनिक सैनिकों व्यवस्था पतियों प्रिय " +
  "वाद वादी वादियों वाल वाला वाले वाली वालों वालीं"
)
  .normalize("NFC")
  .split(" ");

/** The same, but the end of many simple words too: only after a longer word that ends in a consonant. */
const SHORT_SECOND_MEMBERS = "करी पती".split(" ");

const CONSONANT_END = /[क-ह]़?$/;
/** One consonant by itself is no first member: बकरी is not ब-करी. */
const BARE_CONSONANT = /^[क-ह]़?$/;
/** Nor can a word end in a virama or before a nasal that belongs to the next consonant: सम्मान, मंदार. */
const UNFINISHED = /[्ंँ]$/;

/**
 * Divides a compound where its second member begins.
 *
 * @param word Devanagari, NFC
 * @returns one part, or two
 */
export function splitCompound(word: string): string[] {
  const second = SECOND_MEMBERS.find(
    (member) => word.endsWith(member) && isFirstMember(word.slice(0, -member.length)),
  );
  if (second) return [word.slice(0, -second.length), second];

  const short = SHORT_SECOND_MEMBERS.find((member) => word.endsWith(member));
  const first = short ? word.slice(0, -short.length) : "";
  return short && isFirstMember(first) && CONSONANT_END.test(first) ? [first, short] : [word];
}

function isFirstMember(word: string): boolean {
  return word !== "" && !BARE_CONSONANT.test(word) && !UNFINISHED.test(word);
}
