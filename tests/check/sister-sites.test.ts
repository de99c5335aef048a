import { describe, expect, it } from "vitest";
import { readSite } from "../../src/check/site.ts";
import type { Finding } from "../../src/problems/problem.ts";
import { explainProblem } from "../../src/problems/report.ts";

const pictures = { read: () => undefined };

function read(sisterSites: string) {
  const text = `name: भोर समाचार
url: https://bhor.example
language: hi
timeZone: Asia/Kolkata
sections: [{ id: desh, title: देश }]
sisterSites: ${sisterSites}
`;
  const findings: Finding[] = [];
  const site = readSite({ path: "site.yaml", shown: "content/site.yaml", text }, pictures as never, findings);
  const messages = findings.map((finding) =>
    explainProblem({ ...finding, line: 1, column: 1, severity: "error" } as never, "en"),
  );
  return { site, messages };
}

describe("the sister sites in site.yaml", () => {
  it("have a name and an address, and a feed if they like", () => {
    const { site, messages } = read(
      "[{ name: भोर खेल, url: https://khel.example, feed: https://khel.example/feed.xml }, { name: भोर सिनेमा, url: https://cinema.example }]",
    );
    expect(messages).toEqual([]);
    expect(site?.sisterSites).toEqual([
      { name: "भोर खेल", url: "https://khel.example", feed: "https://khel.example/feed.xml" },
      { name: "भोर सिनेमा", url: "https://cinema.example", feed: undefined },
    ]);
  });

  it.each([
    [
      "[{ name: भोर खेल, url: https://khel.example, feed: feed.xml }]",
      "`sisterSites[0].feed` is “feed.xml”, which is not a web address. Write one such as `https://…/feed.xml`.",
    ],
    [
      "[{ name: भोर खेल, url: khel.example }]",
      "`sisterSites[0].url` is “khel.example”, which is not a web address.",
    ],
    ["[{ url: https://khel.example }]", "`sisterSites[0].name`"],
    ["[{ name: भोर खेल, url: https://khel.example, feeds: x }]", "Did you mean “feed”?"],
  ])("that are wrong are told of with what to write: %s", (written, message) => {
    const { site, messages } = read(written);
    expect(site).toBeUndefined();
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain(message);
  });
});
