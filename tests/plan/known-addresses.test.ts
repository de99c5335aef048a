import { describe, expect, it } from "vitest";
import { knownAddresses } from "../../src/plan/known-addresses.ts";
import { aCatalog, anArticle } from "../fixtures/newsroom.ts";

describe("the addresses that links may lead to", () => {
  const catalog = aCatalog([anArticle({ slug: "barish" })]);
  const story = catalog.stories[0]?.address ?? "";
  const pages = [{ address: "/" }, { address: "/topics/" }, { address: story }];
  const asked = ["/", story, "/feed.xml", "/desh/feed.xml", "/robots.txt", "/none/", "/topics/"];

  it("are the same however often somebody asks, and whether or not all were listed", () => {
    const addresses = knownAddresses(() => pages, catalog);
    const expected = [true, true, true, true, true, false, true];
    for (let round = 0; round < 20; round++) {
      expect(asked.map((address) => addresses.has(address))).toEqual(expected);
    }
    expect([...addresses.keys()]).toEqual(expect.arrayContaining(["/", story, "/atom.xml"]));
  });

  it("tell the text that stands there, where it may have anchors", () => {
    const addresses = knownAddresses(() => pages, catalog);
    expect(addresses.get(story)).toBe(catalog.stories[0]);
    expect(addresses.get("/topics/")).toBeUndefined();
  });
});
