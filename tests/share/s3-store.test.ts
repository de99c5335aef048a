import { cpSync, writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openS3Store } from "../../src/share/s3-store.ts";
import { openStore } from "../../src/share/store.ts";
import { repository } from "../support/repository.ts";
import { runCommand } from "../support/run-command.ts";
import { type LocalServer, listen } from "../support/serve.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { startS3Server } from "./s3-server.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const keys = { AWS_ACCESS_KEY_ID: "NAME-OF-A-KEY", AWS_SECRET_ACCESS_KEY: "SECRET-OF-A-KEY" };
const environment = { ...keys, AWS_SESSION_TOKEN: "SECRET-TOKEN", AWS_REGION: "ap-south-1" };
const quick = { attempts: 3, connectSeconds: 5, silentSeconds: 0.05 };

let service: LocalServer | undefined;
afterEach(async () => {
  await service?.close();
  service = undefined;
  vi.unstubAllEnvs();
});

/** Leaves the SDK nothing of whoever runs the tests, and no network to ask for a role. */
function withoutProfile() {
  vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
  for (const file of ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"])
    vi.stubEnv(file, join(temporaryFolder(), "none"));
  for (const name of Object.keys(process.env))
    if (/^AWS_(ACCESS|SECRET|SESSION|PROFILE|REGION|DEFAULT|WEB|ROLE|CONTAINER)/.test(name))
      vi.stubEnv(name, undefined);
}

/** A service that answers every request like this. */
async function placeThatAnswers(answer: (request: IncomingMessage, response: ServerResponse) => unknown) {
  service = await listen(answer);
  return `s3://news/site?endpoint=${service.url}`;
}

/** A service that refuses every request, and gives away what it knows of it. */
async function placeThatFails(status: number, answer: string) {
  const requests: string[] = [];
  const place = await placeThatAnswers((request, response) => {
    requests.push(request.url ?? "");
    request.resume().on("end", () => {
      response.writeHead(status, { "content-type": "application/xml" });
      response.end(answer);
    });
  });
  return { place, requests };
}

/** As S3 says it, with all that must not be repeated. */
const errorOf = (code: string) =>
  `<Error><Code>${code}</Code><Message>No: ${Object.values(environment)}</Message><AWSAccessKeyId>${keys.AWS_ACCESS_KEY_ID}</AWSAccessKeyId></Error>`;

async function messageOf(run: Promise<unknown>): Promise<string> {
  return run.then(
    () => "no error",
    (error: Error) => {
      expect(error.cause).toBeUndefined();
      expect(error.message).not.toMatch(/-KEY|SECRET-/);
      expect(error.message).toMatch(/^Cannot [^\n]+\.$/);
      return error.message;
    },
  );
}

describe("credentials for state in S3", () => {
  it("sign every request, with the region of the place", async () => {
    const signed: unknown[] = [];
    const place = await placeThatAnswers((request, response) => {
      signed.push(request.headers.authorization?.split(",")[0], request.headers["x-amz-security-token"]);
      response.end();
    });
    const store = await openStore(place, environment);
    await store.remove("state");
    expect(signed).toEqual([
      expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=NAME-OF-A-KEY\/\d{8}\/ap-south-1\/s3\/aws4_request$/,
      ),
      "SECRET-TOKEN",
    ]);
  });

  it("are asked for if there are none", async () => {
    const place = await placeThatAnswers(() => undefined);
    withoutProfile();
    const store = await openStore(place, {});
    expect(await messageOf(store.get("state"))).toBe(
      `Cannot read "state" in ${store.shown}: there are no credentials; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give this job a role.`,
    );
  });
});

describe("state in S3", () => {
  it("is written in one request each, signed with its hash", async () => {
    const seen: unknown[] = [];
    const place = await placeThatAnswers((request, response) => {
      const { "content-length": length, "x-amz-content-sha256": hash } = request.headers;
      seen.push([request.method, request.url?.split("?")[0], length, hash]);
      request.resume().on("end", () => response.end());
    });
    const store = await openStore(place, environment);
    await store.put("pages/one", bytesOf("hello"));
    const hash = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    expect(seen).toEqual([["PUT", "/news/site/pages/one", "5", hash]]);
  });

  it("is not there by halves when a connection breaks off", async () => {
    const place = await placeThatAnswers((_, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("the first half", () => response.destroy());
    });
    const store = await openStore(place, environment);
    expect(await messageOf(store.get("state"))).toBe(
      `Cannot read "state" in ${store.shown}: the connection broke off or was silent for too long; check the network and build again.`,
    );
  });

  it("comes also from a service that does not tell its length", async () => {
    const place = await placeThatAnswers((_, response) => {
      response.write("one ");
      response.end("two");
    });
    const store = await openStore(place, environment);
    expect(Buffer.from((await store.get("state")) ?? []).toString()).toBe("one two");
  });

  it("lists more names than a service tells at once", async () => {
    const server = await startS3Server();
    const names = Array.from({ length: 1003 }, (_, at) => `pages/${String(at).padStart(4, "0")}`);
    await server.fill("site", names);
    const store = await openStore(server.place("site"), environment);
    expect(await store.list("pages/")).toEqual(names);
    await server.close();
  });

  it("does not list what cannot have been put there", async () => {
    const place = await placeThatAnswers((_, response) => {
      const keys = ["site/", "site/b", "site/a note.txt", "site/a"];
      const contents = keys.map((key) => `<Contents><Key>${key}</Key></Contents>`).join("");
      response.end(`<ListBucketResult>${contents}</ListBucketResult>`);
    });
    const store = await openStore(place, environment);
    expect(await store.list("")).toEqual(["a", "b"]);
  });
});

