import { buildSite, openSession, type Session } from "../../src/build.ts";
import { explainError } from "../../src/eleventy.ts";
import type { BuilderAnswer, BuilderRequest } from "./builder.ts";

/** Sessions that are open, by their output folders. */
const sessions = new Map<string, Session>();

/** A process that builds whatever it is asked to; see `builder.ts`, which starts it. */
async function build({ options, now, session, ...rest }: BuilderRequest): Promise<BuilderAnswer> {
  // The project's configuration hands this to the plugin.
  process.env.KHABAR_OPTIONS = JSON.stringify(options ?? {});
  try {
    const request = { workers: 1, ...rest, now: now === undefined ? undefined : Date.parse(now) };
    let open = sessions.get(request.output);
    if (session === "open" && open === undefined) {
      open = await openSession(request);
      sessions.set(request.output, open);
    }
    const { newsroom, written, fault, explained } = await (open?.build(request) ?? buildSite(request));
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
  const answer = await build(request);
  if (request.session === "close") {
    await sessions.get(request.output)?.close();
    sessions.delete(request.output);
  }
  process.send?.(answer);
});
