import type { Finding } from "../problems/problem.ts";
import type { Article, Author, Page } from "./types.ts";

/** Something that has an address and a file that a message can name. */
interface Claim {
  readonly address: string;
  readonly file: string;
  readonly place: Finding["place"];
  readonly draft: boolean;
}

/**
 * Finds addresses that two things claim: stories, pages, authors, the site's own pages, and redirects.
 *
 * Addresses that differ only in the case of their letters count as one, since some file systems and CDNs
 * cannot tell them apart. The earlier of two files keeps the address; the later one gets the message.
 *
 * @param fixed address to the name of what has it: home, sections, feeds …
 */
export function findTakenAddresses(
  articles: readonly Article[],
  pages: readonly Page[],
  authors: readonly Author[],
  fixed: ReadonlyMap<string, string>,
  findings: Finding[],
): void {
  const owners = new Map<string, string>();
  for (const [address, name] of fixed) owners.set(address.toLowerCase(), name);
  const claims: Claim[] = [
    ...pages.map((page) => ({ ...page, place: { field: ["slug"], key: true } })),
    ...authors.map((author) => ({ ...author, draft: false, place: { line: 1, column: 1 } })),
    ...articles.map((article) => ({ ...article, place: { field: ["slug"], key: true } })),
  ];
  for (const { address, file, place, draft } of claims) {
    const owner = owners.get(address.toLowerCase()) ?? fileAbove(address, owners);
    if (owner === undefined) owners.set(address.toLowerCase(), file);
    else {
      const severity = draft ? ({ severity: "warning" } as const) : {};
      findings.push({ code: "address-taken", file, place, values: { address, other: owner }, ...severity });
    }
  }
  for (const { file, redirectFrom, draft } of [...pages, ...articles]) {
    for (const [index, address] of redirectFrom.entries()) {
      const owner = owners.get(address.toLowerCase()) ?? fileAbove(address, owners);
      if (owner === undefined) owners.set(address.toLowerCase(), file);
      else {
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
}

/** `/a.html/b/` would need a folder where `/a.html` is a file. */
function fileAbove(address: string, owners: ReadonlyMap<string, string>): string | undefined {
  const parts = address
    .toLowerCase()
    .split("/")
    .filter((part) => part !== "");
  for (let length = 1; length < parts.length; length++) {
    const owner = owners.get(`/${parts.slice(0, length).join("/")}`);
    if (owner !== undefined) return owner;
  }
  return undefined;
}
