import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize, sep } from "node:path";
import { isCompressible, withBrotli, withGzip } from "./compress.ts";

const contentTypes: Readonly<Record<string, string>> = {
  ".avif": "image/avif",
  ".css": "text/css; charset=utf-8",
  ".gif": "image/gif",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpeg": "image/jpeg",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".xml": "application/xml; charset=utf-8",
};

export interface CdnServer {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves a finished site on this machine as a CDN does: HTTP/1.1 with connections that are kept, text compressed
 * with Brotli (gzip for browsers that know no better), files with a digest in their names kept for ever.
 */
export async function serveAsCdn(folder: string): Promise<CdnServer> {
  const answers = new Map<string, { status: number; headers: Record<string, string>; body: Buffer }>();
  const answerTo = async (path: string, encodings: string) => {
    const key = `${path} ${/\bbr\b/.test(encodings) ? "br" : /\bgzip\b/.test(encodings) ? "gzip" : ""}`;
    const known = answers.get(key);
    if (known !== undefined) return known;
    const wanted = normalize(
      join(folder, decodeURIComponent(path.endsWith("/") ? `${path}index.html` : path)),
    );
    const file = wanted.startsWith(folder + sep) ? wanted : folder;
    const found = await readFile(file).catch(() => undefined);
    let body: Buffer =
      found ?? (await readFile(join(folder, "404.html")).catch(() => Buffer.from("Not found")));
    const type = found === undefined ? "text/html; charset=utf-8" : contentTypes[extname(file)];
    const headers: Record<string, string> = {
      "content-type": type ?? "application/octet-stream",
      "cache-control": path.startsWith("/assets/")
        ? "public, max-age=31536000, immutable"
        : "public, max-age=60",
      vary: "Accept-Encoding",
    };
    if (isCompressible(headers["content-type"] as string) && !key.endsWith(" ")) {
      headers["content-encoding"] = key.endsWith(" br") ? "br" : "gzip";
      body = key.endsWith(" br") ? withBrotli(body) : withGzip(body);
    }
    headers["content-length"] = String(body.length);
    const answer = { status: found === undefined ? 404 : 200, headers, body };
    answers.set(key, answer);
    return answer;
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
    void answerTo(pathname, String(request.headers["accept-encoding"] ?? "")).then(
      ({ status, headers, body }) => {
        response.writeHead(status, headers);
        response.end(request.method === "HEAD" ? undefined : body);
      },
      () => response.destroy(),
    );
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
