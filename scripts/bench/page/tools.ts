import { join } from "node:path";
import { installedPackages } from "../../installed-packages.ts";
import { project } from "../khabar-project.ts";

/** Lighthouse and vnu, installed when they are first needed: 215 MB, of no use to a site. */
export function benchTools(): Promise<NodeJS.Require> {
  return installedPackages(join(import.meta.dirname, "tools"), join(project, ".khabar/bench/page"));
}
