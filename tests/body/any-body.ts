import fc from "fast-check";

const words = [
  "दिल्ली में बारिश",
  "plain words",
  "Fish & Chips &amp; more",
  "a < b > c",
  "\"quoted\" 'x'",
  "\u00a0",
];
const breaks = ["\n", "\n", "\n\n", "\n\n", "  \n", "\\\n", "\r\n", "\0", "\t", " "];
const marks = [
  ...[
    "# ",
    "### शीर्षक\n",
    "\n===\n",
    "\n---\n",
    "> ",
    "- ",
    "* ",
    "1. ",
    "    ",
    "| a | b |\n|---|---|\n| c | d |\n",
  ],
  ...[
    "*",
    "**",
    "_",
    "~~",
    "`",
    "```\n",
    "~~~\n",
    "[",
    "]",
    "(",
    ")",
    "!",
    "![",
    "^",
    "\\",
    "\\*",
    "$ % + : = @ { }",
  ],
  ...[
    "**bold** and *it*",
    "~~gone~~",
    "`code`",
    "&copy;",
    "&#35;",
    "[ref]",
    "\n[ref]: https://ref.example/ 'x'\n",
  ],
  ...[
    "[^1]",
    "\n[^1]: note\n",
    "^[inline]",
    "<b>raw</b>",
    "<!-- c -->",
    "\n<div>\n",
    "<https://auto.example/>",
  ],
];
const links = [
  ...[
    "[a](https://example.org/1/)",
    "[](https://example.org/)",
    "[](/desh/x/)",
    "[b](/desh/x/)",
    "[c](#x)",
    "[d](..)",
  ],
  ...[
    "[e](mailto:a@b.example)",
    "[f](tel:+911)",
    "[g](https://भारत.भारत/ख़बर)",
    "[h](<https://example.org/a b>)",
  ],
  ...[
    "[i](https://bhor.example/desh/)",
    "[j](https://BHOR.example/desh/)",
    "[k](https://bhor.example:443/desh/)",
  ],
  ...[
    "[l](//bhor.example/desh/)",
    "[m](https:desh)",
    "[n](http://127.1/)",
    "[o](https://[::1]/)",
    "[p](https://)",
  ],
  ...[
    "[q](https://example.org:8080/%zz%41?a=1&b=2#c 'title')",
    "![r](media/a.jpg)",
    "![s](https://x.example/a.jpg)",
  ],
];
const blocks = [
  ...[
    "\n::: quote नाम\n",
    "\n::: quote\n",
    "\n::: note\n",
    "\n::: note शीर्षक\n",
    "\n:::\n",
    "\n:::\n",
    "\n:::\n",
  ],
  ...["\n::: live 18:05 बाढ़\n", "\n::: video https://video.example/1\n", "\n::: also-read bhari-barish\n"],
  ...["\n::: gallery\n![x](media/a.jpg)\n:::\n", "\n::: video youtube\n", "\n::: nope\n"],
];

/** Bodies of stories as nobody would write them. */
export const anyBody: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...words) },
      { weight: 3, arbitrary: fc.constantFrom(...breaks) },
      { weight: 3, arbitrary: fc.constantFrom(...marks) },
      { weight: 2, arbitrary: fc.constantFrom(...links) },
      { weight: 1, arbitrary: fc.constantFrom(...blocks) },
    ),
    { maxLength: 20 },
  )
  .map((parts) => parts.join(""));

/** Bodies of paragraphs, headings and links, with a little here and there that makes them something else. */
export const plainBody: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom("दिल्ली में बारिश", "plain words", "ख़बर है।") },
      { weight: 5, arbitrary: fc.constantFrom("\n\n", "\n\n", "\n", "\n## ", "\n\n### ", " ") },
      {
        weight: 2,
        arbitrary: fc.constantFrom(
          ...["[अ](https://example.org/1/)", "[b c](https://example.org/?a=1&b=_2#x)", "[d](/desh/x/)"],
          ...["[अ](https://example.org/1/)", "[e](https://bhor.example/1/)", "[f\ng](https://example.org/)"],
          ...["https://example.org/1/", "[h](https://example.org/%41)", "[i](https://example.org/a&copy;)"],
        ),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          ...['"', ">", "(", ")", "1. ", "12 ", "1)", "#", " #", "!", "^", "|", "-", ":", "=", "+", "{", "}"],
          ...[
            "]",
            "[",
            "&",
            "<",
            "*",
            "_",
            "~",
            "`",
            "\\",
            "\t",
            "  ",
            "\u00a0",
            "\n---\n",
            "\n| - |\n",
            "\r",
          ],
          ...["{lang=ur}", "[^1]", "\n[^1]: x\n", "\n[अ]: /x/\n", "\n::: note\n", "\n:::\n", "\u2028"],
        ),
      },
    ),
    { maxLength: 16 },
  )
  .map((parts) => parts.join(""));
