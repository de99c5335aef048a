import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leadsElsewhere } from "../../src/check/links.ts";

describe("a link that is not looked at again since it leads elsewhere", () => {
  const sites = ["https://bhor.example", "https://bhor.example/news", "https://भोर.example"];
  const hostOf = (url: string) => new URL(url).host;

  it.each([
    ["another site's", "https://other.example/desh/rain/", true],
    ["a mail", "mailto:desk@bhor.example", true],
    ["a call", "tel:+911234567890", true],
    ["an address of the site", "https://bhor.example/desh/rain/", false],
    ["the same in capitals", "HTTPS://BHOR.EXAMPLE/desh/rain/", false],
    ["the same without the scheme", "//bhor.example/desh/rain/", false],
    ["the same with the port that it has anyway", "https://bhor.example:443/desh/rain/", false],
    ["the same with a name to log in with", "https://desk@bhor.example/desh/rain/", false],
    ["a path behind a scheme alone", "https:/desh/rain/", false],
    ["a path", "/desh/rain/", false],
  ])("is %s: %s? %s", (_, href, isElsewhere) => {
    expect(leadsElsewhere(href, "bhor.example")).toBe(isElsewhere);
  });

  it("never leads to a page of the site, however it is written", () => {
    const schemes = fc.constantFrom("", "https:", "http:", "HTTPS:", "mailto:");
    const slashes = fc.constantFrom("", "/", "//", "///", "\\\\");
    const hosts = fc.constantFrom(
      "",
      "bhor.example",
      "BHOR.example",
      "bhor.example:443",
      "me:word@bhor.example",
      "भोर.example",
      "%E0%A4%AD%E0%A5%8B%E0%A4%B0.example",
      hostOf("https://भोर.example"),
      "other.example",
    );
    const paths = fc.constantFrom("", "/desh/rain/", "?a", "#part", "desh/rain/");
    fc.assert(
      fc.property(fc.constantFrom(...sites), schemes, slashes, hosts, paths, (site, ...written) => {
        const href = written.join("");
        if (!leadsElsewhere(href, hostOf(site))) return;
        const page = `${site}/desh/links/`;
        const url = URL.canParse(href, page) ? new URL(href, page) : undefined;
        const isOurs = url !== undefined && /^https?:$/.test(url.protocol) && url.host === hostOf(site);
        expect(isOurs, `${href} on ${site}`).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});
