import { type Answer, noAnswer, type OutsideStory, type Reading } from "./source.ts";

/** Something that keeps a source from answering. The message is for people and holds no secret. */
export class SourceTrouble extends Error {
  override readonly name = "SourceTrouble";
}

/** What a source has found, with the troubles that did not keep it from answering. */
export interface Findings {
  readonly readings?: readonly Reading[];
  readonly outside?: readonly OutsideStory[];
  readonly troubles?: readonly string[];
}

/**
 * An answer that never rejects.
 *
 * @param name of the service, for messages: "Plausible"
 * @param find throws a {@link SourceTrouble} to tell what went wrong; of any other error only the kind is told,
 *   since its message may hold what was sent
 */
export async function answerOf(name: string, find: () => Promise<Findings>): Promise<Answer> {
  try {
    return { ...noAnswer, ...(await find()) };
  } catch (error) {
    if (error instanceof SourceTrouble) return { ...noAnswer, troubles: [error.message] };
    const { name: kind, code } = (error ?? {}) as { name?: unknown; code?: unknown };
    const sign =
      [code, kind].find((text) => typeof text === "string" && /^\w{1,40}$/.test(text)) ?? "unknown";
    return { ...noAnswer, troubles: [`${name} could not be asked (${sign}).`] };
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * A secret of the environment.
 *
 * @param what it is, for the message: "a Stats API key of Plausible"
 * @throws {SourceTrouble} naming the variable, if it is not set
 */
export function secretOf(environment: Environment, variable: string, what: string): string {
  const value = environment[variable]?.trim();
  if (value) return value;
  throw new SourceTrouble(`The environment variable ${variable} is not set. Give it ${what}.`);
}

/**
 * A secret that is sent in a header, which cannot hold everything.
 *
 * @throws {SourceTrouble} naming the variable, if it is not set or is cut over lines or the like
 */
export function headerSecretOf(environment: Environment, variable: string, what: string): string {
  const value = secretOf(environment, variable, what);
  // An error of `fetch` would quote it.
  if (/^[\x20-\x7e]+$/.test(value)) return value;
  throw new SourceTrouble(
    `The environment variable ${variable} has a line break or another character that cannot be sent. Give it ${what}.`,
  );
}
