import { type CmsOptions, openCmsBackend } from "../cms/backend/backend.ts";
import { mostRequestMegabytes } from "../cms/backend/guard.ts";
import { say } from "../cms/backend/words.ts";
import type { Service } from "./page-server.ts";
import { readBody } from "./read-body.ts";

/** Where the editing screen saves: on the origin of the site itself, whatever path the site lies below. */
export const savingAddress = "/api/v1";

/** The backend of the editing screen as a part of the page server. */
export function openSavingService(options: CmsOptions): Service {
  const backend = openCmsBackend(options);
  return async (request, response) => {
    if (new URL(request.url ?? "/", "http://localhost").pathname !== savingAddress) return false;
    const body = await readBody(request, mostRequestMegabytes * 1_000_000);
    if (body === undefined) {
      const error = say("tooLarge", options.language(), { max: mostRequestMegabytes });
      response.writeHead(413, { "content-type": "application/json; charset=utf-8" });
      response.end(Buffer.from(JSON.stringify({ error })));
      return true;
    }
    const answer = await backend.handle({ method: request.method ?? "GET", headers: request.headers, body });
    response.writeHead(answer.status, answer.headers);
    // As bytes, since Eleventy's server puts its script into text.
    response.end(Buffer.from(answer.body));
    return true;
  };
}
