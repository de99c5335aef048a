import { chmodSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { truncateGraphemes } from "../../src/language/truncate.ts";
import type { Delivery } from "../../src/options.ts";
import { trendingFragment } from "../../src/render/trending-fragment.ts";
import type { TrendingStrip } from "../../src/trend/strip.ts";
import { buildSite, reportOf } from "../support/build-site.ts";
import { writeEleventyConfig } from "../support/eleventy-config.ts";
import { attribute, byPart, byTag, parsePage, textOf } from "../support/html.ts";
import { repository } from "../support/repository.ts";
import { type LocalServer, serve } from "../support/serve.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { plainSite, story, writeNewsroom } from "../support/write-newsroom.ts";

/** Tags that servers read: in a headline they are words, and no more. */
export const nastyTitle =
  '<!--# include virtual="/secret.txt" --><!--#include virtual="/secret.txt" --><esi:include src="/secret.txt"/> & "so"';

/** Moments for which no list is older or newer by accident. */
const now = "2026-11-23T12:00:00+05:30";

/** Builds a small site in English with a story in Hindi. @returns the folder, which every user may read */
export async function buildFor(delivery: Delivery): Promise<string> {
  const folder = temporaryFolder("edge");
  const input = writeNewsroom({
    "site.yaml": stringify(plainSite),
    "articles/rain.md": story({ title: "Rain", date: "2026-11-20T08:00" }),
    "articles/nasty.md": story({ title: nastyTitle, date: "2026-11-19T08:00" }),
    "articles/barish.md": story({ title: "बारिश", language: "hi", date: "2026-11-18T08:00" }),
  });
  const config = writeEleventyConfig(folder, { trending: { delivery } });
  const output = join(folder, "site");
  reportOf(await buildSite({ input, output, now, config }));
  writeFileSync(join(output, "secret.txt"), "SECRET");
  // Apache reads as another user.
  chmodSync(folder, 0o755);
  return output;
}

const liveStrip: TrendingStrip = {
  basis: "readers",
  generatedAt: Date.parse(now),
  links: [
    { title: "Most read & more <b>", url: "/desh/rain/", language: "en", source: undefined },
    { title: "फ़ाइनल – भोर खेल", url: "https://khel.example/final/?a=1&b=2", language: "hi", source: "भोर खेल" },
  ],
};

export const fragment = trendingFragment(liveStrip, { language: "en", basePath: "" });
export const liveTitles = liveStrip.links.map(({ title }) => title);
export const bakedTitles = ["Rain", truncateGraphemes(nastyTitle, 60), "बारिश"];

/** The same list as `/trending.json` has it. */
export const liveJson = {
  generatedAt: new Date(liveStrip.generatedAt).toISOString(),
  window: 180,
  basis: "readers",
  links: liveStrip.links.map(({ title, url, language }) =>
    language === "en" ? { title, url } : { title, url, lang: language },
  ),
};

/** What becomes of a request for the fragment or the list: nothing is `missing`, and `slow` is never answered. */
export type Fate = "missing" | "error" | "empty" | "slow" | { readonly text: string };

export interface Origin extends LocalServer {
  fate: Fate;
}

/** A plain web host for a folder, with a fragment and a live list that fail as they are told to. */
export async function serveOrigin(folder: string, path: string): Promise<Origin> {
  const origin = { fate: "missing" as Fate };
  const server = await serve(folder, async (request, response) => {
    if (request.url !== path) return false;
    const { fate } = origin;
    if (fate === "slow") return true;
    const type = { "content-type": path.endsWith(".json") ? "application/json" : "text/html" };
    const failed = { missing: 404, error: 500, empty: 200 };
    const status = typeof fate === "string" ? failed[fate] : 200;
    const text = typeof fate === "object" ? fate.text : fate === "empty" ? "" : `<p>${status}</p>`;
    response.writeHead(status, { ...type, "content-length": Buffer.byteLength(text) }).end(text);
    return true;
  });
  return Object.assign(origin, server);
}

/** What a reader sees of the strip at an address; and that the page is whole. */
export async function seenStrip(url: string) {
  const response = await fetch(url, { headers: { "accept-encoding": "identity" } });
  const html = await response.text();
  if (!response.ok || !html.trimEnd().endsWith("</html>")) throw new Error(`${response.status}\n${html}`);
  const [strip] = byPart(parsePage(html), "trending");
  if (strip === undefined) throw new Error(html);
  const [list] = byTag(strip, "ol");
  return {
    html,
    headers: response.headers,
    basis: attribute(strip, "dataBasis"),
    heading: byTag(strip, "h2").map(textOf).join(),
    titles: byTag(strip, "a").map(textOf),
    /** Everything in the list but its links. */
    rest:
      list === undefined
        ? "no list"
        : textOf({ ...list, children: list.children.filter((child) => child.type === "text") }),
    inside: /id="trending".*?<ol[^>]*>(.*?)<\/ol>/s.exec(html)?.[1]?.trim() ?? "",
  };
}

/** A sample of `docs/examples/` with the places of a test in it. @throws {Error} for a place that is not there */
export function readSample(name: string, places: Readonly<Record<string, string>>): string {
  let text = readFileSync(join(repository, "docs/examples", name), "utf8");
  for (const [from, to] of Object.entries(places)) {
    if (!text.includes(from)) throw new Error(`docs/examples/${name} has no ${from}`);
    text = text.replaceAll(from, to);
  }
  return text;
}

/** Puts a fragment into a folder, or takes it away. */
export function putFragment(folder: string, text: string | undefined): void {
  const file = join(folder, "trending.html");
  if (text === undefined) rmSync(file, { force: true });
  else writeFileSync(file, text);
}
