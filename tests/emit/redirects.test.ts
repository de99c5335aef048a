import { describe, expect, test } from "vitest";
import { emitRedirects, redirectPairs } from "../../src/emit/redirects.ts";
import { aCatalog, anArticle, aPage, aSite, testNow } from "../fixtures/newsroom.ts";
import { anEmitSource, contentsOf } from "./an-emit-source.ts";

const moved = anArticle({ slug: "naya", redirectFrom: ["/purana/", "/2019/पुराना/"] });
const page = aPage({ redirectFrom: ["/about-us.html"] });

function redirectFiles(...newsroom: Parameters<typeof aCatalog>) {
  return contentsOf(emitRedirects(anEmitSource(aCatalog(...newsroom))));
}

describe("redirects", () => {
  test("lead from old addresses of stories and pages, in the order of the old addresses", () => {
    expect(redirectPairs(aCatalog([moved], testNow, { pages: [page] }))).toEqual([
      { from: "/2019/पुराना/", to: "/desh/naya/" },
      { from: "/about-us.html", to: "/about/" },
      { from: "/purana/", to: "/desh/naya/" },
    ]);
  });

  test("are written as Netlify and Cloudflare Pages read them, percent-encoded", async () => {
    expect(await redirectFiles([moved])).toEqual([
      {
        path: "_redirects",
        content: `/2019/${encodeURIComponent("पुराना")}/ /desh/naya/ 301\n/purana/ /desh/naya/ 301\n`,
      },
    ]);
  });

  test("stay below the site's base path", async () => {
    const site = aSite({ url: "https://host.example/news", basePath: "/news" });
    const [file] = await redirectFiles([anArticle({ redirectFrom: ["/a/"] })], testNow, { site });
    expect(file?.content).toBe("/news/a/ /news/desh/bhari-barish/ 301\n");
  });

  test("are not told of what is not published", async () => {
    expect(await redirectFiles([{ ...moved, draft: true }])).toEqual([]);
  });
});
