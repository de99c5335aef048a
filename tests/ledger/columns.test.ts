import { readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readColumns, writeColumns } from "../../src/ledger/columns.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string(),
  // Half a character, and what stands between texts in the file.
  fc.constantFrom("", "\0", "a\0b", "\ud800", "भारी बारिश", "é"),
);

describe("columns of a file", () => {
  const file = join(temporaryFolder("columns"), "columns.bin");

  it("are those that were written, whatever the texts", () => {
    fc.assert(
      fc.property(
        fc.array(anyText),
        fc.array(fc.string()),
        fc.array(fc.double()),
        fc.uint8Array(),
        (texts, others, doubles, bytes) => {
          const columns = { texts, others, none: [], doubles: Float64Array.from(doubles), bytes };
          writeColumns(file, "test", { texts: texts.length }, columns);
          const read = readColumns(file, "test");
          expect(read).toEqual({ meta: { texts: texts.length }, columns });
        },
      ),
    );
  });

  it("are not used if a byte is another, or the end is missing", () => {
    const columns = { ids: ["desh/barish", ""], empty: new Float64Array(0), rows: Int32Array.of(1, 2, 3) };
    writeColumns(file, "test", {}, columns);
    const good = readFileSync(file);
    const { length } = good;
    for (let at = 0; at < length; at++) {
      const bad = Buffer.from(good);
      bad[at] = (bad[at] as number) ^ 1;
      writeFileSync(file, bad);
      // The few bytes that fill up the start say nothing.
      const read = readColumns(file, "test");
      if (!("fault" in read)) expect(read.columns).toEqual(columns);
      else expect(["damaged", "foreign", "other-version"]).toContain(read.fault);
    }
    for (let end = 0; end < length; end++) {
      writeFileSync(file, good);
      truncateSync(file, end);
      expect(readColumns(file, "test")).toHaveProperty("fault");
    }
  });

  it("of another layout are told from what is not ours", () => {
    writeFileSync(file, `khabar columns 1\n${"x".repeat(100)}`);
    expect(readColumns(file, "test")).toEqual({ fault: "other-version" });
    writeFileSync(file, "GIF89a");
    expect(readColumns(file, "test")).toEqual({ fault: "foreign" });
    expect(readColumns(`${file}.none`, "test")).toEqual({ fault: "missing" });
  });
});
