import { setTimeout as wait } from "node:timers/promises";
import type { z } from "zod";
import { SourceTrouble } from "./trouble.ts";

/** A request to a service. */
export interface Request {
  /** Name of the service, for messages: "Plausible". */
  readonly service: string;
  /** What to do if the service does not let us in: "Check PLAUSIBLE_API_KEY." */
  readonly access: string;
  readonly url: URL;
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Ended when the answer would come too late. */
  readonly signal: AbortSignal;
  /** Whether headers or body hold a secret: it is then sent to no other host. */
  readonly secret: boolean;
  /** Bytes of an answer after decompression; more of it is not read. 16 MiB if left out. */
  readonly maxBytes?: number;
  /** Statuses other than 2xx that are answers too. */
  readonly alsoGood?: readonly number[];
  /** Half a sentence on why the answer is no good, if it can be told better than by its status. */
  readonly explain?: (reply: Reply) => string | undefined;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
}

/** Milliseconds that one request may take, with what it waits before it tries again. */
const timeLimit = 20_000;

/** Milliseconds to wait before a second try, if the service does not say. */
const shortPause = 1_000;

const maxRedirects = 5;
const mebibyte = 1 << 20;

/**
 * Asks a service once, and a second time if it is busy (429, 503) and wants us back within the time limit.
 *
 * Redirects are followed: with a secret only on the same host, and never to a place that {@link mayAsk} refuses.
 *
 * @throws {SourceTrouble} for whatever is not a good answer. Nothing that the service said is repeated: it may echo
 *   what we sent
 */
export async function ask(request: Request, fetch: typeof globalThis.fetch): Promise<Reply> {
  const { service, signal } = request;
  const limit = AbortSignal.timeout(timeLimit);
  const both = AbortSignal.any([signal, limit]);
  const fail = (what: string): never => {
    throw new SourceTrouble(`${service} ${what}`);
  };
  try {
    const first = await send(request, fetch, both);
    if (first.status !== 429 && first.status !== 503) return judge(request, first);
    const pause = pauseOf(first.headers);
    if (pause >= timeLimit) {
      return fail(`is busy (${first.status}) and asks to wait ${Math.ceil(pause / 1000)} s. Ask less often.`);
    }
    await wait(pause, undefined, { signal: both });
    return judge(request, await send(request, fetch, both));
  } catch (error) {
    if (error instanceof SourceTrouble) throw error;
    if (both.aborted) return fail("did not answer in time. The next run asks again.");
    return fail(`cannot be reached (${signOf(error)}). Check its address and the network.`);
  }
}

/**
 * The same for an answer in JSON.
 *
 * @param schema what the answer must look like
 */
export async function askForJson<T>(
  request: Request,
  schema: z.ZodType<T>,
  fetch: typeof globalThis.fetch,
): Promise<T> {
  const { bytes } = await ask(request, fetch);
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8"));
  } catch {
    throw new SourceTrouble(
      `${request.service} answered with something that is not JSON. Check that its address is right.`,
    );
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw otherForm(request.service);
}

/** The trouble with an answer of the wrong shape. */
export function otherForm(service: string): SourceTrouble {
  return new SourceTrouble(
    `${service} answered in another form than its documentation says. Check its address and its version.`,
  );
}

/**
 * Whether a place may be asked: over `https`, or on this machine, where nobody listens in between.
 */
export function mayAsk(url: URL): boolean {
  if (url.username !== "" || url.password !== "") return false;
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname));
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);
}

async function send(
  { service, url, method = "GET", headers = {}, body, secret, maxBytes = 16 * mebibyte }: Request,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<Reply> {
  let at = url;
  for (let hops = 0; ; hops++) {
    if (!mayAsk(at)) {
      throw new SourceTrouble(
        `${service} is not asked at ${at.host}: its address must begin with https:// and hold no name or password.`,
      );
    }
    const response = await fetch(at, {
      method,
      headers,
      signal,
      redirect: "manual",
      ...(body === undefined ? {} : { body }),
    });
    const next = redirectOf(response, at);
    if (next === undefined) return read(service, response, maxBytes);
    await response.body?.cancel();
    if (hops === maxRedirects) throw new SourceTrouble(`${service} sends us on and on. Check its address.`);
    const canRepeat = method === "GET" || response.status === 307 || response.status === 308;
    if (!canRepeat || (secret && next.origin !== at.origin)) {
      throw new SourceTrouble(
        `${service} has moved to ${next.host}. Write its new address if that is right.`,
      );
    }
    if (isLoopback(next.hostname) && !isLoopback(at.hostname)) {
      throw new SourceTrouble(`${service} sends us to this machine itself. Check its address.`);
    }
    at = next;
  }
}

/** Where a response sends us, if it does. */
function redirectOf({ status, headers }: Response, from: URL): URL | undefined {
  const location = headers.get("location");
  if (![301, 302, 303, 307, 308].includes(status) || location === null) return undefined;
  return URL.canParse(location, from.href) ? new URL(location, from) : undefined;
}

async function read(service: string, response: Response, maxBytes: number): Promise<Reply> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > maxBytes) {
      // Leaving the loop ends the transfer.
      throw new SourceTrouble(
        `${service} answered with more than ${maxBytes / mebibyte} MiB, which is not read.`,
      );
    }
    chunks.push(chunk);
  }
  return { status: response.status, headers: response.headers, bytes: Buffer.concat(chunks) };
}

function judge({ service, access, alsoGood = [], explain }: Request, reply: Reply): Reply {
  const { status } = reply;
  if ((status >= 200 && status < 300) || alsoGood.includes(status)) return reply;
  const what =
    explain?.(reply) ??
    (status === 401 || status === 403
      ? `does not let us in (${status}). ${access}`
      : status === 404
        ? "has nothing at the address that was asked (404). Check its address and the site's name or id there."
        : status === 429
          ? "is asked too often (429). Ask less often."
          : status >= 500
            ? `is out of order (${status}). The next run asks again.`
            : `does not understand what was asked (${status}). Check the options of this source.`);
  throw new SourceTrouble(`${service} ${what}`);
}

/**
 * Milliseconds to wait as the service asks.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
function pauseOf(headers: Headers): number {
  const after = headers.get("retry-after")?.trim();
  if (after === undefined) return shortPause;
  if (/^\d+$/.test(after)) return Number(after) * 1000;
  const moments = [after, headers.get("date") ?? ""].map((text) => Date.parse(text));
  const pause = (moments[0] ?? Number.NaN) - (moments[1] ?? Number.NaN);
  return Number.isFinite(pause) ? Math.max(0, pause) : shortPause;
}

/** A short code such as ECONNREFUSED. Messages of errors may hold addresses with what was asked. */
function signOf(error: unknown): string {
  const { cause, code, name } = (error ?? {}) as {
    cause?: { code?: unknown };
    code?: unknown;
    name?: unknown;
  };
  const signs = [cause?.code, code, name];
  return (
    signs.find((sign): sign is string => typeof sign === "string" && /^\w{1,40}$/.test(sign)) ?? "unknown"
  );
}
