import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openPageServer, type PageServer } from "../../src/serve/page-server.ts";
import { openSavingService } from "../../src/serve/saving-service.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { onePixel, story, widePicture, writeNewsroom } from "../support/write-newsroom.ts";
import type { Json } from "./editing-screen.ts";

let server: PageServer;
let folder: string;
let outside: string;
const secret = "secret: true\n";

beforeAll(async () => {
  const top = temporaryFolder("attacked");
  outside = join(top, "content-other");
  mkdirSync(outside);
  writeFileSync(join(outside, "private.md"), secret);
  folder = writeNewsroom(
    { "articles/a.md": story(), "articles/b.md": story(), "media/p.gif": onePixel, "strings/en.json": "{}" },
    join(top, "content"),
  );
  symlinkSync(outside, join(folder, "articles/out"));
  symlinkSync(join(outside, "private.md"), join(folder, "articles/private.md"));
  symlinkSync(join(outside, "new.md"), join(folder, "articles/dangling.md"));
  symlinkSync(join(folder, "articles/b.md"), join(folder, "articles/inside.md"));
  symlinkSync(join(folder, "pages"), join(folder, "articles/pages"));
  mkdirSync(join(folder, "pages"));
  const saving = openSavingService({
    folder,
    shownFolder: "content",
    stateFolder: temporaryFolder("state"),
    settings: () => ({ addresses: "/{section}/{slug}/", slugs: "latin" }),
    language: () => "en",
    now: () => Date.parse("2026-11-22T12:00:00Z"),
    session: "attack",
    warn: () => {},
  });
  const site = temporaryFolder("site");
  writeFileSync(join(site, "404.html"), "<p>No such page.</p>");
  server = await openPageServer(
    site,
    "",
    18_400,
    async () => ({ status: 404, html: "" }),
    async () => undefined,
    [saving],
    async (path) => {
      if (path === "/desh/broken/") throw new Error("parts/kicker.njk: unknown block tag");
      return undefined;
    },
  );
});
afterAll(() => server.close());

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** A request over a real socket, with headers that no browser would let a page set. */
function send(
  headers: Record<string, string>,
  body: string | Uint8Array,
  options: { method?: string; path?: string } = {},
): Promise<Answer> {
  return new Promise((done, fail) => {
    const sent = request(
      {
        host: "127.0.0.1",
        port: server.port,
        method: "POST",
        path: "/api/v1",
        setHost: false,
        headers,
        ...options,
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk) => chunks.push(chunk));
        response.on("end", () =>
          done({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    sent.on("error", fail);
    sent.end(body);
  });
}

const own = () => ({
  host: `localhost:${server.port}`,
  origin: `http://localhost:${server.port}`,
  "content-type": "application/json; charset=utf-8",
});
const call = (action: string, params: object) =>
  send(own(), JSON.stringify({ action, params: { branch: "main", ...params } }));
const info = JSON.stringify({ action: "info", params: {} });

describe("a request", () => {
  it("of the editing screen is answered, without a word to other origins", async () => {
    const { status, headers, text } = await send(own(), info);
    expect([status, JSON.parse(text).type]).toEqual([200, "local_fs"]);
    expect(Object.keys(headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
    for (const host of [`127.0.0.1:${server.port}`, `[::1]:${server.port}`]) {
      expect((await send({ ...own(), host, origin: `http://${host}` }, info)).status).toBe(200);
    }
  });

  it.each([
    ["a page of the web", { origin: "https://evil.example" }],
    ["another server of this machine", { origin: "http://localhost:3000" }],
    ["a page without an origin", { origin: "null" }],
    ["another name of this machine than it was sent to", { origin: "http://127.0.0.1:18400" }],
    ["a name that leads here", { host: "evil.example", origin: "http://evil.example" }],
    [
      "a name that only looks like ours",
      { host: "localhost.evil.example:18400", origin: "http://localhost.evil.example:18400" },
    ],
    ["a name with a user in it", { host: "localhost@evil.example", origin: "http://localhost@evil.example" }],
    ["a page of another site, by what the browser says", { "sec-fetch-site": "cross-site" }],
    ["the same site on another port, by what the browser says", { "sec-fetch-site": "same-site" }],
    ["an encrypted page", { origin: "https://localhost:18400" }],
  ])("of %s is refused", async (_, headers) => {
    const { status, headers: told } = await send({ ...own(), ...headers }, info);
    expect(status).toBe(403);
    expect(told["access-control-allow-origin"]).toBeUndefined();
  });

  it("that says no origin, is a form, asks for leave, or only looks, is refused", async () => {
    const { origin: _, ...without } = own();
    expect((await send(without, info)).status).toBe(403);
    for (const type of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "",
    ]) {
      expect((await send({ ...own(), "content-type": type }, info)).status).toBe(415);
    }
    for (const method of ["OPTIONS", "GET", "PUT", "DELETE"]) {
      const { status, headers } = await send(own(), "", { method });
      expect(status).toBe(405);
      expect(headers["access-control-allow-methods"]).toBeUndefined();
    }
  });

  it("that is no sense is told so, and the server goes on", async () => {
    const broken = [
      "",
      "{",
      "[]",
      "null",
      '"x"',
      "\ufffd",
      "{}",
      '{"action":"__proto__"}',
      '{"action":"constructor","params":{}}',
      '{"action":"getEntry","params":{"path":5}}',
      '{"action":"getEntry"}',
      Buffer.from([0xff, 0xfe]),
    ];
    for (const body of broken) expect([400, 422]).toContain((await send(own(), body)).status);
    expect((await send(own(), info)).status).toBe(200);
  });

  it("for a page whose layout fails is told so, and one for no address that there can be is told that", async () => {
    const told = vi.spyOn(console, "error").mockImplementation(() => {});
    const get = (path: string) => send({ host: `localhost:${server.port}` }, "", { method: "GET", path });
    expect(await get("/desh/broken/")).toMatchObject({
      status: 500,
      text: "parts/kicker.njk: unknown block tag\n",
    });
    expect(told.mock.calls.flat()).toEqual(["parts/kicker.njk: unknown block tag"]);
    for (const path of ["/%ff", "/a%00b", `/${"x".repeat(300)}/`]) {
      expect([400, 404]).toContain((await get(path)).status);
    }
    expect(told).toHaveBeenCalledTimes(1);
    told.mockRestore();
  });

  it("that is too large is refused in words, without filling the memory", async () => {
    const { status, text } = await send(own(), Buffer.alloc(70_000_000, 32));
    expect([status, JSON.parse(text).error]).toEqual([
      413,
      expect.stringContaining("larger than 64 MB. Save something smaller."),
    ]);
    expect((await send(own(), info)).status).toBe(200);
  });
});

const paths = [
  "content/../content-other/private.md",
  "content/articles/../../content-other/private.md",
  "content/articles/..\\..\\content-other\\private.md",
  "content/articles/%2e%2e/%2e%2e/content-other/private.md",
  "/etc/passwd",
  "C:\\Windows\\win.ini",
  "content/articles/C:evil.md",
  "content/articles/a.md\u0000.png",
  "content/articles/a.md/",
  "content/articles//a.md",
  "content/articles/./a.md",
  "content/articles/.hidden.md",
  "content/articles/.git/config.md",
  "content/articles/a.md::$DATA",
  "content/articles/a.md.",
  "content/articles/a.md ",
  "content/Articles/a.md",
  "content/ARTICLES/a.md",
  "CONTENT/articles/a.md",
  "content/articles/out/private.md",
  "content/articles/private.md",
  "content/articles/dangling.md",
  "content/articles/pages/x.md",
  "content/strings/en.json",
  "content/site.yaml/x.md",
  "content/articles/a.md/x.md",
  "content/other.yaml",
  "content/articles/x.html",
  "content/articles/\u202egnp.md",
  "content",
  "",
  "package.json",
  "content-other/private.md",
];

describe("a path that leads away", () => {
  it.each(paths)("%j is neither read, written nor deleted", async (path) => {
    const before = readdirSync(folder, { recursive: true }).sort();
    const raw = "---\ntitle: x\nstatus: draft\n---\nevil\n";
    const gif = widePicture.toString("base64");
    const answers = [
      await call("getEntry", { path }),
      await call("getMediaFile", { path }),
      await call("deleteFiles", { paths: [path], options: {} }),
      await call("persistEntry", {
        dataFiles: [{ slug: "x", path, raw }],
        assets: [],
        options: { newEntry: false },
      }),
      await call("persistMedia", { asset: { path, content: gif, encoding: "base64" } }),
    ];
    // A folder that is not there is an empty one.
    const list = await call("entriesByFolder", { folder: path, extension: "md", depth: 3 });
    expect(list.status === 403 || list.text === "[]").toBe(true);
    for (const { status, text } of answers) {
      expect([403, 404, 409, 422]).toContain(status);
      expect(text).not.toContain("secret");
    }
    expect(readdirSync(folder, { recursive: true }).sort()).toEqual(before);
    expect(readdirSync(outside)).toEqual(["private.md"]);
    expect(readFileSync(join(outside, "private.md"), "utf8")).toBe(secret);
  });

  it("is not followed by a list either", async () => {
    const { text } = await call("entriesByFolder", { folder: "content/articles", extension: "md", depth: 5 });
    expect(text).not.toContain("secret");
    expect(JSON.parse(text).map(({ file }: Json) => file.path)).toContain("content/articles/a.md");
  });

  it("does not make a link a file: a story behind one is only read", async () => {
    expect((await call("getEntry", { path: "content/articles/inside.md" })).status).toBe(200);
    const raw = "---\ntitle: x\n---\nx\n";
    const { status, text } = await call("persistEntry", {
      dataFiles: [{ slug: "x", path: "content/articles/inside.md", raw }],
      assets: [],
      options: { newEntry: false },
    });
    expect([status, JSON.parse(text).error]).toEqual([403, expect.stringContaining("is a link")]);
  });

  it("does not name a new story either", async () => {
    for (const title of ["../../evil", "..\\evil", "/etc/x", "\u0000", "a/b", ".", "con"]) {
      const raw = `---\ntitle: ${JSON.stringify(title)}\nstatus: draft\n---\nx\n`;
      const { text } = await call("persistEntry", {
        dataFiles: [{ slug: title, path: "content/articles/new/x.md", raw }],
        assets: [],
        options: { newEntry: true },
      });
      for (const path of JSON.parse(text).paths ?? [])
        expect(path).toMatch(/^content\/articles\/new\/[a-z0-9-]+\.md$/);
    }
    expect(existsSync(join(folder, "../evil.md"))).toBe(false);
  });
});

describe("a file that is uploaded", () => {
  const upload = (name: string, bytes: string | Uint8Array) =>
    call("persistMedia", {
      asset: {
        path: `content/media/${name}`,
        content: Buffer.from(bytes).toString("base64"),
        encoding: "base64",
      },
    });
  const svg = (inner: string, attributes = "") =>
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"${attributes}>${inner}</svg>`;

  it.each([
    ["a page that calls itself a picture", "x.png", "<html><script>alert(1)</script>"],
    ["a page", "x.html", "<!doctype html><p>x"],
    ["a script", "x.js", "alert(1)"],
    ["a picture that calls itself a page", "x.html", onePixel],
    ["a picture of another kind", "x.png", onePixel],
    ["nothing at all", "x.png", ""],
    ["an SVG with a script", "x.svg", svg("<script>alert(1)</script>")],
    ["an SVG with a handler", "x.svg", svg("<circle r='3' onclick='alert(1)'/>")],
    ["an SVG that loads with a handler", "x.svg", svg("", ' onload="alert(1)"')],
    [
      "an SVG with a page in it",
      "x.svg",
      svg("<foreignObject><iframe src='https://x.example'/></foreignObject>"),
    ],
    ["an SVG with a link that runs", "x.svg", svg("<a xlink:href='javascript:alert(1)'><text>x</text></a>")],
    [
      "an SVG with a hidden link that runs",
      "x.svg",
      svg("<a href='&#106;avascript:alert(1)'><text>x</text></a>"),
    ],
    ["an SVG that asks another site", "x.svg", svg("<image href='https://x.example/a.png'/>")],
    [
      "an SVG whose style asks another site",
      "x.svg",
      svg("<style>@import url(https://x.example/a.css)</style>"),
    ],
    [
      "an SVG that changes its link",
      "x.svg",
      svg("<a href='#x'><set attributeName='href' to='javascript:alert(1)'/></a>"),
    ],
    [
      "an SVG that only XML sees a script in",
      "x.svg",
      svg("<title><style><script>alert(1)</script></style></title>"),
    ],
    [
      "an SVG with a script under another name",
      "x.svg",
      svg("<rdf:script>alert(1)</rdf:script>", ' xmlns:rdf="http://www.w3.org/2000/svg"'),
    ],
    ["an SVG with a page's names", "x.svg", svg("<g/>", ' xmlns:h="http://www.w3.org/1999/xhtml"')],
    ["an SVG in an odd encoding", "x.svg", `<?xml version="1.0" encoding="ISO-2022-JP"?>${svg("")}`],
    ["an SVG with entities", "x.svg", `<!DOCTYPE svg [<!ENTITY x "y">]>${svg("&x;")}`],
    [
      "an SVG with a style sheet of its own",
      "x.svg",
      `<?xml version="1.0"?><?xml-stylesheet href="https://x.example/"?>${svg("")}`,
    ],
  ])("is refused when it is %s", async (_, name, bytes) => {
    const { status, text } = await upload(name, bytes);
    expect(status).toBe(422);
    expect(JSON.parse(text).error).toContain(name);
    expect(existsSync(join(folder, "media", name))).toBe(false);
  });

  it("is kept as it is when it is a picture, under a name that fits every disk", async () => {
    const drawing = svg(
      "<defs><linearGradient id='a'/></defs><rect fill='url(#a)' width='9' height='9' style='opacity:.5'/><use href='#a'/>",
    );
    const { text } = await upload("चित्र एक.SVG", drawing);
    const saved = JSON.parse(text);
    expect(saved).toMatchObject({
      path: "content/media/chitra-ek.svg",
      name: "chitra-ek.svg",
      encoding: "base64",
    });
    expect(readFileSync(join(folder, "media/chitra-ek.svg"), "utf8")).toBe(drawing);
    // The name under which it was sent leads to it.
    expect(JSON.parse((await call("getMediaFile", { path: "content/media/चित्र एक.SVG" })).text).path).toBe(
      saved.path,
    );
    const again = JSON.parse((await upload("चित्र एक.svg", drawing)).text);
    expect(again.path).toBe(saved.path);
    const other = JSON.parse((await upload("चित्र एक.svg", svg("<circle r='1'/>"))).text);
    expect(other.path).toBe("content/media/chitra-ek-2.svg");
    expect(readFileSync(join(folder, "media/chitra-ek.svg"), "utf8")).toBe(drawing);
  });
});

describe("the network", () => {
  it("has no way in: the server listens on this machine alone", async () => {
    const addresses = Object.values(networkInterfaces()).flatMap((list) =>
      (list ?? []).filter(({ internal, family }) => !internal && family === "IPv4"),
    );
    for (const { address } of addresses) {
      const reached = await new Promise((done) => {
        const sent = request({ host: address, port: server.port, path: "/" }, () => done(true));
        sent.on("error", () => done(false));
        sent.end();
      });
      expect(reached, address).toBe(false);
    }
    expect((await send(own(), info)).status).toBe(200);
  });
});
