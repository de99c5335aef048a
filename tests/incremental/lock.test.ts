import { spawn } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { lockFolder } from "../../src/write/lock.ts";
import { repository } from "../support/repository.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { tsxLoader } from "./builder.ts";

const locks = pathToFileURL(join(repository, "src/write/lock.ts")).href;

/** Another process that takes a folder and is killed. */
async function killedHolder(folder: string): Promise<void> {
  const script = `
    const { lockFolder } = await import(${JSON.stringify(locks)});
    console.log((await lockFolder(${JSON.stringify(folder)})) === undefined ? "taken" : "mine");
    setInterval(() => {}, 1000);
  `;
  const words = ["--import", tsxLoader, "--input-type=module", "--eval", script];
  const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "inherit"] });
  const said = await new Promise<string>((resolve) =>
    child.stdout.once("data", (text) => resolve(String(text))),
  );
  expect(said.trim()).toBe("mine");
  expect(await lockFolder(folder)).toBeUndefined();
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await ended;
}

describe("a folder", () => {
  it("belongs to one build at a time, until that lets go of it", async () => {
    const folder = temporaryFolder("lock");
    const first = await lockFolder(folder);
    expect(first).toBeDefined();
    expect(await lockFolder(folder)).toBeUndefined();
    const other = await lockFolder(temporaryFolder("lock"));
    expect(other).toBeDefined();
    other?.();
    first?.();
    const second = await lockFolder(folder);
    expect(second).toBeDefined();
    second?.();
  });

  it("is free again when the build that had it was killed", async () => {
    const folder = temporaryFolder("lock");
    await killedHolder(folder);
    const next = await lockFolder(folder);
    expect(next).toBeDefined();
    next?.();
  });

  it("goes to one of several builds that start at once, even after one was killed", async () => {
    for (let round = 0; round < 3; round++) {
      const folder = temporaryFolder("lock");
      await killedHolder(folder);
      const taken = await Promise.all(Array.from({ length: 6 }, () => lockFolder(folder)));
      const holders = taken.filter((letGo) => letGo !== undefined);
      expect(holders).toHaveLength(1);
      for (const letGo of holders) letGo();
    }
  });
});
