import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { putFile } from "../../src/cms/backend/put-file.ts";
import { repository } from "../support/repository.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { story } from "../support/write-newsroom.ts";
import { aDesk } from "./a-backend.ts";
import { openForm } from "./editing-screen.ts";

const long = "पानी चढ़ता गया।\n".repeat(4000);

describe("a process that is killed while it saves", () => {
  it("leaves the old file or the new one, and nothing that anybody would take for a story", async () => {
    const text = story({ kicker: "A" }, long);
    const desk = aDesk({ "articles/a.md": text });
    const allowed = [text, text.replace("kicker: A", "kicker: B")];
    for (const saves of [1, 4]) {
      const child = spawn(
        process.execPath,
        ["--import", "tsx", join(import.meta.dirname, "saving-process.ts"), desk.folder, desk.state],
        {
          cwd: repository,
          stdio: ["ignore", "pipe", "inherit"],
        },
      );
      let printed = "";
      for await (const chunk of child.stdout) {
        printed += String(chunk);
        if (printed.split("saved\n").length > saves) break;
      }
      const closed = child.exitCode === null && child.signalCode === null ? once(child, "exit") : undefined;
      child.kill("SIGKILL");
      await closed;
      expect(printed).toMatch(/^(saved\n)+/);
      expect(allowed.includes(desk.read("articles/a.md"))).toBe(true);
      expect(readdirSync(join(desk.folder, "articles")).filter((name) => !name.startsWith("."))).toEqual([
        "a.md",
      ]);
    }
    // The next save takes away what was left lying about.
    const form = await openForm(desk.backend, "content/articles/a.md");
    form.fields.kicker = "C";
    expect((await form.save()).json.error).toBeUndefined();
    expect(readdirSync(join(desk.folder, "articles"))).toEqual(["a.md"]);
  });
});

describe("putting a file in its place", () => {
  it("does nothing where there is one already, or where the one that was there is another now", () => {
    const file = join(temporaryFolder("put"), "a.md");
    expect(putFile(file, Buffer.from("one"), true)).toBe(true);
    expect(putFile(file, Buffer.from("two"), true)).toBe(false);
    expect(putFile(file, Buffer.from("two"), false, () => false)).toBe(false);
    expect(readFileSync(file, "utf8")).toBe("one");
    expect(readdirSync(join(file, ".."))).toEqual(["a.md"]);
  });

  it("leaves nothing behind where it cannot be done", () => {
    const folder = temporaryFolder("put");
    writeFileSync(join(folder, "file"), "");
    expect(() => putFile(join(folder, "file/below.md"), Buffer.from("x"), true)).toThrow();
    expect(() => putFile(join(folder, "x".repeat(300)), Buffer.from("x"), true)).toThrow();
    expect(readdirSync(folder)).toEqual(["file"]);
  });
});

describe("many who save at once", () => {
  it("lose nothing where each has a field of their own", async () => {
    const desk = aDesk({ "articles/a.md": story({ status: "draft" }) });
    const changes = {
      kicker: "k",
      description: "d",
      series: "s",
      seoTitle: "t",
      slug: "x",
      comments: "closed",
      kind: "live",
      language: "hi",
    };
    const forms = await Promise.all(
      Object.keys(changes).map(() => openForm(desk.backend, "content/articles/a.md")),
    );
    const saved = await Promise.all(
      Object.entries(changes).map(([name, value], at) => {
        Object.assign(forms[at]?.fields ?? {}, { [name]: value });
        return forms[at]?.save();
      }),
    );
    expect(saved.map((answer) => answer?.status)).toEqual(saved.map(() => 200));
    const text = desk.read("articles/a.md");
    for (const [name, value] of Object.entries(changes)) expect(text).toContain(`\n${name}: ${value}\n`);
  });

  it("have one winner where they have the same field, and every other text is kept", async () => {
    const desk = aDesk({ "articles/a.md": story() });
    const forms = await Promise.all(
      Array.from({ length: 6 }, () => openForm(desk.backend, "content/articles/a.md")),
    );
    const saved = await Promise.all(
      forms.map((form, at) => {
        form.fields.title = `T${at}`;
        return form.save();
      }),
    );
    expect(saved.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
    expect(readdirSync(join(desk.state, "unsaved"))).toHaveLength(5);
    expect(existsSync(join(desk.folder, "articles/a.md"))).toBe(true);
    expect(desk.read("articles/a.md")).toContain("title: T0\n");
  });
});
