import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { stringify } from "yaml";
import { readPages } from "../support/sample-site.ts";
import { filesIn } from "../support/site-files.ts";
import { plainSite, story, writeNewsroom } from "../support/write-newsroom.ts";
import { type Builder, startBuilder } from "./builder.ts";
import { type KeptProject, openProject } from "./kept-project.ts";

const now = "2026-11-23T12:00:00+05:30";
const options = { search: { fullText: { stories: 20 } } };

let builder: Builder;
let project: KeptProject;

beforeAll(async () => {
  builder = startBuilder();
  project = openProject(builder);
  const files: Record<string, string> = {};
  for (let number = 1; number < 25; number++) {
    const date = `2026-10-${String(number).padStart(2, "0")}T08:00`;
    files[`articles/story-${number}.md`] = story(
      { title: `Report ${number}`, date },
      `River ${number} rose.\n`,
    );
  }
  writeNewsroom(files, join(project.folder, "content"));
  expect(await project.build({ now, options })).toMatchObject({ error: undefined, problems: [] });
});

afterAll(() => builder.stop());

const searchFiles = (paths: readonly string[]) => paths.filter((path) => path.startsWith("search/"));

it("a build without changes leaves every search file alone", async () => {
  expect((await project.compare({ now, options })).changes).toEqual([]);
});

it("a changed text changes the index of texts, and no headline", async () => {
  project.write({
    "articles/story-3.md": story({ title: "Report 3", date: "2026-10-03T08:00" }, "The harbour froze.\n"),
  });
  const changed = searchFiles((await project.compare({ now, options })).changes);
  expect(changed.filter((path) => path.startsWith("search/texts/1/fragment/"))).toHaveLength(2);
  expect(changed).not.toContain("search/titles/1.json");
});

it("a published story changes its shard and the page, and one that is taken back leaves", async () => {
  project.write({ "articles/new.md": story({ title: "Zqnew", date: "2026-11-23T08:00" }, "Fresh.\n") });
  const added = searchFiles((await project.compare({ now, options })).changes);
  expect(added).toContain("search/titles/1.json");
  expect(added).toContain("search/index.html");
  expect(project.site.get("search/titles/1.json")).toBeDefined();
  project.remove("articles/new.md");
  const removed = searchFiles((await project.compare({ now, options })).changes);
  expect(removed).toContain("search/titles/1.json");
});

it("another choice makes and takes away the index of texts", async () => {
  const off = await project.compare({ now, options: { search: { fullText: false } } });
  expect(searchFiles(off.changes)).toContain("search/texts/1/pagefind-entry.json");
  expect([...project.site.keys()].filter((path) => path.includes("texts/"))).toEqual([]);
  await project.compare({ now, options });
  expect([...project.site.keys()]).toContain("search/texts/1/pagefind-entry.json");
});

it("a site below a path keeps its search there, and one without search has no trace of it", async () => {
  const other = openProject(builder);
  const site = join(other.folder, "site");
  writeNewsroom(
    {
      "site.yaml": stringify({ ...plainSite, url: "https://bhor.example/news" }),
      "articles/rain.md": story({ title: "Rain & river" }),
    },
    join(other.folder, "content"),
  );
  await other.build({ now, options: { search: { titles: 100 } } });
  const page = readPages(site).find(({ address }) => address === "/search/")?.html ?? "";
  expect(page).toContain('action="/news/search/"');
  expect(page).toContain("&quot;base&quot;:&quot;/news/search/&quot;");
  expect(page).not.toContain('id="search-texts"');
  expect(filesIn(site).filter((file) => file.startsWith("search/"))).toEqual([
    "search/index.html",
    "search/titles/1.json",
  ]);
  await other.compare({ now, options: { search: { titles: 0 } } });
  expect(filesIn(site).filter((file) => /^search|opensearch/.test(file))).toEqual([]);
  for (const { html, address } of readPages(site)) expect(html.includes("/search/"), address).toBe(false);
});
