import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { story } from "../support/write-newsroom.ts";
import { aDesk } from "./a-backend.ts";
import { anyFields, anyStyle, renderFields } from "./any-fields.ts";
import { openForm } from "./editing-screen.ts";

const piece = fc.constantFrom(
  "पाठ",
  "\n",
  "\n\n",
  "  \n",
  "---",
  "--- ",
  "# x",
  "[^1]: n",
  "khabarOpened: o-x",
  "\t",
  "title: y",
  ":::",
  "```",
  "\u2028",
  "é",
  " ",
);
const body = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));
const lineEnd = fc.constantFrom("\n", "\r\n");

describe("a file of any style", () => {
  it("comes back byte for byte from a form in which nothing was changed", async () => {
    const desk = aDesk({ "articles/a.md": story() });
    const disk = join(desk.folder, "articles/a.md");
    let tried = 0;
    await fc.assert(
      fc.asyncProperty(
        anyFields,
        anyStyle,
        body,
        lineEnd,
        fc.boolean(),
        async (fields, style, text, end, marked) => {
          const yaml = [...renderFields(fields, style).values()].join("");
          const whole = `${marked ? "\uFEFF" : ""}---\n${yaml}---\n${text}`.replaceAll("\n", end);
          writeFileSync(disk, whole);
          let form: Awaited<ReturnType<typeof openForm>>;
          try {
            form = await openForm(desk.backend, "content/articles/a.md");
          } catch {
            // What Decap cannot read it cannot save.
            return;
          }
          tried++;
          const { status } = await form.save();
          // Refused or not: nothing was changed, so nothing may be other than before.
          expect(readFileSync(disk, "utf8")).toBe(whole);
          if (!yaml.includes("---")) expect(status).toBe(200);
        },
      ),
      { numRuns: 200, seed: 26, endOnFailure: true },
    );
    expect(tried).toBeGreaterThan(150);
  });
});
