import type { Element } from "hast";
import { describe, expect, it } from "vitest";
import { attribute, byPart, byTag, findAll, textOf } from "../support/html.ts";
import { findHtmlFaults } from "../support/html-validate.ts";
import { type SamplePage, samplePages } from "../support/sample-site.ts";

const pages = samplePages();
const whole = pages.filter(({ kind }) => kind !== "redirect");
/** Pages with everything around them; lite pages have words alone. */
const full = whole.filter(({ kind }) => !kind.startsWith("lite"));
const siteName = "भोर समाचार";

/** `address: what is wrong` for each page of which `fault` tells something. */
function faultsOf(of: readonly SamplePage[], fault: (page: SamplePage) => string | undefined): string[] {
  return of.flatMap((page) => {
    const told = fault(page);
    return told === undefined ? [] : [`${page.address}: ${told}`];
  });
}

function only(elements: readonly Element[], what: string): string | undefined {
  return elements.length === 1 ? undefined : `${elements.length} ${what}`;
}

describe("every page of the sample newsroom", () => {
  it("is there, in each kind", () => {
    const kinds = new Set(pages.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual([
      "archive",
      "article",
      "author",
      "directory",
      "home",
      "lite",
      "lite-list",
      "not-found",
      "offline",
      "page",
      "redirect",
      "saved",
      "search",
      "section",
      "topic",
    ]);
  });

  it("is valid HTML that assistive technology understands", () => {
    const faults = pages.flatMap(({ address, html }) =>
      findHtmlFaults(html).map((fault) => `${address} ${fault}`),
    );
    expect(faults).toEqual([]);
  });

  it("has exactly one h1, with words in it", () => {
    expect(
      faultsOf(pages, ({ root }) => {
        const headings = byTag(root, "h1");
        return (
          only(headings, "h1") ?? (headings[0] && textOf(headings[0]) !== "" ? undefined : "an empty h1")
        );
      }),
    ).toEqual([]);
  });

  it("says its language and the direction of its script", () => {
    expect(
      faultsOf(pages, ({ root }) => {
        const html = byTag(root, "html")[0] as Element;
        const [language, direction] = [attribute(html, "lang"), attribute(html, "dir")];
        const expected = language === "ur" ? "rtl" : "ltr";
        return language !== "" && direction === expected
          ? undefined
          : `lang="${language}" dir="${direction}"`;
      }),
    ).toEqual([]);
  });

  it("has a title that ends in the site's name", () => {
    expect(
      faultsOf(whole, ({ root, kind, address }) => {
        const title = textOf(byTag(root, "title")[0] as Element);
        const isHome = kind === "home" || address === "/lite/";
        const isRight = isHome ? title === siteName : title.endsWith(` – ${siteName}`);
        return isRight ? undefined : `title "${title}"`;
      }),
    ).toEqual([]);
  });

  it("names one canonical address on the site: its own, a lite page that of the full one", () => {
    expect(
      faultsOf(whole, ({ root, address }) => {
        const links = findAll(root, (element) => attribute(element, "rel") === "canonical");
        const wrongCount = only(links, "canonical links");
        if (wrongCount !== undefined) return wrongCount;
        const href = attribute(links[0] as Element, "href");
        const fullAddress = address.replace(/^\/lite\//, "/");
        const isSyndicated = fullAddress === "/khel/chandrakot-songarh-cricket/";
        const expected = isSyndicated
          ? "https://khel.bhor.example/cricket/chandrakot-songarh-antar-zila-trophy/"
          : `https://bhor.example${encodeURI(fullAddress)}`;
        return href === expected ? undefined : `canonical ${href}`;
      }),
    ).toEqual([]);
  });

  it("has one main, and a skip link that leads to it before anything else", () => {
    expect(
      faultsOf(whole, ({ root }) => {
        const mains = byTag(root, "main");
        const first = byTag(root, "a")[0] as Element;
        if (attribute(first, "href") !== `#${attribute(mains[0] as Element, "id")}`)
          return "no skip link first";
        return textOf(first) === "" ? "a skip link without words" : only(mains, "main");
      }),
    ).toEqual([]);
  });

  it("has header, trending strip and footer, each once", () => {
    expect(
      faultsOf(whole, ({ root }) =>
        ["site-header", "trending", "site-footer"]
          .map((part) => only(byPart(root, part), part))
          .find((fault) => fault !== undefined),
      ),
    ).toEqual([]);
  });

  it("asks for no script, frame, font or picture of another site", () => {
    expect(
      faultsOf(pages, ({ root }) => {
        const calling = findAll(root, (element) => {
          const source = attribute(element, "src") || attribute(element, "srcSet");
          const isStyle = element.tagName === "link" && attribute(element, "rel") === "stylesheet";
          return (
            /^(https?:)?\/\//.test(source) || (isStyle && /^(https?:)?\/\//.test(attribute(element, "href")))
          );
        });
        // The script of a page is of the site itself, and nothing depends on it.
        const scripts = byTag(root, "script").filter(
          (script) =>
            attribute(script, "type") !== "application/ld+json" &&
            !/^\/assets\/(?:khabar|search)\.\w+\.js$/.test(attribute(script, "src")),
        );
        const frames = byTag(root, "iframe");
        const found = [...calling, ...scripts, ...frames][0];
        return found && `<${found.tagName} ${JSON.stringify(found.properties)}>`;
      }),
    ).toEqual([]);
  });

  it("has structured data that is JSON, and no </script> in it", () => {
    let blocks = 0;
    for (const { root } of full) {
      for (const script of byTag(root, "script")) {
        if (attribute(script, "type") === "module") continue;
        blocks++;
        const child = script.children[0];
        const parsed: unknown = JSON.parse(child?.type === "text" ? child.value : "");
        expect(parsed).toHaveProperty("@context", "https://schema.org");
      }
    }
    expect(blocks).toBeGreaterThan(full.length / 2);
  });

  it("marks words that are in another language than the page", () => {
    const home = pages.find(({ kind }) => kind === "home") as SamplePage;
    const urdu = findAll(home.root, ({ properties }) => properties.lang === "ur");
    expect(urdu.length).toBeGreaterThan(0);
    for (const element of urdu) expect(attribute(element, "dir")).toBe("rtl");
  });
});

describe("a page in another language", () => {
  it.each([
    ["/desh/devganj-ke-mallah/", "ur", "rtl"],
    ["/desh/meenapatti-meenavar-puyal/", "ta", "ltr"],
    ["/sanskriti/nilgarh-cha-bagan-pathagar/", "bn", "ltr"],
    ["/desh/opinion-trackman-torch/", "en", "ltr"],
  ])("%s is in %s and runs %s", (address, language, direction) => {
    const page = pages.find((each) => each.address === address);
    const html = page && byTag(page.root, "html")[0];
    expect(html?.properties).toMatchObject({ lang: language, dir: direction });
    const body = page && byPart(page.root, "body")[0];
    const script = {
      ur: /\p{Script=Arabic}/u,
      ta: /\p{Script=Tamil}/u,
      bn: /\p{Script=Bengali}/u,
      en: /\p{Script=Latin}/u,
    };
    expect(body && textOf(body)).toMatch(script[language as keyof typeof script]);
  });

  it("tells search engines of its translations, in both directions", () => {
    const alternates = (address: string) => {
      const page = pages.find((each) => each.address === address) as SamplePage;
      return findAll(page.root, (e) => e.tagName === "link" && attribute(e, "hrefLang") !== "").map(
        (link) => `${attribute(link, "hrefLang")} ${attribute(link, "href")}`,
      );
    };
    const pair = [
      "en https://bhor.example/desh/devganj-boatmen-dialysis-night/",
      "ur https://bhor.example/desh/devganj-ke-mallah/",
    ];
    expect(alternates("/desh/devganj-ke-mallah/")).toEqual(expect.arrayContaining(pair));
    expect(alternates("/desh/devganj-boatmen-dialysis-night/")).toEqual(expect.arrayContaining(pair));
  });
});
