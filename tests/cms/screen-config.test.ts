import { describe, expect, it } from "vitest";
import {
  articleSchema,
  authorSchema,
  pageSchema,
  siteSchema,
  trendingSchema,
} from "../../src/check/schema.ts";
import { composeText } from "../../src/cms/screen/compose.ts";
import { notBefore, type ScreenRequest, screenConfig } from "../../src/cms/screen/config.ts";
import { screenProblems } from "../../src/cms/screen/problems.ts";
import type { ScreenField } from "../../src/cms/screen/widgets.ts";
import { screenWords } from "../../src/cms/screen/words.ts";

const request: ScreenRequest = {
  screen: "decap",
  site: { language: "hi", timeZone: "Asia/Kolkata", url: "https://bhor.example", name: "भोर" },
  choices: {
    sections: [{ id: "desh", title: "देश" }],
    authors: [{ id: "meera", name: "मीरा जोशी" }],
    topics: ["मौसम"],
  },
  strings: [{ language: "hi", words: ["menu"] }],
  hasWorkflow: false,
  backend: "/api/v1",
  contentFolder: "content/",
  projectName: "newsroom",
  now: Date.parse("2026-11-22T20:00:00Z"),
};

interface Collection {
  readonly name: string;
  readonly fields?: readonly ScreenField[];
  readonly files?: readonly { readonly name: string; readonly fields: readonly ScreenField[] }[];
}

function fieldsOf(changes: Partial<ScreenRequest>, name: string): readonly ScreenField[] {
  const { collections } = screenConfig({ ...request, ...changes }) as { collections: readonly Collection[] };
  const forms = collections.flatMap((each) => [each, ...(each.files ?? [])]);
  return forms.find((each) => each.name === name)?.fields ?? [];
}

/** `image`, `image.alt` … */
function pathsOf(fields: readonly ScreenField[], above = ""): string[] {
  return fields.flatMap(({ name, fields: inner }) => [
    above + name,
    ...pathsOf((inner as readonly ScreenField[]) ?? [], `${above}${name}.`),
  ]);
}

describe("the configuration of the editing screen", () => {
  it.each([
    ["articles", articleSchema, ["body"]],
    ["authors", authorSchema, ["body"]],
    ["pages", pageSchema, ["body"]],
    ["site", siteSchema, []],
    ["trending", trendingSchema, []],
  ] as const)(
    "has every field of the schema in the form of %s, and a name for it in each language",
    (name, schema, more) => {
      // `author` is the second name of `authors`.
      const names = [...Object.keys(schema.shape).filter((field) => field !== "author"), ...more].sort();
      for (const screen of ["decap", "sveltia"] as const) {
        for (const language of ["hi", "en"]) {
          const fields = fieldsOf({ screen, site: { ...request.site, language } }, name);
          expect(fields.map((field) => field.name).sort()).toEqual(names);
          const { fields: words } = screenWords(language);
          expect(pathsOf(fields).filter((path) => words[path] === undefined)).toEqual([]);
        }
      }
    },
  );

  it("has the same fields named in Hindi and in English", () => {
    expect(Object.keys(screenWords("hi").fields).sort()).toEqual(
      Object.keys(screenWords("en").fields).sort(),
    );
  });

  it("asks only for what a story cannot be without", () => {
    const required = fieldsOf({}, "articles").filter((field) => field.required);
    expect(required.map(({ name }) => name)).toEqual(["title", "section", "date"]);
    const image = fieldsOf({}, "articles").find(({ name }) => name === "image");
    const inside = (image?.fields ?? []) as readonly ScreenField[];
    expect(inside.map(({ name }) => name)).toContain("alt");
    expect(inside.filter((field) => field.required)).toEqual([]);
  });

  it("offers sections, authors and fixed values by the names that people use", () => {
    const fields = fieldsOf({}, "articles");
    const optionsOf = (name: string) => fields.find((field) => field.name === name)?.options;
    expect(optionsOf("section")).toEqual([{ label: "देश", value: "desh" }]);
    expect(optionsOf("authors")).toEqual([{ label: "मीरा जोशी", value: "meera" }]);
    expect(optionsOf("kind")).toContainEqual({ label: "विचार", value: "opinion" });
  });

  it("has nothing to choose from where there are no sections and authors yet, and can be opened all the same", () => {
    const choices = { sections: [], authors: [], topics: [] };
    for (const screen of ["decap", "sveltia"] as const) {
      const chosen = fieldsOf({ screen, choices }, "articles").filter(({ widget }) => widget === "select");
      expect(chosen.filter(({ options }) => (options as unknown[]).length === 0)).toEqual([]);
    }
  });

  it("never offers rich text, which would write texts anew", () => {
    expect(fieldsOf({}, "articles").find(({ name }) => name === "body")?.widget).toBe("khabar-text");
    expect(fieldsOf({ screen: "sveltia" }, "articles").find(({ name }) => name === "body")).toMatchObject({
      widget: "markdown",
      modes: ["raw"],
    });
    const plain = new Set([
      "string",
      "text",
      "select",
      "object",
      "list",
      "image",
      "markdown",
      "relation",
      "hidden",
      "datetime",
    ]);
    const widgets = fieldsOf({ screen: "sveltia" }, "articles").map(({ widget }) => widget);
    expect(widgets.filter((widget) => !plain.has(widget))).toEqual([]);
  });

  it("tells what is scheduled from what was, by the day of the site's zone", () => {
    const pattern = new RegExp(notBefore(request.now, "Asia/Kolkata"));
    for (const later of ["2026-11-23", "2026-11-23T06:00", "2026-11-30", "2026-12-01", "2027-01-01T00:00"]) {
      expect(later).toMatch(pattern);
    }
    for (const earlier of ["2026-11-22", "2026-11-19T23:00", "2026-10-31", "2025-12-31"]) {
      expect(earlier).not.toMatch(pattern);
    }
  });
});

describe("a form that is looked at", () => {
  it("becomes the text of a file, without what is empty and without the mark of the backend", () => {
    const data = {
      title: "क: ख",
      tags: [],
      image: { src: "", alt: null },
      khabarOpened: "o-1",
      date: "2026-11-22",
      body: "पाठ\n",
    };
    expect(composeText(data)).toEqual({
      text: '---\ntitle: "क: ख"\ndate: 2026-11-22\n---\nपाठ\n',
      bodyLine: 5,
    });
  });

  it("has its problems told by the names of its fields and the lines of its text, errors first", () => {
    const file = "content/articles/a.md";
    const told = screenProblems(
      [
        { code: "html-removed", file, place: { line: 7, column: 1 }, values: { found: "<x>" } },
        {
          code: "image-alt-missing",
          file,
          place: { field: ["image", "alt"] },
          values: { field: "image.alt", found: "a" },
        },
      ],
      5,
      "hi",
    );
    expect(told.map(({ severity, where }) => [severity, where])).toEqual([
      ["error", "तस्वीर में क्या है"],
      ["warning", "पाठ की पंक्ति 3"],
    ]);
  });
});
