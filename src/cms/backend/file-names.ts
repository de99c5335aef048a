import { slugOf } from "../../language/slug.ts";

/** File systems stop at 255 bytes for a name, git's branches a little earlier. */
const mostBytes = 100;

/** Names that Windows keeps for devices. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * The name of a new file: romanised, short, and not yet taken.
 *
 * @param wanted what it is called after: a headline, a name
 * @param ending with its dot
 * @param isTaken asked for names with the ending, in lower case, since some disks do not tell capitals apart
 */
export function newFileName(wanted: string, ending: string, isTaken: (name: string) => boolean): string {
  const slug = slugOf(wanted, { maxBytes: mostBytes });
  const stem = devices.test(slug) ? `${slug}-1` : slug;
  for (let number = 1; ; number++) {
    const name = `${stem}${number === 1 ? "" : `-${number}`}${ending}`;
    if (!isTaken(name)) return name;
  }
}
