import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldAddress, indexAddresses } from "../../src/trend/addresses.ts";

const site = { url: "https://bhor.example", basePath: "" };
const below = { url: "https://bhor.example/news", basePath: "/news" };

describe("addresses of one page", () => {
  it.each([
    "/desh/rain/",
    "/desh/rain",
    "/desh/rain/?utm_source=whatsapp&fbclid=1#top",
    "/desh/rain/index.html",
    "//desh//rain/",
    "/desh/rain/amp/",
    "/desh/rain/amp",
    "/desh/rain.amp",
    "/amp/desh/rain/",
    "/desh/rain/?outputType=amp",
    "/desh/%72ain/",
    "https://bhor.example/desh/rain/",
    "http://www.bhor.example/desh/rain?x=1",
  ])("are one after folding: %s", (asked) => {
    expect(foldAddress(asked, site)).toBe("/desh/rain/");
  });

  it("are one however Hindi letters are written: plain, percent-encoded once or twice, escaped by a server", () => {
    const plain = "/desh/भारी-बारिश/";
    const encoded = encodeURI(plain);
    const escaped = encoded.replace(/%([\dA-F]{2})/g, (_, byte: string) => `\\x${byte}`);
    for (const asked of [
      plain,
      encoded,
      encoded.toLowerCase(),
      encodeURI(encoded),
      escaped,
      escaped.toLowerCase(),
    ])
      expect(foldAddress(asked, site), asked).toBe(plain);
    expect(foldAddress("/क\u093c/", site)).toBe(foldAddress(`/${"क\u093c".normalize("NFD")}/`, site));
  });

  it("lose the path below which the site lies, and only that", () => {
    expect(foldAddress("/news/desh/rain", below)).toBe("/desh/rain/");
    expect(foldAddress("/news/", below)).toBe("/");
    expect(foldAddress("/newspaper/", below)).toBe("/newspaper/");
  });

  it.each([
    "https://other.example/desh/rain/",
    "desh/rain",
    "",
    "*",
    "/?feed=rss2",
    "/desh/?flav=atom",
    `/${"x".repeat(3000)}`,
  ])("are none of this site: %s", (asked) => expect(foldAddress(asked, site)).toBeUndefined());

  it("stay as they are when folded again, whatever they were", () => {
    const anyPath = fc.oneof(
      fc.webUrl(),
      fc.webPath(),
      fc.string(),
      fc.string().map((text) => `/${text}`),
    );
    fc.assert(
      fc.property(anyPath, (asked) => {
        const once = foldAddress(asked, site);
        if (once === undefined || /[%?#\\]|\/amp|\.amp|index\.html?/i.test(once)) return;
        expect(foldAddress(once, site)).toBe(once);
      }),
    );
  });
});

describe("an index of addresses", () => {
  const pages = ["/desh/rain/", "/old/p-1.html", "/desh/भारी-बारिश/"].map((address) => ({ address }));
  const index = indexAddresses(pages, below);

  it("finds pages as readers ask for them", () => {
    expect(index.find("/news/desh/rain?utm_medium=x")?.address).toBe("/desh/rain/");
    expect(index.find("/news/old/p-1")?.address).toBe("/old/p-1.html");
    expect(index.find(encodeURI("/news/desh/भारी-बारिश"))?.address).toBe("/desh/भारी-बारिश/");
    expect(index.find("/news/desh/sun/")).toBeUndefined();
  });
});
