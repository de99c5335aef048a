import type { MediaUse } from "../catalog/media.ts";
import { digestOf } from "../language/digest.ts";
import type { Darkroom } from "../pictures/darkroom.ts";
import type { PictureFacts, SurveyedPictures } from "../pictures/facts.ts";
import type { Print, PrintRoom } from "../pictures/prints.ts";
import type { DerivedFile } from "./output-file.ts";

/** What of `media/` is published, and how. */
export interface MediaFiles {
  /** Files that are published as they are: path below the output, place on disk. */
  readonly copies: ReadonlyMap<string, string>;
  derived(): readonly DerivedFile[];
  /** Takes away, if anything was made, what is kept of pictures that nobody shows any more. */
  sweep(): void;
}

/** How the prints of a site are made. */
export interface Printing {
  readonly survey: SurveyedPictures;
  readonly prints: PrintRoom;
  readonly darkroom: Darkroom;
}

/**
 * The files that are made of the files of `media/`: prints of pictures, everything else as it is.
 *
 * The original of a picture is published where somebody links to it, without what its camera wrote into it.
 *
 * @param printing `undefined` where all files are published as they are
 */
export function mediaFiles(
  uses: ReadonlyMap<string, MediaUse>,
  media: ReadonlyMap<string, string>,
  printing: Printing | undefined,
): MediaFiles {
  const diskOf = (path: string) => media.get(path) as string;
  const factsOf = (path: string): PictureFacts | undefined => {
    const found = printing?.survey.get(path);
    return found === undefined || "fault" in found ? undefined : found;
  };
  const copies = new Map<string, string>();
  for (const path of uses.keys()) if (factsOf(path)?.kind !== "still") copies.set(path, diskOf(path));

  /** Everything that is made of one file, as the places in which it stands need it. */
  const printsOf = (src: string, facts: PictureFacts, use: MediaUse, prints: PrintRoom): Print[] => {
    const { leads, inBody, isPortrait, isLogo } = use;
    const isLead = leads.length > 0;
    const whole = isLead || inBody || isPortrait ? prints.whole(src, facts) : undefined;
    return [
      ...(isLead || isPortrait || isLogo ? prints.sets(src, facts, "small") : []).flatMap(
        (set) => set.prints,
      ),
      ...(isLead || inBody ? prints.sets(src, facts, "wide") : []).flatMap((set) => set.prints),
      ...(whole ? [whole] : []),
      ...leads.flatMap((focus) => prints.crops(src, facts, focus)),
    ];
  };
  const isOriginalShown = ({ kind }: PictureFacts, { isLinked, isLogo }: MediaUse) =>
    kind === "still" && (isLinked || isLogo);

  return {
    copies,
    derived() {
      if (printing === undefined) return [];
      const { prints, darkroom } = printing;
      const files = new Map<string, DerivedFile>();
      for (const [path, use] of uses) {
        const facts = factsOf(path);
        if (facts === undefined) continue;
        const disk = diskOf(path);
        for (const print of printsOf(`/${path}`, facts, use, prints)) {
          const keep = () => darkroom.print(disk, print);
          files.set(print.address, { path: print.address.slice(1), parts: sameForEver, keep });
        }
        if (isOriginalShown(facts, use)) {
          const keep = () => darkroom.original(disk, facts.digest);
          files.set(`/${path}`, { path, parts: [digestOf(facts.digest)], keep });
        }
      }
      return [...files.values()];
    },
    sweep() {
      if (printing === undefined || printing.darkroom.made === 0) return;
      const { prints, darkroom } = printing;
      const wanted: Print[] = [];
      const originals: string[] = [];
      for (const [path, use] of uses) {
        const facts = factsOf(path);
        if (facts === undefined) continue;
        wanted.push(...printsOf(`/${path}`, facts, use, prints));
        if (isOriginalShown(facts, use)) originals.push(facts.digest);
      }
      darkroom.sweep(wanted, originals);
    },
  };
}

/** What a print is made from stands in its address. */
const sameForEver = [1];
