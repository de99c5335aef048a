import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openStore } from "../../src/share/store.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);

describe("state in a folder", () => {
  it("is whole whenever it is read, while others write it", async () => {
    const store = await openStore(temporaryFolder(), {});
    const sizes = [4_000_000, 1_000_000, 2_000_000];
    let writing = true;
    const writers = sizes.map(async (size, at) => {
      for (let turn = 0; turn < 6; turn++) await store.put("state", new Uint8Array(size).fill(at));
    });
    const reader = (async () => {
      const torn: string[] = [];
      let reads = 0;
      while (writing || reads === 0) {
        const found = await store.get("state");
        if (found === undefined) continue;
        reads++;
        const fill = found[0] ?? -1;
        if (found.length !== sizes[fill] || found.at(-1) !== fill) torn.push(`${found.length} of ${fill}`);
      }
      return torn;
    })();
    await Promise.all(writers);
    writing = false;
    expect(await reader).toEqual([]);
  });

  it("does not show what a build that was ended left half written", async () => {
    const folder = temporaryFolder();
    const store = await openStore(folder, {});
    await store.put("state", bytesOf("whole"));
    mkdirSync(join(folder, ".unfinished-a1b2c3"));
    writeFileSync(join(folder, ".unfinished-a1b2c3/file"), "ha");
    expect(await store.list("")).toEqual(["state"]);
  });

  it("leaves nothing else in the folder", async () => {
    const folder = temporaryFolder();
    const store = await openStore(folder, {});
    await store.put("pages/one", bytesOf("1"));
    await store.put("pages/one", bytesOf("2"));
    expect(readdirSync(folder)).toEqual(["pages+one"]);
  });

  it("keeps the old state and tidies up when the new one cannot be written", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "state"));
    writeFileSync(join(folder, "state/in-the-way"), "");
    const store = await openStore(folder, {});
    await expect(store.put("state", bytesOf("new"))).rejects.toThrow(`Cannot write "state" in ${folder}: `);
    expect(readdirSync(folder)).toEqual(["state"]);
  });

  it("does not list what cannot have been put there", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, ".DS_Store"), "");
    writeFileSync(join(folder, "a note.txt"), "");
    mkdirSync(join(folder, "subfolder"));
    const store = await openStore(folder, {});
    expect(await store.list("")).toEqual([]);
  });

  it("says what is in the way of a folder", async () => {
    const file = join(temporaryFolder(), "state");
    writeFileSync(file, "");
    const sentence = "there is a file in the place of a folder; name another folder.";
    await expect(openStore(file, {})).rejects.toThrow(`Cannot keep state in ${file}: ${sentence}`);
    await expect(openStore(`${file}/below`, {})).rejects.toThrow(`${file}/below: ${sentence}`);
  });

  it("says when the folder is gone", async () => {
    const folder = join(temporaryFolder(), "state");
    const store = await openStore(folder, {});
    rmSync(folder, { recursive: true });
    const sentence = "the folder is gone; let nothing remove it during a build.";
    await expect(store.put("state", bytesOf("x"))).rejects.toThrow(
      `Cannot write "state" in ${folder}: ${sentence}`,
    );
    await expect(store.list("")).rejects.toThrow(`Cannot list ${folder}: ${sentence}`);
  });

  it("is shown as it was written", async () => {
    const folder = temporaryFolder();
    expect((await openStore(`${folder}/./state`, {})).shown).toBe(`${folder}/./state`);
  });
});
