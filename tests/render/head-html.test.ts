import { expect, test } from "vitest";
import { headHtml } from "../../src/render/head-html.ts";

const head = {
  title: "",
  description: undefined,
  canonical: "",
  robots: "",
  meta: [
    { property: "og:title", content: 'क & "ख" <ग>' },
    { name: "twitter:card", content: "summary" },
  ],
  links: [
    { rel: "alternate", href: "/feed.xml", type: "application/rss+xml", title: "भोर & कल" },
    { rel: "alternate", href: "https://bhor.example/a/?b&c", hreflang: "ur" },
    { rel: "icon", href: "/logo.svg" },
  ],
  structuredData: ['{"a":"\\u003C"}'],
};

test("a head is one element a line, with every value escaped", () => {
  const lines = [
    '<meta property="og:title" content="क &amp; &quot;ख&quot; &lt;ग&gt;">',
    '<meta name="twitter:card" content="summary">',
    '<link rel="alternate" href="/feed.xml" type="application/rss+xml" title="भोर &amp; कल">',
    '<link rel="alternate" href="https://bhor.example/a/?b&amp;c" hreflang="ur">',
    '<link rel="icon" href="/logo.svg">',
    '<script type="application/ld+json">{"a":"\\u003C"}</script>',
  ];
  expect(headHtml(head).split("\n")).toEqual(lines);
  expect(headHtml(head).split("\n")).toEqual(lines);
});
