import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { buildSite, reportOf } from "./build-site.ts";
import { type BrowserPlace, findBrowser } from "./find-browser.ts";
import { repository, sampleMoment } from "./repository.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The finished site of `content/` at {@link sampleMoment}: to be read, never changed. */
    sampleSite: string;
    browser: BrowserPlace;
  }
}

/** Builds the sample newsroom and finds a browser, once for all tests of the finished site. */
export default async function setup(project: TestProject): Promise<() => void> {
  const above = mkdtempSync(join(realpathSync(tmpdir()), "khabar-sample-"));
  const folder = join(above, "site");
  const remove = () => rmSync(above, { recursive: true, force: true });
  try {
    project.provide("browser", await findBrowser(above));
    reportOf(await buildSite({ input: join(repository, "content"), output: folder, now: sampleMoment }));
  } catch (error) {
    remove();
    throw error;
  }
  project.provide("sampleSite", folder);
  return remove;
}
