import { describe, expect, it } from "vitest";
import { openEditorsView, type ViewedSite } from "../../src/serve/editors-view/open-view.ts";
import { reportFailure } from "../../src/serve/report-panel.ts";
import { findHtmlFaults } from "../support/html-validate.ts";

/** A site that was never built. */
const unbuilt = (changes: Partial<ViewedSite> = {}): ViewedSite => ({
  session: { stories: async () => undefined },
  output: "no-such-folder",
  troubles: () => undefined,
  basePath: () => "/news",
  language: () => "en",
  now: Date.parse("2026-11-22T08:00:00Z"),
  warn: () => undefined,
  ...changes,
});
const ask = (site: ViewedSite, path = "") => openEditorsView(site).answer(path, new URLSearchParams());

describe("the desk of a site that could not be built", () => {
  it("shows what a layout threw, as text, and counts it", async () => {
    const report = reportFailure("headline.njk: <b>nothing</b> is undefined", "en");
    const { status, html } = await ask(
      unbuilt({ troubles: () => ({ problems: [], files: 0, written: undefined, report }) }),
    );
    expect(status).toBe(200);
    expect(html).toContain("headline.njk: &lt;b&gt;nothing&lt;/b&gt; is undefined");
    expect(html).toContain("<dt>Errors</dt><dd>1</dd>");
    expect(html).toContain('href="/news/"');
    expect(findHtmlFaults(html)).toEqual([]);
  });

  it("shows every kind of problem up to a number, errors first", async () => {
    const problems = Array.from({ length: 250 }, (_, index) => ({
      code: "link-broken" as const,
      file: "content/articles/a.md",
      line: index + 1,
      column: 1,
      severity: index === 249 ? ("error" as const) : ("warning" as const),
      values: { found: "/<x>/" },
    }));
    const troubles = () => ({ problems, files: 1, written: undefined, report: undefined });
    const { html } = await ask(unbuilt({ troubles }));
    expect(html.match(/a\.md:\d+:1/g)?.slice(0, 2)).toEqual(["a.md:250:1", "a.md:1:1"]);
    expect(html).toContain("and 50 more");
    expect(html).toContain("“/&lt;x&gt;/”");
  });

  it("says so where a page cannot be made, and makes it when that is mended", async () => {
    let isBroken = true;
    const said: unknown[] = [];
    const site = unbuilt({
      session: {
        stories: async () => {
          if (isBroken) throw new Error("the disk is gone");
          return undefined;
        },
      },
      warn: (text) => said.push(text),
    });
    const view = openEditorsView(site);
    const broken = await view.answer("", new URLSearchParams());
    expect(broken.status).toBe(500);
    expect(broken.html).toContain("This page could not be made.");
    expect(said).toEqual([expect.stringContaining("the disk is gone")]);
    isBroken = false;
    expect(await view.answer("", new URLSearchParams())).toMatchObject({ status: 200 });
    expect(await view.answer("related/", new URLSearchParams())).toMatchObject({ status: 404 });
  });
});
