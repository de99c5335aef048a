import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

/** Data flows down: a room imports only from rooms above it. `docs/design.md` tells what each is for. */
const rooms = [
  "problems",
  "language",
  "font",
  "body",
  "read",
  "pictures",
  "check",
  "catalog",
  "health",
  "relate",
  "search",
  "share",
  "trend",
  "cards",
  "render",
  "ledger",
  "plan",
  "emit",
  "write",
  "import",
  "cms",
  "serve",
];

const source = resolve(import.meta.dirname, "../src");
const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter(
  (file) => file.endsWith(".ts") && file.includes("/"),
);

describe("the rooms of src/", () => {
  it("are all in the plan", () => {
    const found = new Set(files.map((file) => file.split("/")[0]));
    expect([...found].sort()).toEqual(rooms.toSorted());
  });

  it("import only from rooms above them", () => {
    const wrong = files.flatMap((file) => {
      const own = rooms.indexOf(file.split("/")[0] ?? "");
      const text = readFileSync(join(source, file), "utf8");
      const imports = [...text.matchAll(/(?:from|import) "(\.[^"]+)"/g)].map(([, path]) => path ?? "");
      return imports
        .map((path) => relative(source, resolve(join(source, dirname(file)), path)))
        .filter((path) => path.includes("/") && rooms.indexOf(path.split("/")[0] ?? "") > own)
        .map((path) => `${file} imports ${path}`);
    });
    expect(wrong).toEqual([]);
  });

  it("are told of in the design", () => {
    const design = readFileSync(resolve(source, "../docs/design.md"), "utf8");
    for (const room of rooms) expect(design).toContain(`${room}/`);
  });
});
