/** What a source of the trending list is asked: what was read, from one moment to another. */
export interface Question {
  /** Epoch milliseconds; the end of the time that is asked for. */
  readonly now: number;
  /** Epoch milliseconds; a source that reaches less far back answers for what it has. */
  readonly since: number;
  /** Ended when the answer would come too late. */
  readonly signal: AbortSignal;
}

/** How often one address was read in a span of time. */
export interface Reading {
  /** Path as it was asked for, percent-encoded or not, with its query if the source has it. */
  readonly path: string;
  /** Epoch milliseconds. Five minutes where the source can tell, else up to an hour; never more than a day. */
  readonly from: number;
  readonly until: number;
  /** Distinct readers in the span; views, from a source that knows no readers. A whole number from 1. */
  readonly readers: number;
}

/** A headline of another site. */
export interface OutsideStory {
  readonly title: string;
  /** Absolute, `http:` or `https:`. */
  readonly url: string;
  /** The sister site's name. */
  readonly source: string;
  /** BCP 47, if the source says. */
  readonly language: string | undefined;
  /** When it was published, epoch milliseconds, if the source says. */
  readonly date: number | undefined;
}

export interface Answer {
  readonly readings: readonly Reading[];
  readonly outside: readonly OutsideStory[];
  /**
   * What went wrong, a sentence each in plain words: what was asked, what came back, what to do. Never a secret.
   * A source that fails has no readings and says so here; the list is then made of the other sources.
   */
  readonly troubles: readonly string[];
}

/**
 * Somebody who knows what is being read: editors, access logs, a sister site's feed, a service that counts visits.
 *
 * `tests/trend/sources/contract.ts` says what every source must do.
 */
export interface TrendSource {
  /** For messages and `--explain`, such as `plausible` or `logs /var/log/nginx/access.log`. */
  readonly name: string;
  /** Never rejects: what goes wrong is told in the answer. */
  read(question: Question): Promise<Answer>;
}

export const noAnswer: Answer = { readings: [], outside: [], troubles: [] };
