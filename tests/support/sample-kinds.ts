import { attribute, byTag } from "./html.ts";
import { samplePages } from "./sample-site.ts";

/** Pages with something of their own: other scripts, everything that a body can have, an address that is not there. */
const special: readonly [string, string][] = [
  ["a story with everything", "/sanskriti/sabhi-khand-ek-khabar/"],
  ["a story in Urdu", "/desh/devganj-ke-mallah/"],
  ["a story in Tamil", "/desh/meenapatti-meenavar-puyal/"],
  ["a story in Bengali", "/sanskriti/nilgarh-cha-bagan-pathagar/"],
  ["a lite page in Urdu", "/lite/desh/devganj-ke-mallah/"],
];

/**
 * One page of the sample newsroom of each kind, one story of each kind of story, and some that are special: their
 * names and addresses.
 */
export function onePageOfEachKind(): [string, string][] {
  const chosen = new Map(
    samplePages()
      .filter(({ kind }) => kind !== "redirect")
      .map(({ kind, root, address }) => {
        const story = byTag(root, "article").map((element) => attribute(element, "dataKind"))[0];
        return [kind === "article" ? `article, ${story}` : kind, address];
      }),
  );
  return [...chosen, ...special];
}
