import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openStore, type Store } from "../../src/share/store.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { type S3Server, startS3Server } from "./s3-server.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const keys = { AWS_ACCESS_KEY_ID: "writer", AWS_SECRET_ACCESS_KEY: "secret" };
const textOf = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes);

let server: S3Server;
beforeAll(async () => {
  server = await startS3Server();
});
afterAll(() => server.close());

let count = 0;
const places = [
  { kind: "a folder", place: () => join(temporaryFolder("share"), "made/when/missing") },
  { kind: "a bucket", place: () => server.place(`site-${count++}/main`) },
];

describe.each(places)("a store in $kind", ({ place }) => {
  let where: string;
  let store: Store;
  beforeEach(async () => {
    where = place();
    store = await openStore(where, keys);
  });

  it("gives back every byte that was put", async () => {
    const everyByte = Uint8Array.from({ length: 70_000 }, (_, at) => at % 256);
    await store.put("packs/0001.bin", everyByte);
    const found = await store.get("packs/0001.bin");
    expect(Buffer.compare(found ?? new Uint8Array(), everyByte)).toBe(0);
  });

  it("gives back what is a part of a greater piece of memory", async () => {
    await store.put("part", bytesOf("before and after").subarray(7, 10));
    expect(textOf(await store.get("part"))).toBe("and");
  });

  it("tells nothing from no bytes", async () => {
    await store.put("empty", new Uint8Array());
    expect((await store.get("empty"))?.length).toBe(0);
    expect(await store.get("missing")).toBeUndefined();
  });

  it("keeps what was put last, also if it is shorter", async () => {
    await store.put("state", bytesOf("the first state"));
    await store.put("state", bytesOf("the next"));
    expect(textOf(await store.get("state"))).toBe("the next");
  });

  it("shows another build what is there", async () => {
    await store.put("state", bytesOf("kept"));
    const other = await openStore(where, keys);
    expect(textOf(await other.get("state"))).toBe("kept");
  });

  it("has one name inside another", async () => {
    await store.put("a/b", bytesOf("inner"));
    await store.put("a", bytesOf("outer"));
    expect(textOf(await store.get("a"))).toBe("outer");
    expect(textOf(await store.get("a/b"))).toBe("inner");
    expect(await store.list("")).toEqual(["a", "a/b"]);
  });

  it("lists names in code unit order, whatever was put first", async () => {
    const names = ["c", "a/z", "a-z", "a", "a.z", "B", "_", "a0"];
    for (const name of names) await store.put(name, bytesOf(name));
    expect(await store.list("")).toEqual(["B", "_", "a", "a-z", "a.z", "a/z", "a0", "c"]);
  });

  it("lists names that begin with a prefix, which can end anywhere", async () => {
    for (const name of ["pages/1", "pages/2", "pagesmore", "pack"]) await store.put(name, bytesOf(name));
    expect(await store.list("pages/")).toEqual(["pages/1", "pages/2"]);
    expect(await store.list("pa")).toEqual(["pack", "pages/1", "pages/2", "pagesmore"]);
    expect(await store.list("other")).toEqual([]);
  });

  it("removes a name, and does not mind one that is not there", async () => {
    await store.put("a", bytesOf("a"));
    await store.put("b", bytesOf("b"));
    await store.remove("a");
    await store.remove("a");
    expect(await store.get("a")).toBeUndefined();
    expect(await store.list("")).toEqual(["b"]);
  });

  it("keeps one of many that are put at once under one name", async () => {
    const many = Array.from({ length: 20 }, (_, at) => new Uint8Array(10_000).fill(at));
    await Promise.all(many.map((bytes) => store.put("state", bytes)));
    const found = await store.get("state");
    expect(found?.length).toBe(10_000);
    expect(new Set(found).size).toBe(1);
    expect(await store.list("")).toEqual(["state"]);
  });

  it.each([
    "",
    "..",
    "../secret",
    "a/../../secret",
    "a/..",
    "a..b",
    ".hidden",
    "a/.hidden",
    "/etc/passwd",
    "a//b",
    "a/",
    "a\\b",
    "C:\\a",
    "a b",
    "a+b",
    "a\0b",
    "a\n",
    "%2e%2e%2fsecret",
    "समाचार",
    "a?b",
    "a".repeat(201),
  ])("refuses the name %j", async (name) => {
    await expect(store.put(name, bytesOf("x"))).rejects.toThrow("cannot be a name in");
    await expect(store.get(name)).rejects.toThrow("cannot be a name in");
    await expect(store.remove(name)).rejects.toThrow("cannot be a name in");
    expect(await store.list("")).toEqual([]);
  });

  it.each(["../", "/", "a//", ".hid", "a b"])("refuses to list %j", async (prefix) => {
    await expect(store.list(prefix)).rejects.toThrow("No name in");
  });
});

describe("a place for shared state", () => {
  it.each(["gs://news/site", "https://news.example.org/state", "file:///tmp/state"])(
    "is not %s",
    async (place) => {
      await expect(openStore(place, {})).rejects.toThrow(/cannot be kept at \w+:\/\/: name a folder or s3:/);
    },
  );

  it("has a name", async () => {
    await expect(openStore("", {})).rejects.toThrow('cannot be kept at "": name a folder');
  });
});
