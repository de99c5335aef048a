import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { branchOf, entryOfBranch } from "../../src/cms/workflow/branch-names.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { story, writeNewsroom } from "../support/write-newsroom.ts";
import { aDesk, type TestDesk } from "./a-backend.ts";
import { ask, openForm, writeForm } from "./editing-screen.ts";

const hindi =
  "भारी बारिश से देवगंज ठप: सरयनी ख़तरे के निशान से ऊपर, निचले मोहल्ले ख़ाली कराए गए, प्रशासन सतर्क, स्कूल बंद रहेंगे";
const fields = { title: hindi, date: "2026-11-22T08:00", section: "desh" };

let top: string;
let desk: TestDesk;

const git = (...words: string[]) =>
  execFileSync("git", ["-c", "core.quotePath=false", ...words], {
    cwd: top,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });

/** Everything of the user's that nobody may touch. */
const ownState = () => ({
  branch: git("symbolic-ref", "HEAD"),
  status: git("status", "--porcelain", "-uall"),
  index: git("ls-files", "-s"),
  worktrees: git("worktree", "list"),
});

beforeEach(() => {
  top = temporaryFolder("repository");
  const folder = writeNewsroom(
    {
      "articles/baarish.md": story({ title: "बारिश" }, "पहला पाठ\n"),
      "articles/2026/मानसून की ख़बर.md": story({ title: "मानसून" }),
    },
    join(top, "content"),
  );
  git("init", "-q", "-b", "main");
  git("config", "user.name", "मीरा जोशी");
  git("config", "user.email", "meera@bhor.example");
  git("add", ".");
  git("commit", "-q", "-m", "Begin");
  desk = aDesk({}, "en", folder);
});

const workflow = { useWorkflow: true, collectionName: "articles", status: "draft" };

/** What Decap sends for a story that was begun in it: the file's name is made from the headline. */
async function create(data: object, slug: string, body = "पाठ\n") {
  return ask(desk.backend, "persistEntry", {
    dataFiles: [
      {
        slug,
        path: `content/articles/${slug}.md`,
        raw: writeForm({ fields: { ...data }, body }, "markdown", []),
      },
    ],
    assets: [],
    options: { ...workflow, commitMessage: `Create articles “${slug}”`, newEntry: true },
  });
}

const slug = hindi.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, "-");

