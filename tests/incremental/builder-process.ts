import { buildSite } from "../../src/build.ts";
import { explainError } from "../../src/eleventy.ts";
import type { BuilderAnswer, BuilderRequest } from "./builder.ts";

/** A process that builds whatever it is asked to; see `builder.ts`, which starts it. */
async function build({ options, now, ...request }: BuilderRequest): Promise<BuilderAnswer> {
  // The project's configuration hands this to the plugin.
  process.env.KHABAR_OPTIONS = JSON.stringify(options ?? {});
  try {
    const { newsroom, written, fault, explained } = await buildSite({
      workers: 1,
      ...request,
      now: now === undefined ? undefined : Date.parse(now),
    });
    const problems = newsroom.problems.map(
      ({ file, line, column, code }) => `${file}:${line}:${column} ${code}`,
    );
    return {
      problems: problems.sort(),
      next: newsroom.plan?.next,
      stories: newsroom.plan?.stories,
      written,
      fault,
      explained,
      error: undefined,
    };
  } catch (error) {
    const nothing = { next: undefined, stories: undefined, written: undefined, fault: undefined };
    return { ...nothing, problems: [], explained: undefined, error: explainError(error) };
  }
}

process.on("message", async (request: BuilderRequest) => {
  process.send?.(await build(request));
});
