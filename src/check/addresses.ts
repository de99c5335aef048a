import type { Finding } from "../problems/problem.ts";
import type { Article, Author, Page } from "./types.ts";

/** Something that has an address and a file that a message can name. */
interface Claim {
  readonly address: string;
  readonly file: string;
  readonly draft: boolean;
}

/**
 * Finds addresses that two things claim: stories, pages, authors, the site's own pages, and redirects.
 *
 * Addresses that differ only in the case of their letters count as one, since some file systems and CDNs
 * cannot tell them apart. The earlier of two files keeps the address; the later one gets the message.
 *
 * @param fixed address to the name of what has it: home, sections, feeds …
 * @param folders beginnings of addresses that are all taken, by the names of what has them
 */
export function findTakenAddresses(
  articles: readonly Article[],
  pages: readonly Page[],
  authors: readonly Author[],
  fixed: ReadonlyMap<string, string>,
  folders: ReadonlyMap<string, string>,
  findings: Finding[],
): void {
  const owners = openOwners(folders);
  for (const [address, name] of fixed) owners.add(address, name);
  const claim = (claimed: Claim, place: Finding["place"]) => {
    const owner = owners.claim(claimed.address, claimed);
    if (owner === undefined) return;
    const { address, file, draft } = claimed;
    const severity = draft ? ({ severity: "warning" } as const) : {};
    findings.push({ code: "address-taken", file, place, values: { address, other: owner }, ...severity });
  };
  const slug = { field: ["slug"], key: true };
  for (const page of pages) claim(page, slug);
  for (const { address, file } of authors) claim({ address, file, draft: false }, { line: 1, column: 1 });
  for (const article of articles) claim(article, slug);
  for (const claimer of concat(pages, articles)) {
    for (const [index, address] of claimer.redirectFrom.entries()) {
      const owner = owners.claim(address, claimer);
      if (owner === undefined) continue;
      const { file, draft } = claimer;
      findings.push({
        code: "redirect-taken",
        file,
        place: { field: ["redirectFrom", index] },
        values: { field: `redirectFrom[${index}]`, found: address, other: owner },
        ...(draft ? { severity: "warning" } : {}),
      });
    }
  }
}

function* concat(pages: readonly Page[], articles: readonly Article[]) {
  yield* pages;
  for (const article of articles) if (article.redirectFrom.length > 0) yield article;
}

/** A file of the newsroom, which is named when somebody asks, or what the site itself has. */
type Owner = Pick<Claim, "file"> | string;

/** Who has which address. */
function openOwners(folders: ReadonlyMap<string, string>) {
  const owners = new Map<string, Owner>();
  const ownerOfFolder = (address: string) => {
    for (const [folder, owner] of folders) if (address.startsWith(folder)) return owner;
    return undefined;
  };
  return {
    add(address: string, owner: string): void {
      owners.set(address.toLowerCase(), owner);
    },
    /** Takes the address if it is free; else says who has it. */
    claim(address: string, owner: Owner): string | undefined {
      const key = address.toLowerCase();
      const other = owners.get(key) ?? fileAbove(key, owners) ?? ownerOfFolder(key);
      if (other === undefined) owners.set(key, owner);
      return typeof other === "object" ? other.file : other;
    },
  };
}

/** `/a.html/b/` would need a folder where `/a.html` is a file. Files have a dot in their names. */
function fileAbove(address: string, owners: ReadonlyMap<string, Owner>): Owner | undefined {
  if (!/\..*\//.test(address)) return undefined;
  const parts = address.split("/").filter((part) => part !== "");
  for (let length = 1; length < parts.length; length++) {
    const owner = owners.get(`/${parts.slice(0, length).join("/")}`);
    if (owner !== undefined) return owner;
  }
  return undefined;
}