describe("a story under review", () => {
  it("is kept on a branch, moves on, and is published with nothing but its own file", async () => {
    writeFileSync(join(top, "notes.txt"), "mine");
    writeFileSync(join(top, "content/site.yaml"), `${desk.read("site.yaml")}# mine\n`);
    git("add", "notes.txt");
    const before = ownState();

    expect((await create(fields, slug)).json.error).toBeUndefined();
    expect(ownState()).toEqual(before);
    const found = (await ask(desk.backend, "unpublishedEntry", { collection: "articles", slug })).json;
    expect(found).toMatchObject({ collection: "articles", slug, status: "draft" });
    const [{ path, newFile }] = found.diffs;
    expect(path).toMatch(/^content\/articles\/bhari-barish-se-devganj-[a-z0-9-]+\.md$/);
    expect(newFile).toBe(true);
    expect((await ask(desk.backend, "unpublishedEntries")).json).toEqual([`articles/${slug}`]);

    const data = (
      await ask(desk.backend, "unpublishedEntryDataFile", { collection: "articles", slug, path, id: path })
    ).json.data;
    expect(data).toContain(`title: "${hindi}"`);

    const moved = await ask(desk.backend, "updateUnpublishedEntryStatus", {
      collection: "articles",
      slug,
      newStatus: "pending_review",
    });
    expect(moved.status).toBe(200);
    expect((await ask(desk.backend, "unpublishedEntry", { id: `articles/${slug}` })).json.status).toBe(
      "pending_review",
    );
    expect(ownState()).toEqual(before);

    expect(
      (await ask(desk.backend, "publishUnpublishedEntry", { collection: "articles", slug })).json.error,
    ).toBeUndefined();
    const file = path.replace("content/", "");
    expect(desk.read(file)).toContain(hindi);
    expect(git("status", "--porcelain", "-uall")).toBe(before.status);
    expect(git("diff", "--name-only", "HEAD~1", "HEAD").trim()).toBe(path);
    expect(git("log", "--format=%an", "-3").split("\n")[0]).toBe("मीरा जोशी");
    expect(git("for-each-ref", "refs/heads").trim().split("\n")).toHaveLength(1);
    expect(git("worktree", "list").trim().split("\n")).toHaveLength(1);
    expect((await ask(desk.backend, "unpublishedEntries")).json).toEqual([]);
    // Decap loads it once more under the name that it chose itself.
    const loaded = await ask(desk.backend, "getEntry", { path: `content/articles/${slug}.md` });
    expect(loaded.json.file.path).toBe(path);
    expect(desk.warned).toEqual([]);
  });

  it("is changed by one line, as on the disk, and knows files with Hindi names and spaces", async () => {
    const path = "content/articles/2026/मानसून की ख़बर.md";
    const form = await openForm(desk.backend, path);
    form.fields.kicker = "मौसम";
    const saved = await form.save({ ...workflow, commitMessage: "बदलाव" });
    expect(saved.json.error).toBeUndefined();
    expect(
      git("diff", "--stat=200", "main", git("for-each-ref", "--format=%(refname)", "refs/heads/cms").trim()),
    ).toContain("1 insertion(+)");
    const [id] = (await ask(desk.backend, "unpublishedEntries")).json;
    expect(id).toBe("articles/2026/मानसून की ख़बर");
    // A second save from the same form goes on the same branch.
    form.fields.kicker = "मौसम विभाग";
    expect((await form.save(workflow)).json.error).toBeUndefined();
    const entry = { collection: "articles", slug: "2026/मानसून की ख़बर" };
    expect((await ask(desk.backend, "publishUnpublishedEntry", entry)).json.error).toBeUndefined();
    expect(desk.read("articles/2026/मानसून की ख़बर.md")).toContain("kicker: मौसम विभाग\n");
  });

  it("may have mistakes until it is published; then they are told", async () => {
    expect((await create({ ...fields, section: "khel" }, "galat")).json.error).toBeUndefined();
    const { status, json } = await ask(desk.backend, "publishUnpublishedEntry", {
      collection: "articles",
      slug: "galat",
    });
    expect(status).toBe(422);
    expect(json.error).toContain("`section` is “khel”, but site.yaml has no such section");
    expect(git("log", "--format=%s", "main").trim()).toBe("Begin");
  });

  it("can be thrown away, and its text is kept aside", async () => {
    await create(fields, "phenk");
    expect(
      (await ask(desk.backend, "deleteUnpublishedEntry", { collection: "articles", slug: "phenk" })).status,
    ).toBe(200);
    expect(git("for-each-ref", "refs/heads").trim().split("\n")).toHaveLength(1);
    expect(readdirSync(join(desk.state, "unsaved"))).toHaveLength(1);
  });
});

describe("a story that others change too", () => {
  async function review(kicker: string) {
    const form = await openForm(desk.backend, "content/articles/baarish.md");
    form.fields.kicker = kicker;
    expect((await form.save(workflow)).json.error).toBeUndefined();
  }
  const commit = (text: string) => {
    writeFileSync(join(top, "content/articles/baarish.md"), text);
    git("commit", "-q", "-am", "Other");
  };
  const publish = () =>
    ask(desk.backend, "publishUnpublishedEntry", { collection: "articles", slug: "baarish" });

  it("is merged where they changed another field", async () => {
    await review("मौसम");
    commit(desk.read("articles/baarish.md").replace("पहला पाठ", "दूसरा पाठ"));
    expect((await publish()).json.error).toBeUndefined();
    expect(desk.read("articles/baarish.md")).toContain("kicker: मौसम\n");
    expect(desk.read("articles/baarish.md")).toContain("दूसरा पाठ");
    expect(git("log", "-1", "--format=%P").trim().split(" ")).toHaveLength(2);
  });

  it("is not published where they changed the same field, and the field is named", async () => {
    await review("मौसम");
    commit(desk.read("articles/baarish.md").replace("section: desh", "section: desh\nkicker: शहर"));
    const { status, json } = await publish();
    expect(status).toBe(409);
    expect(json.error).toContain("kicker in content/articles/baarish.md was changed on main too");
    expect(desk.read("articles/baarish.md")).toContain("kicker: शहर");
  });

  it("is not published over changes that were not committed", async () => {
    await review("मौसम");
    const own = desk.read("articles/baarish.md").replace("पहला पाठ", "मेरा पाठ");
    writeFileSync(join(top, "content/articles/baarish.md"), own);
    const head = git("rev-parse", "HEAD");
    const { status, json } = await publish();
    expect([status, json.error]).toEqual([409, expect.stringContaining("Commit or undo them")]);
    expect(desk.read("articles/baarish.md")).toBe(own);
    expect(git("rev-parse", "HEAD")).toBe(head);
  });
});

