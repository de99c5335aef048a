import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { fromHtml } from "hast-util-from-html";
import { toHtml } from "hast-util-to-html";
import { byPart, byTag, textOf } from "../../../tests/support/html.ts";
import { sampleMoment } from "../../../tests/support/repository.ts";
import { project } from "../khabar-project.ts";
import { budgets } from "./budgets.ts";

const run = promisify(execFile);

/** The story that is measured: a lead picture, a sidebar, the strip, a reply form. */
const story = "/desh/bhari-barish-nagar-thapp/";

/** Where the page of the bare text is put. */
const bare = "/bare/";

export interface MeasuredPage {
  readonly page: string;
  readonly address: string;
  /** Budgets, see `budgets.ts`; a page without one for its HTML is there to compare with, and has no aims. */
  readonly html?: number;
  readonly bytes?: number;
  readonly requests?: number;
}

/** What is measured, by its name in the table. */
export const measuredPages: readonly MeasuredPage[] = [
  { page: "story", address: story, html: budgets.html, ...budgets.article },
  { page: "front page", address: "/", html: budgets.html, ...budgets.home },
  { page: "section", address: "/desh/", html: budgets.html },
  { page: "live page", address: "/desh/toofan-tarang-live/", html: budgets.html, ...budgets.article },
  { page: "lite page of the story", address: `/lite${story}`, html: budgets.liteHtml, ...budgets.lite },
  { page: "its text and picture in bare HTML", address: bare },
];

/** Builds the sample newsroom for production, and puts the bare page beside it. */
export async function buildSample(folder: string): Promise<void> {
  const flags = [`--output=${folder}`, `--now=${sampleMoment}`, "--quiet"];
  await run(process.execPath, ["scripts/run.mjs", "build", ...flags], { cwd: project });
  const file = join(folder, bare, "index.html");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, barePage(readFileSync(join(folder, story, "index.html"), "utf8")));
}

/** The least that could show the same story: its words and its lead picture, with no style and nothing around. */
function barePage(html: string): string {
  const root = fromHtml(html);
  const [headline, body, picture] = ["headline", "body", "lead-image"].map((part) => byPart(root, part)[0]);
  if (headline === undefined || body === undefined) throw new Error(`${story} has no headline or no text`);
  const image = picture && byTag(picture, "img")[0];
  return `<!DOCTYPE html><html lang="hi"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="description" content="${story}"><title>${textOf(headline)}</title><main><h1>${textOf(headline)}</h1>${image ? toHtml(image) : ""}${toHtml(body.children)}</main></html>`;
}
