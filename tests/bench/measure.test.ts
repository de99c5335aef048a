import { describe, expect, it } from "vitest";
import { measure } from "../../scripts/bench/measure.ts";

const node = (code: string, limitSeconds = 60) => measure("node", ["-e", code], ".", limitSeconds);

/** A program that starts another one, waits until that is ready, and a little more, and ends without waiting for it. */
const startOther = (other: string) => `
  const child = require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(other)}]);
  child.stdout.once("data", () => setTimeout(() => { child.kill(); process.exit(0); }, 500));`;
const waitReady = 'console.log("ready"); setInterval(() => {}, 1000);';

describe.runIf(process.platform === "linux")("measuring a command", () => {
  it("counts the memory of all its processes", async () => {
    const hold = "globalThis.held = Buffer.alloc(2e8, 1);";
    const { peakMegabytes, code } = await node(`${hold} ${startOther(hold + waitReady)}`);
    expect(code).toBe(0);
    expect(peakMegabytes).toBeGreaterThan(380);
  });

  it("counts the processor time of a process that nobody waited for", async () => {
    const work = "while (process.cpuUsage().user < 500_000);";
    const { cpuSeconds } = await node(startOther(work + waitReady));
    expect(cpuSeconds).toBeGreaterThan(0.5);
  });

  it("stops a command at its limit", async () => {
    const { code, seconds } = await node("setInterval(() => {}, 1000)", 1);
    expect(code).toBeUndefined();
    expect(seconds).toBe(1);
  });

  it("tells the exit code and what was said", async () => {
    const { code, stdout, output } = await node(
      'console.log("इधर"); console.error("उधर"); process.exitCode = 3',
    );
    expect(code).toBe(3);
    expect(stdout).toBe("इधर\n");
    expect(output).toContain("उधर");
  });
});
