import type { IncomingMessage } from "node:http";
import { type CmsOptions, openCmsBackend } from "../cms/backend/backend.ts";
import { mostRequestMegabytes } from "../cms/backend/guard.ts";
import type { Service } from "./page-server.ts";

/** Where the editing screen saves: on the origin of the site itself, whatever path the site lies below. */
export const savingAddress = "/api/v1";

/** The backend of the editing screen as a part of the page server. */
export function openSavingService(options: CmsOptions): Service {
  const backend = openCmsBackend(options);
  return async (request, response) => {
    if (new URL(request.url ?? "/", "http://localhost").pathname !== savingAddress) return false;
    const body = await readBody(request);
    if (body === undefined) {
      response.writeHead(413, { connection: "close" }).end();
      return true;
    }
    const answer = await backend.handle({ method: request.method ?? "GET", headers: request.headers, body });
    response.writeHead(answer.status, answer.headers);
    // As bytes, since Eleventy's server puts its script into text.
    response.end(Buffer.from(answer.body));
    return true;
  };
}

/** @returns `undefined` for more than can be meant */
async function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > mostRequestMegabytes * 1_000_000) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
