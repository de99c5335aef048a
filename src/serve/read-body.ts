import type { IncomingMessage } from "node:http";

/**
 * The whole body of a request.
 *
 * What is too large is read to its end and not kept: whoever is still sending hears no answer.
 *
 * @returns `undefined` for more than `mostBytes`
 */
export async function readBody(request: IncomingMessage, mostBytes: number): Promise<Buffer | undefined> {
  let chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > mostBytes) chunks = [];
    else chunks.push(chunk);
  }
  return length > mostBytes ? undefined : Buffer.concat(chunks);
}
