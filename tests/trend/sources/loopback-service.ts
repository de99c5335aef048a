import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach } from "vitest";

export interface ServiceRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface ServiceReply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON unless it is text or bytes. */
  readonly body?: unknown;
}

/** A service answers a request, or takes the response into its own hands and answers nothing. */
export type Service = (request: ServiceRequest, response: ServerResponse) => ServiceReply | undefined;

export interface LoopbackService {
  /** Without a slash at the end. */
  readonly url: string;
  readonly requests: readonly ServiceRequest[];
  close(): Promise<void>;
}

const open: LoopbackService[] = [];

afterEach(async () => {
  for (const service of open.splice(0)) await service.close();
});

/** Serves on this machine until the test is over. */
export async function serveHere(service: Service): Promise<LoopbackService> {
  const requests: ServiceRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const { method = "GET", url = "/", headers } = incoming;
    const body = Buffer.concat(chunks).toString("utf8");
    const request = { method, url: new URL(url, "http://127.0.0.1"), headers, body };
    requests.push(request);
    const reply = service(request, response);
    if (reply === undefined) return;
    const isRaw = typeof reply.body === "string" || reply.body instanceof Uint8Array;
    response.writeHead(reply.status ?? 200, {
      "content-type": "application/json",
      ...reply.headers,
    });
    response.end(isRaw ? reply.body : JSON.stringify(reply.body));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const made: LoopbackService = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  open.push(made);
  return made;
}
