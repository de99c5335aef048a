import { execFile } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import * as z from "zod";
import { filesIn } from "../../../tests/support/site-files.ts";
import { buildSample } from "./sample.ts";
import { benchTools } from "./tools.ts";

const report = z.object({
  messages: z.array(
    z.object({
      type: z.string(),
      url: z.string().optional(),
      lastLine: z.number().optional(),
      message: z.string(),
    }),
  ),
});

/** Whether there is a Java to run vnu with. */
export function hasJava(): Promise<boolean> {
  return new Promise((resolve) => {
    execFile("java", ["-version"], (error) => resolve(error === null));
  });
}

/**
 * Checks the sample newsroom, built for production.
 *
 * @returns what is wrong, as {@link findVnuErrors} tells it
 * @throws {Error} if there is no Java, or the checker cannot be installed
 */
export async function checkSample(): Promise<string[]> {
  if (!(await hasJava()))
    throw new Error("vnu needs Java 17 or later. On Debian: apt-get install default-jre-headless");
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "khabar-vnu-"));
  try {
    await buildSample(join(folder, "site"));
    return await findVnuErrors(await benchTools(), join(folder, "site"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Checks every HTML page of a site with the W3C's own checker.
 *
 * @param tools `require` of the folder where vnu is
 * @returns `desh/index.html:12 what is wrong`, `[]` for a site without errors
 * @throws {Error} if Java or the checker cannot be run
 */
export function findVnuErrors(tools: NodeJS.Require, site: string): Promise<string[]> {
  const jar = join(tools.resolve("vnu-jar/package.json"), "../build/dist/vnu.jar");
  const pages = filesIn(site).filter((file) => file.endsWith(".html"));
  const words = ["-Xss1m", "-jar", jar, "--errors-only", "--exit-zero-always", "--format", "json", ...pages];
  return new Promise((resolve, reject) => {
    execFile("java", words, { cwd: site, maxBuffer: 64 * 1024 * 1024 }, (error, _stdout, stderr) => {
      if (error !== null) {
        reject(new Error("vnu could not be run. It needs Java 17 or later.", { cause: error }));
        return;
      }
      const { messages } = report.parse(JSON.parse(stderr));
      resolve(
        messages.map(({ url = "", lastLine, message }) => {
          const path = relative(site, decodeURIComponent(url.replace(/^file:/, "")));
          return `${path}:${lastLine ?? 1} ${message}`;
        }),
      );
    });
  });
}
