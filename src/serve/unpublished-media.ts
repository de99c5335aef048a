import { createReadStream, existsSync, realpathSync, statSync } from "node:fs";
import { extname, join, sep } from "node:path";
import type { Service } from "./page-server.ts";

const types: Readonly<Record<string, string>> = {
  ".avif": "image/avif",
  ".gif": "image/gif",
  ".jpeg": "image/jpeg",
  ".jpg": "image/jpeg",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".webp": "image/webp",
};

/**
 * Pictures of stories that readers do not see yet: they are in no output folder, and are sent from the content folder.
 *
 * @param basePath `""`, or the path below which the whole site lies
 */
export function openUnpublishedMedia(input: string, output: string, basePath: () => string): Service {
  return async ({ url = "/", method = "GET" }, response) => {
    const { pathname } = new URL(url, "http://localhost");
    const below = pathname.startsWith(`${basePath()}/`) ? pathname.slice(basePath().length + 1) : "";
    if (!below.startsWith("media/") || (method !== "GET" && method !== "HEAD")) return false;
    const path = decodeURIComponent(below);
    const type = types[extname(path).toLowerCase()];
    if (type === undefined || existsSync(join(output, path))) return false;
    const disk = [path, path.normalize("NFD")]
      .map((each) => join(input, each))
      .find((each) => existsSync(each));
    if (disk === undefined || !realpathSync(disk).startsWith(join(realpathSync(input), "media") + sep))
      return false;
    const { size } = statSync(disk);
    response.writeHead(200, {
      "content-type": type,
      "content-length": size,
      "cache-control": "no-store",
      // A drawing may hold scripts.
      "content-security-policy": "sandbox",
    });
    if (method === "HEAD") response.end();
    else
      createReadStream(disk)
        .on("error", () => response.destroy())
        .pipe(response);
    return true;
  };
}
