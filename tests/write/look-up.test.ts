import { rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type LookUp, lookUp } from "../../src/write/look-up.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** So many that a second thread helps. */
const paths = Array.from({ length: 10_500 }, (_, number) => `page-${number} खबर.html`);
let folder: string;

beforeAll(() => {
  folder = temporaryFolder("look-up");
  for (const [index, path] of paths.entries()) {
    const file = join(folder, path);
    writeFileSync(file, "x".repeat(index % 50));
    if (index % 100 === 3) utimesSync(file, index, index + 0.25);
    if (index % 1000 === 7) rmSync(file);
  }
});

function expectTruth(files: LookUp, order: readonly number[]) {
  const wrong = order.filter((index) => {
    const found = files.at(index);
    const stat = statSync(join(folder, paths[index] as string), { throwIfNoEntry: false });
    return found?.size !== stat?.size || found?.mtimeMs !== stat?.mtimeMs;
  });
  files.close();
  expect(wrong).toEqual([]);
}

describe("looking up what lies in the output folder", () => {
  const forward = [...paths.keys()];

  it.each([
    ["in order", forward],
    ["backwards", forward.toReversed()],
    ["here and there", forward.map((index) => (index * 7919) % paths.length)],
  ])("tells of every file what the file system tells, asked %s", (_, order) => {
    expectTruth(lookUp(folder, paths, true), order);
    expectTruth(lookUp(folder, paths, false), order);
  });
});
