import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Ajv } from "ajv";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMessageConnection, type MessageConnection } from "vscode-jsonrpc/node";
import { editorFiles } from "../../src/cms/editors/editor-files.ts";
import { readFrontMatter, readYaml } from "../../src/read/front-matter.ts";
import { repository } from "../support/repository.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

interface Told {
  readonly uri: string;
  readonly diagnostics: readonly {
    readonly range: { readonly start: { readonly line: number; readonly character: number } };
    readonly message: string;
    readonly code: string;
    readonly severity: number;
  }[];
}

/** The server that the extension unifiedjs.vscode-remark runs, with what that extension tells it. */
const serverSource = `
import { remark } from ${JSON.stringify(pathToFileURL(createRequire(import.meta.url).resolve("remark")).href)};
import { createUnifiedLanguageServer } from ${JSON.stringify(
  pathToFileURL(createRequire(import.meta.url).resolve("unified-language-server")).href,
)};
createUnifiedLanguageServer({
  ignoreName: ".remarkignore", packageField: "remarkConfig", pluginPrefix: "remark", rcName: ".remarkrc",
  processorName: "remark", processorSpecifier: "remark", defaultProcessor: remark(),
});`;

describe("the checks in an editor", () => {
  let server: ChildProcess;
  let editor: MessageConnection;
  const waiting = new Map<string, (told: Told) => void>();

  beforeAll(async () => {
    const program = join(temporaryFolder("server"), "server.mjs");
    writeFileSync(program, serverSource);
    server = spawn(process.execPath, [program, "--stdio"], {
      cwd: repository,
      stdio: ["pipe", "pipe", "inherit"],
    });
    if (server.stdout === null || server.stdin === null) throw new Error("The server has no streams");
    editor = createMessageConnection(server.stdout as never, server.stdin as never);
    editor.onRequest("workspace/configuration", ({ items }: { items: unknown[] }) =>
      items.map(() => ({ requireConfig: true })),
    );
    editor.onRequest("client/registerCapability", () => null);
    editor.onNotification("textDocument/publishDiagnostics", (told: Told) => {
      waiting.get(told.uri)?.(told);
    });
    editor.listen();
    const root = pathToFileURL(repository).href;
    await editor.sendRequest("initialize", {
      processId: process.pid,
      rootUri: root,
      workspaceFolders: [{ uri: root, name: "newsroom" }],
      capabilities: { workspace: { configuration: true, workspaceFolders: true } },
    });
    await editor.sendNotification("initialized", {});
  });
  afterAll(() => {
    editor.dispose();
    server.kill();
  });

  /** What an editor shows of a text that was typed and not saved. */
  async function shown(path: string, text: string) {
    const uri = pathToFileURL(join(repository, path)).href;
    const told = new Promise<Told>((resolve) => waiting.set(uri, resolve));
    const textDocument = { uri, languageId: "markdown", version: 1, text };
    await editor.sendNotification("textDocument/didOpen", { textDocument });
    return (await told).diagnostics.map(
      ({ range, code, severity }) =>
        `${range.start.line + 1}:${range.start.character + 1} ${code} ${severity === 1 ? "error" : "warning"}`,
    );
  }

  it("show mistakes where they are while a story is typed", async () => {
    const text =
      "---\ntitle: Rain\nsumary: x\nkind: newz\ndate: tomorrow\nsection: desh\n---\nText.\n\n::: livee\n:::\n";
    expect(await shown("content/articles/typed.md", text)).toEqual([
      "3:1 field-unknown error",
      "4:7 field-value error",
      "5:7 date-format error",
      "10:1 block-unknown error",
    ]);
  });

  it("show an author's and a page's mistakes, and a draft's as warnings", async () => {
    expect(await shown("content/authors/typed.md", "---\nrole: Reporter\n---\n")).toEqual(
      ["1:1 field-missing error"].map((line) => expect.stringMatching(line.replace("1:1", "\\d:\\d"))),
    );
    const draft = "---\ntitle: Rain\ndate: 2026-11-22\nsection: nowhere\nstatus: draft\n---\n";
    expect(await shown("content/articles/draft.md", draft)).toEqual(["4:10 section-unknown warning"]);
  });

  it("have nothing to say of a good story, and of files that are no content", async () => {
    const good = readFileSync(join(repository, "content/articles/2026/mandi-mein-sabzi-ke-daam.md"), "utf8");
    expect(await shown("content/articles/2026/mandi-mein-sabzi-ke-daam.md", good)).toEqual([]);
    expect(await shown("docs/design.md", "no front matter")).toEqual([]);
  });
});

describe("the schemas for editors", () => {
  const files = new Map(editorFiles("content", "en").map(({ path, text }) => [path, text]));
  const ajv = new Ajv({ allowUnionTypes: true, strict: true });
  const validator = (kind: string) =>
    ajv.compile(JSON.parse(files.get(`.vscode/schemas/${kind}.json`) ?? "") as object);
  const contentOf = (folder: string) =>
    readdirSync(join(repository, "content", folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".md"))
      .map((file) => readFileSync(join(repository, "content", folder, file), "utf8"));

  it("are those of the repository: npm run schemas writes them anew", () => {
    for (const [path, text] of files) expect(readFileSync(join(repository, path), "utf8")).toBe(text);
  });

  it.each(["article", "author", "page"])("take every sample %s", (kind) => {
    const isRight = validator(kind);
    for (const text of contentOf(`${kind}s`)) {
      isRight(readFrontMatter(text).frontMatter.fields);
      expect(isRight.errors).toBeNull();
    }
  });

  it.each(["site", "trending"])("take the sample's %s.yaml", (kind) => {
    const isRight = validator(kind);
    isRight(readYaml(readFileSync(join(repository, `content/${kind}.yaml`), "utf8")).fields);
    expect(isRight.errors).toBeNull();
  });

  it("refuse what the checks refuse by its shape", () => {
    const isRight = validator("article");
    const good = { title: "Rain", date: "2026-11-22 8:00", section: "desh" };
    expect(isRight({ ...good, description: null, section: "new", authors: "meera" })).toBe(true);
    for (const bad of [
      { ...good, title: 2026 },
      { ...good, date: "tomorrow" },
      { ...good, sumary: "x" },
      { ...good, kind: "newz" },
      { ...good, image: { alt: "no file" } },
      { date: good.date, section: "desh" },
    ]) {
      expect(isRight(bad)).toBe(false);
    }
  });

  it("offer sections, authors and fixed values, also in snippets", () => {
    const snippets = JSON.parse(files.get(".vscode/khabar.code-snippets") ?? "") as Record<
      string,
      { body: string[] }
    >;
    expect(snippets["Khabar: section:"]?.body[0]).toMatch(/^section: \$\{1\|desh,.*\|\}$/);
    expect(snippets["Khabar: kind:"]?.body[0]).toContain("|news,explainer,");
    expect(snippets["Khabar: live"]?.body.join("\n")).toMatch(/^::: live .*\n:::\n\$0$/s);
  });
});
