import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openFileDigests } from "../src/file-digests.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

const sha1 = (text: string) => createHash("sha1").update(text).digest("hex");

describe("digests of files", () => {
  const folder = temporaryFolder("digests");
  const file = join(folder, "program.ts");
  const store = join(folder, "kept/programs.json");
  const ask = (...files: string[]) => {
    const digests = openFileDigests(store);
    const found = files.map((each) => digests.of(each));
    digests.keep();
    return found;
  };
  /** As if some time had passed since the files were written. */
  const later = () => vi.spyOn(Date, "now").mockReturnValue(Date.now() + 60_000);

  afterEach(() => {
    vi.restoreAllMocks();
    rmSync(store, { force: true });
  });

  it("are remembered of files that have not changed for a while", () => {
    writeFileSync(file, "one");
    later();
    expect(ask(file)).toEqual([sha1("one")]);
    const kept = readFileSync(store, "utf8");
    // What is remembered is what is told: with another digest in the store, that one.
    writeFileSync(store, kept.replace(sha1("one"), sha1("other")));
    expect(ask(file)).toEqual([sha1("other")]);
  });

  it("are those of the new bytes after an edit that keeps size and time", () => {
    writeFileSync(file, "one");
    const time = new Date(1_700_000_000_000);
    utimesSync(file, time, time);
    later();
    ask(file);
    writeFileSync(file, "two");
    utimesSync(file, time, time);
    expect(ask(file)).toEqual([sha1("two")]);
  });

  it("are not remembered of a file that was written just now", () => {
    writeFileSync(file, "one");
    expect(ask(file)).toEqual([sha1("one")]);
    expect(existsSync(store)).toBe(false);
  });

  it.each(["", "null", "[1]", '{"a":', '{"/a":5}'])("are found anew where the store is %j", (broken) => {
    writeFileSync(file, "one");
    later();
    ask(file);
    writeFileSync(store, broken);
    expect(ask(file)).toEqual([sha1("one")]);
  });

  it("are found anew where the store knows a file without its digest", () => {
    writeFileSync(file, "one");
    later();
    ask(file);
    writeFileSync(store, readFileSync(store, "utf8").replace(`,"${sha1("one")}"`, ""));
    expect(ask(file)).toEqual([sha1("one")]);
  });

  it("forget files that nobody asks for any more", () => {
    const other = join(folder, "other.ts");
    writeFileSync(file, "one");
    writeFileSync(other, "two");
    later();
    ask(file, other);
    expect(readFileSync(store, "utf8")).toContain("other.ts");
    ask(file);
    expect(readFileSync(store, "utf8")).not.toContain("other.ts");
  });
});
