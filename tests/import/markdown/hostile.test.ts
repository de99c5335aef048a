import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderOf, importFiles, story } from "./old-site.ts";

const dated = (fields: string, body = "Text.\n") => story(`date: 2024-01-31\n${fields}`, body);

describe("a hostile folder", () => {
  it("cannot write outside of the content folder, by slug, name, permalink or author", async () => {
    const above = folderOf({});
    const into = join(above, "deep", "content");
    const { errors } = await importFiles(
      {
        "a.md": dated(
          "title: A\nslug: ../../../x\nauthor: ../../evil\ncategory: ../..\nimage: ../../../../etc/passwd",
        ),
        "..b\\..\\c.md": dated("title: B\npermalink: /../../x/\naliases: ['/../../y/']"),
        "~/c:d.md": dated("title: C\nurl: 'file:///etc/x'"),
        "d.md": dated("title: D", "![x](../../../../../etc/hosts) [y](/../../../etc/passwd)\n"),
      },
      { into, keepAddresses: "permalink" },
    );
    expect(readdirSync(above)).toEqual(["deep"]);
    expect(readdirSync(join(above, "deep"))).toEqual(["content"]);
    expect(existsSync(join(into, "media"))).toBe(false);
    expect(await errors()).toEqual([]);
  });

  it("cannot bring private files along by symbolic links", async () => {
    const secret = folderOf({ "secret.md": dated("title: Secret"), "secret.gif": "GIF" });
    const folder = folderOf({ "a.md": dated("title: A", "![x](s.gif)\n"), "sub/b.md": dated("title: B") });
    symlinkSync(join(secret, "secret.md"), join(folder, "linked.md"));
    symlinkSync(join(secret, "secret.gif"), join(folder, "s.gif"));
    symlinkSync(secret, join(folder, "all"));
    symlinkSync(folder, join(folder, "sub", "loop"));
    const { result, files, into } = await importFiles(folder);
    expect(Object.keys(files)).toEqual(["articles/a.md", "articles/sub/b.md", "site.yaml"]);
    expect(existsSync(join(into, "media"))).toBe(false);
    expect(result.leftOut.filter(({ failed }) => failed).map(({ file }) => file)).toEqual([
      "all",
      "linked.md",
      "s.gif",
    ]);
  });

  it("cannot write through a symbolic link in the content folder", async () => {
    const elsewhere = folderOf({});
    const into = folderOf({});
    symlinkSync(elsewhere, join(into, "articles"));
    const { result } = await importFiles({ "a.md": dated("title: A") }, { into, force: true });
    expect(readdirSync(elsewhere)).toEqual([]);
    expect(result.leftOut).toMatchObject([{ file: "a.md", failed: true }]);
  });

  it("has its unreadable files reported, and the others taken", async () => {
    const { result, files } = await importFiles({
      "latin.md": Uint8Array.from([...Buffer.from("---\ntitle: caf"), 0xe9, 0x0a]),
      "zero.md": "---\ntitle: a\u0000b\n---\n",
      "tag.md": "---\ntitle: !!js/function 'x'\n---\n",
      "bomb.md": `---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c]\n---\n`,
      "self.md": "---\ntitle: A\ndate: 2024-01-31\ntags: &t [*t]\n---\n",
      "fine.md": dated("title: Fine"),
    });
    expect(Object.keys(files)).toContain("articles/fine.md");
    expect(result.leftOut.map(({ file }) => file)).toEqual(
      expect.arrayContaining(["bomb.md", "latin.md", "tag.md", "zero.md"]),
    );
  });

  it("has names that file systems dislike made plain, and none lost", async () => {
    const long = "न".repeat(60);
    const { files, result, errors } = await importFiles({
      [`${long}.md`]: dated("title: A"),
      "with space.md": dated("title: B"),
      "with-space.md": dated("title: C"),
      "UPPER.md": dated("title: D"),
      "upper.markdown": dated("title: E"),
      "what?.md": dated("title: F"),
    });
    expect(result.articles).toBe(6);
    expect(Object.keys(files).filter((path) => path.startsWith("articles/"))).toHaveLength(6);
    expect(await errors()).toEqual([]);
  });

  it("has template code that is only text in the newsroom", async () => {
    const { files, errors } = await importFiles({
      "_posts/2024-01-31-a.md": story(
        "title: A",
        "{{ 7 | times: 7 }} {% include_relative ../../secret.txt %} {{ '{{' }} {% raw %}{{ x }}{% endraw %}\n",
      ),
    });
    expect(files["articles/2024-01-31-a.md"]?.split("---\n")[2]).toBe("  {{ {{ x }}\n");
    expect(await errors()).toEqual([]);
  });

  it("with five megabytes in one text is read in bounded time", async () => {
    const line =
      "Words of a long report. ".repeat(20) +
      "[a](/b/) <a href='/c/'>d</a> `e` ![f](g.png) {{< ref \"b.md\" >}} {{< unknown >}}\n\n";
    const { result } = await importFiles({
      "content/a.md": dated("title: A", line.repeat(5_000_000 / line.length)),
      "content/open.md": dated("title: B", '{{< x "'.repeat(200_000)),
      "content/deep.md": dated("title: C", "[".repeat(50_000) + "<div markdown=1>".repeat(900)),
      "content/deeper.md": dated("title: D", "<div>".repeat(5000)),
      "content/big.md": "x".repeat(17_000_000),
    });
    expect(result.articles).toBe(3);
    expect(result.leftOut.map(({ file }) => file)).toEqual(["content/big.md", "content/deeper.md"]);
  }, 180_000);

  it("that is empty leaves an empty newsroom", async () => {
    const { result, errors } = await importFiles({});
    expect(result).toMatchObject({ files: 0, articles: 0, leftOut: [] });
    expect(await errors()).toEqual([]);
  });

  it("may have a configuration that is broken", async () => {
    const folder = folderOf({ "a.md": dated("title: A"), "_config.yml": "title: [\n", "hugo.toml": "=" });
    mkdirSync(join(folder, "config.toml"));
    writeFileSync(join(folder, "config.toml", "x"), "");
    expect((await importFiles(folder)).result.articles).toBe(1);
  });
});