describe("the user's hooks", () => {
  function hook(name: string, script: string) {
    mkdirSync(join(top, ".git/hooks"), { recursive: true });
    writeFileSync(join(top, ".git/hooks", name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(top, ".git/hooks", name), 0o755);
  }

  it("see the story and nothing else staged, and may refuse it in their own words", async () => {
    hook(
      "pre-commit",
      "git -c core.quotePath=false diff --cached --name-only >&2\ntest -f content/site.yaml || echo missing >&2\necho 'शीर्षक बहुत लंबा है' >&2\nexit 1",
    );
    writeFileSync(join(top, "other.txt"), "x");
    git("add", "other.txt");
    const before = ownState();
    const { status, json } = await create(fields, "naya");
    expect(status).toBe(422);
    expect(json.error).toMatch(
      /a git hook\) refused it: content\/articles\/bhari-barish-[a-z0-9-]+\.md\nशीर्षक बहुत लंबा है What you wrote is kept in \S+\.md\.$/,
    );
    expect(ownState()).toEqual(before);
    expect(git("for-each-ref", "refs/heads/cms")).toBe("");
    expect(readdirSync(join(desk.state, "unsaved"))).toHaveLength(1);
  });

  it("run when the story is published too", async () => {
    await create(fields, "naya");
    hook("commit-msg", "echo no >&2; exit 1");
    const { json } = await ask(desk.backend, "publishUnpublishedEntry", {
      collection: "articles",
      slug: "naya",
    });
    expect(json.error).toContain("refused it: no");
    expect(git("log", "--format=%s", "main").trim()).toBe("Begin");
    expect(git("status", "--porcelain")).toBe("");
  });
});

describe("without what the workflow needs", () => {
  it("says so, and saves directly", async () => {
    const plain = aDesk({ "articles/a.md": story() });
    expect((await ask(plain.backend, "info")).json.publish_modes).toEqual(["simple"]);
    expect((await ask(plain.backend, "unpublishedEntries")).json).toEqual([]);
    const form = await openForm(plain.backend, "content/articles/a.md");
    form.fields.kicker = "x";
    const { status, json } = await form.save(workflow);
    expect([status, json.error]).toEqual([422, expect.stringContaining("publish_mode: simple")]);
    expect((await form.save()).status).toBe(200);
    expect((await ask(desk.backend, "info")).json.publish_modes).toContain("editorial_workflow");
  });

  it("asks for a first commit", async () => {
    const folder = writeNewsroom({ "articles/a.md": story() }, join(temporaryFolder("empty"), "content"));
    execFileSync("git", ["init", "-q"], { cwd: folder });
    const empty = aDesk({}, "en", folder);
    const form = await openForm(empty.backend, "content/articles/a.md");
    form.fields.kicker = "x";
    expect((await form.save(workflow)).json.error).toContain("no commit yet");
    expect(existsSync(join(empty.state, "workflow"))).toBe(false);
  });
});

describe("the name of a branch", () => {
  it("keeps letters of every script, and is taken by git for every slug", () => {
    expect(branchOf({ collection: "articles", slug: "2026/भारी बारिश" })).toBe(
      "refs/heads/cms/articles/2026%2Fभारी%20बारिश",
    );
    for (const odd of [
      "a..b",
      ".lock",
      "x.lock",
      "-a",
      "a~b^c:d?e*f[g\\h",
      "@{u}",
      "@",
      "a//b",
      "ल".repeat(300),
      "",
    ]) {
      const ref = branchOf({ collection: "articles", slug: odd });
      expect(() => git("check-ref-format", ref)).not.toThrow();
      for (const part of ref.split("/")) expect(Buffer.byteLength(part)).toBeLessThan(250);
    }
    expect(entryOfBranch(branchOf({ collection: "a", slug: "x/y.z %" }))).toEqual({
      collection: "a",
      slug: "x/y.z %",
    });
    expect(entryOfBranch("refs/heads/main")).toBeUndefined();
  });
});
