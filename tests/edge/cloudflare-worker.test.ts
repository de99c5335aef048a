import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stringsFor } from "../../src/language/strings.ts";
import {
  bakedTitles,
  buildFor,
  type Fate,
  fragment,
  liveJson,
  liveTitles,
  type Origin,
  readSample,
  seenStrip,
  serveOrigin,
} from "./live-site.ts";
import { installedPackages } from "./setup/install.ts";

/** The little of miniflare that is used here: its packages are not installed with ours. */
interface Worker {
  readonly ready: Promise<URL>;
  dispose(): Promise<void>;
}
type WorkerClass = new (options: Readonly<Record<string, unknown>>) => Worker;

let origin: Origin;
let worker: Worker;
let url: string;

beforeAll(async () => {
  const require = await installedPackages("miniflare");
  const { Miniflare } = require("miniflare") as { Miniflare: WorkerClass };
  origin = await serveOrigin(await buildFor("worker"), "/trending.json");
  worker = new Miniflare({
    modules: true,
    script: readSample("cloudflare-worker/worker.js", {}),
    compatibilityDate: /compatibility_date = "(.*)"/.exec(
      readSample("cloudflare-worker/wrangler.toml", {}),
    )?.[1],
    bindings: { ORIGIN: origin.url },
    host: "127.0.0.1",
    port: 0,
    cf: false,
  });
  url = String(await worker.ready).replace(/\/$/, "");
});

afterAll(async () => {
  await worker?.dispose();
  await origin?.close();
});

const told = (changes: object = {}): Fate => ({ text: JSON.stringify({ ...liveJson, ...changes }) });

describe("a Cloudflare Worker", () => {
  it("puts the live list into the page, with the heading and basis that belong to it", async () => {
    origin.fate = told();
    const seen = await seenStrip(`${url}/desh/rain/`);
    expect(seen).toMatchObject({ titles: liveTitles, basis: "readers", heading: "Trending", rest: "" });
    expect(seen.inside.replace(' dir="auto"', "")).toBe(fragment);
    expect(seen.headers.get("etag")).toBeNull();
  });

  it("uses the words of the page's language", async () => {
    origin.fate = told();
    expect(await seenStrip(`${url}/desh/barish/`)).toMatchObject({
      titles: liveTitles,
      heading: stringsFor("hi").trending,
    });
  });

  it.each<[string, Fate]>([
    ["missing", "missing"],
    ["an error", "error"],
    ["empty", "empty"],
    ["slow", "slow"],
    ["no JSON", { text: "<p>Sorry</p>" }],
    ["JSON of another kind", { text: "[1, null]" }],
    ["without links", told({ links: [] })],
    ["older than the page", told({ generatedAt: "2026-11-20T02:29:59.999Z" })],
    ["of no known basis", told({ basis: "guesses" })],
    ["hostile", told({ links: [...liveJson.links, { title: "x", url: "javascript:alert(1)" }] })],
    ["hostile in another way", told({ links: [{ title: { toString: 1 }, url: "/" }] })],
  ])("leaves the page as it is where the list is %s", async (_, fate) => {
    origin.fate = fate;
    expect(await seenStrip(`${url}/desh/rain/`)).toMatchObject({
      titles: bakedTitles,
      basis: "newest",
      heading: "Latest stories",
    });
  });

  it("lets no headline become markup", async () => {
    const title = '</a><script>alert(1)</script><!--# include virtual="/secret.txt" -->';
    origin.fate = told({ links: [{ title, url: '/x/"onclick="y', lang: '"><b>' }] });
    const { titles, inside } = await seenStrip(`${url}/`);
    expect(titles).toEqual([title]);
    expect(inside).not.toMatch(/<script|<b>|<!--|"onclick/);
  });

  it("passes on what is no page, and pages that do not exist", async () => {
    origin.fate = told();
    expect(await (await fetch(`${url}/feed.json`)).json()).toHaveProperty("items");
    const missing = await fetch(`${url}/no/such/`);
    expect(missing.status).toBe(404);
    expect(await missing.text()).toContain(liveTitles[1]);
  });
});
