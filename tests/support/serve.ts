import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize, sep } from "node:path";

const contentTypes: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".gif": "image/gif",
  ".html": "text/html; charset=utf-8",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".xml": "application/xml; charset=utf-8",
};

export interface LocalServer {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

/** Answers a request and says so, or leaves it to the files. */
export type Service = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/**
 * Serves a finished site on this machine as a plain web host does: `index.html` for folders, `404.html` else.
 *
 * @param service asked first, for what is not a file
 */
export function serve(folder: string, service?: Service): Promise<LocalServer> {
  const fileOf = (path: string): string => {
    const file = normalize(join(folder, decodeURIComponent(path)));
    return file === folder || file.startsWith(folder + sep) ? file : folder;
  };
  return listen(async (request, response) => {
    if (await service?.(request, response)) return;
    const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
    const path = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
    const file = fileOf(path);
    const found = await readFile(file).catch(() => undefined);
    const body = found ?? (await readFile(join(folder, "404.html")).catch(() => Buffer.from("Not found")));
    const type = found === undefined ? "text/html; charset=utf-8" : contentTypes[extname(file)];
    response.writeHead(found === undefined ? 404 : 200, {
      "content-type": type ?? "application/octet-stream",
    });
    response.end(body);
  });
}

/** A server on a free port of this machine. */
export async function listen(
  answer: (request: IncomingMessage, response: ServerResponse) => unknown,
): Promise<LocalServer> {
  const server = createServer((request, response) => {
    void answer(request, response);
  });
  // A busy machine may take longer between two requests than a server keeps a connection.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