describe("a service that fails", () => {
  it("is explained when there is no such bucket", async () => {
    const server = await startS3Server();
    const store = await openStore(server.place("site").replace("news", "noise"), environment);
    const why = 'there is no bucket "noise"; make it, or correct its name, the region or the endpoint.';
    expect(await messageOf(store.get("state"))).toBe(`Cannot read "state" in ${store.shown}: ${why}`);
    expect(await messageOf(store.put("state", bytesOf("x")))).toBe(
      `Cannot write "state" in ${store.shown}: ${why}`,
    );
    expect(await messageOf(store.list(""))).toBe(`Cannot list ${store.shown}: ${why}`);
    await server.close();
  });

  const refused =
    "the credentials are not accepted; check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN";
  const forbidden = "these credentials may not; allow s3:ListBucket, s3:GetObject, s3:PutObject";
  it.each([
    [403, "AccessDenied", forbidden],
    [403, "SomethingNew", forbidden],
    [403, "InvalidAccessKeyId", refused],
    [403, "SignatureDoesNotMatch", refused],
    [400, "ExpiredToken", refused],
    [301, "PermanentRedirect", 'the bucket "news" is not in the region ap-south-1; write its own'],
    [403, "RequestTimeTooSkewed", "the clock is wrong by more than 15 minutes; set it"],
    [405, "MethodNotAllowed", "it failed with MethodNotAllowed 405; check the endpoint"],
    [404, "NoSuchPage", "it failed with NoSuchPage 404; check the endpoint"],
    [404, "<!doctype html><p>Not a service of this kind", "it failed with 404; check the endpoint"],
    [413, '{ "message": "too large" }', "it failed with 413; check the endpoint"],
  ])("is explained: %i %s", async (status, answer, words) => {
    const { place } = await placeThatFails(status, /^\w+$/.test(answer) ? errorOf(answer) : answer);
    const store = await openStore(place, environment);
    for (const run of [
      () => store.get("state"),
      () => store.put("state", bytesOf("x")),
      () => store.list(""),
      () => store.remove("state"),
    ])
      expect(await messageOf(run())).toContain(`${store.shown}: ${words}`);
  });

  it("is asked three times when it is overloaded", async () => {
    const { place, requests } = await placeThatFails(503, errorOf("SlowDown"));
    const store = await openStore(place, environment);
    expect(await messageOf(store.get("state"))).toContain("overloaded or out of order; build again later.");
    expect(requests).toHaveLength(3);
  });

  it("is not waited for when it says nothing", async () => {
    let requests = 0;
    const place = await placeThatAnswers(() => requests++);
    const store = await openS3Store(place, environment, quick);
    expect(await messageOf(store.get("state"))).toContain("silent for too long; check the network");
    expect(requests).toBe(3);
  });

  it("is not waited for when it falls silent in the midst of an object", async () => {
    const place = await placeThatAnswers((_, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("the first half");
    });
    const store = await openS3Store(place, environment, quick);
    expect(await messageOf(store.get("state"))).toContain("silent for too long; check the network");
  });

  it("is told of when nothing listens there", async () => {
    const place = await placeThatAnswers(() => undefined);
    await service?.close();
    const store = await openStore(place, environment);
    expect(await messageOf(store.get("state"))).toBe(
      `Cannot read "state" in ${store.shown}: the host cannot be reached; check the region, the endpoint and the network.`,
    );
  });
});

describe("state in S3 without all that it needs", () => {
  it("asks for a region", async () => {
    withoutProfile();
    const store = await openStore("s3://news/site", keys);
    expect(await messageOf(store.get("state"))).toBe(
      'Cannot read "state" in s3://news/site: no region is set; write one such as ?region=ap-south-1.',
    );
  });

  it("says which package to install", async () => {
    const folder = temporaryFolder();
    cpSync(join(repository, "src/share"), folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    writeFileSync(
      join(folder, "open.ts"),
      'import { openStore } from "./store.ts";\nopenStore("s3://news/site", {}).catch((error) => console.log(error.message));\n',
    );
    const { stdout } = await runCommand(join(folder, "open.ts"), []);
    expect(stdout).toBe(
      "s3://news/site needs a package that is missing: run npm install @aws-sdk/client-s3.\n",
    );
  });
});
