import { type CmsRequest, Refusal } from "./protocol.ts";
import type { say as Say } from "./words.ts";

/** Pictures come as Base64 inside of JSON. */
export const mostRequestMegabytes = 64;

/**
 * Lets through what the editing screen of this very address asks, and nothing else.
 *
 * Any page of the web can have a browser on this machine send requests here. Three things tell it apart: the name under
 * which it reached us (a foreign name that leads to 127.0.0.1 is still a foreign name), the origin, which a browser
 * puts on every `POST`, and the type of what is sent, which no form has. There are no CORS headers in any answer.
 *
 * @throws {Refusal}
 */
export function admit(request: CmsRequest, say: (phrase: Parameters<typeof Say>[0]) => string): void {
  const header = (name: string) => {
    const value = request.headers[name];
    return typeof value === "string" ? value : undefined;
  };
  const host = header("host");
  const origin = header("origin");
  const isOurs = host !== undefined && isLoopbackHost(host) && origin === `http://${host}`;
  const site = header("sec-fetch-site") ?? "same-origin";
  if (!isOurs || site !== "same-origin") throw new Refusal(403, say("notHere"));
  if (request.method !== "POST") throw new Refusal(405, say("notJson"));
  const type = header("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") throw new Refusal(415, say("notJson"));
}

function isLoopbackHost(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i.test(host);
}
