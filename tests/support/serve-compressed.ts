import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import { type LocalServer, type Service, serve } from "./serve.ts";

const compress = promisify(brotliCompress);

/** What CDNs compress; pictures, and the files of Pagefind, are compressed already. */
const compressed: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".xml": "application/xml; charset=utf-8",
};

/** Cloudflare's level for what it compresses as it goes out. */
const quality = 4;

/** A server that compresses as a CDN does, and remembers how many bytes of which file it has sent. */
export interface CompressingServer extends LocalServer {
  /** Address and bytes of every file that was sent, in order. */
  readonly sent: { readonly path: string; readonly bytes: number }[];
}

/** @param headers sent with every file, such as a security policy */
export async function serveCompressed(
  folder: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<CompressingServer> {
  const sent: { path: string; bytes: number }[] = [];
  const service: Service = async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
    const path = decodeURIComponent(pathname.endsWith("/") ? `${pathname}index.html` : pathname);
    const content = path.includes("..")
      ? undefined
      : await readFile(join(folder, path)).catch(() => undefined);
    if (content === undefined) return false;
    const type = compressed[extname(path)];
    const params = { [constants.BROTLI_PARAM_QUALITY]: quality };
    const body = type === undefined ? content : await compress(content, { params });
    response.writeHead(200, {
      ...headers,
      "content-type": type ?? "application/octet-stream",
      ...(type === undefined ? {} : { "content-encoding": "br" }),
    });
    response.end(body);
    sent.push({ path: pathname, bytes: body.length });
    return true;
  };
  return Object.assign(await serve(folder, service), { sent });
}
