import { buildSite, openSession, type Session } from "../../src/build.ts";
import { explainError } from "../../src/eleventy.ts";
import type { BuilderAnswer, BuilderRequest } from "./builder.ts";

/** Sessions that are open, by their output folders, with the options they began with. */
const sessions = new Map<string, { readonly session: Session; readonly options: string }>();

/** A process reads a configuration once a session: `npm start` asks to be started again when it changes. */
async function sessionOf(request: Parameters<typeof openSession>[0], options: string): Promise<Session> {
  const open = sessions.get(request.output);
  if (open?.options === options) return open.session;
  await open?.session.close();
  const session = await openSession(request);
  sessions.set(request.output, { session, options });
  return session;
}

/** A process that builds whatever it is asked to; see `builder.ts`, which starts it. */
async function build({ options, now, session, ...rest }: BuilderRequest): Promise<BuilderAnswer> {
  // The project's configuration hands this to the plugin.
  const chosen = JSON.stringify(options ?? {});
  process.env.KHABAR_OPTIONS = chosen;
  try {
    const request = { workers: 1, ...rest, now: now === undefined ? undefined : Date.parse(now) };
    const { newsroom, written, fault, explained } =
      session === undefined
        ? await buildSite(request)
        : await (await sessionOf(request, chosen)).build(request);
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
    await sessions.get(request.output)?.session.close();
    sessions.delete(request.output);
  }
  process.send?.(answer);
});
