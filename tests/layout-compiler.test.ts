import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Nunjucks, NunjucksEnvironment } from "../src/eleventy.ts";
import { addLayoutLoader } from "../src/layouts.ts";
import { onceTag } from "../src/once-tag.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

type WholeNunjucks = Nunjucks &
  Parameters<typeof onceTag>[0] & {
    readonly Environment: new (
      loaders: unknown[],
      options: object,
    ) => NunjucksEnvironment & { addExtension(name: string, tag: object): void };
  };

const require = createRequire(import.meta.resolve("@11ty/eleventy"));
const nunjucks: WholeNunjucks = require("nunjucks");
const folder = temporaryFolder("layouts");

/** @param inline whether layouts are compiled in our way, or in Nunjucks' */
async function render(layout: string, data: object, inline: boolean, options: object = {}): Promise<string> {
  const environment = new nunjucks.Environment([], { autoescape: true, ...options });
  environment.addExtension("once", onceTag(nunjucks));
  addLayoutLoader(nunjucks, environment, folder, inline);
  return new Promise((resolve, reject) => {
    environment.getTemplate(`khabar/${layout}`).render(data, (error, html) => {
      if (error) reject(error);
      else resolve(html ?? "");
    });
  });
}

/** Writes a layout, and gives what both ways make of it: a page, or the words of an error. */
async function bothWays(source: string, parts: Record<string, string> = {}, options: object = {}) {
  mkdirSync(join(folder, "parts"), { recursive: true });
  for (const [name, text] of Object.entries({ ...parts, "tried.njk": source })) {
    writeFileSync(join(folder, name), text);
  }
  const shown = (error: Error) => `${error}`;
  return {
    ours: await render("tried.njk", newsroom(), true, options).catch(shown),
    theirs: await render("tried.njk", newsroom(), false, options).catch(shown),
  };
}

const newsroom = () => ({
  outside: "told from outside",
  card: "a card from outside",
  view: {
    title: `"Rain" & <wind> isn't \\ news`,
    html: "<p>one & two</p>",
    number: 7,
    empty: null,
    list: [{ name: "a<b" }, { name: "c", role: "editor" }],
    nested: [
      { title: "first", names: ["a", "b"] },
      { title: "second", names: [] },
      { title: "third", names: ["c"] },
    ],
    of: { a: 1, b: "2" },
    greet(name: string) {
      return `${this.number} ${name}`;
    },
  },
});

describe("a layout compiled in our way", () => {
  it.each([
    // What was set in another function of the layout is the same name.
    '{% set last = "none" %}{% block main %}{% for i in view.list %}{% set last = i.name %}{% endfor %}{{ last }}{% endblock %}',
    "{% macro g(sum) %}{% for i in [1, 2] %}{% set sum = i %}{% endfor %}{{ sum }}{% endmacro %}{{ g(0) }}",
    "{% for i in view.nothing %}x{% else %}{% set z = 1 %}{{ z }}{% endfor %}after:{{ z }}",
    "{% for card in [] %}x{% else %}{{ card }}{% endfor %}",
    "{% for i in [[1, 2], view.nothing, []] %}{% for j in i %}{{ j }}{% else %}E{{ i }}{% endfor %}{% endfor %}",
    "{% for i in view.list %}{% set p, q = i.name %}{{ p }}{{ q }}{% endfor %}{% set q = 9 %}",
    "{{ view.title }} {{ view.html | safe }} {{ view.html }} {{ view.number | safe }} {{ view.empty | safe }}",
    "{{ view.nothing }}|{{ view.nothing.at.all }}|{{ nothing.at.all }}|{{ view['title'] }}|{{ view.list[1].name }}",
    "{{ view.greet('x') }} {% set f = view.greet %}{{ f('y') }} {{ view.title.toUpperCase() }} {{ 'a<b'.length }}",
    "{{ view.nothing.at.all() }}",
    "{{ view.title | upper | safe }} {{ view.title | escape }} {{ view.title | safe | upper }}",
    "{% for item in view.list %}{{ item.name }}{{ item.role }}{% endfor %}{{ item }}",
    "{% for item in view.list %}{{ loop.index }}/{{ loop.length }}{% if loop.last %}!{% endif %}{% endfor %}",
    "{% for item in view.nothing %}x{% else %}nothing {{ outside }}{% endfor %}{% for i in [] %}{% else %}-{% endfor %}",
    "{% for key, value in view.of %}{{ key }}={{ value }};{% endfor %}{% for a, b in [[1, 2]] %}{{ a }}{{ b }}{% endfor %}",
    // What is set in a loop is forgotten behind it, unless it was set before.
    "{% for i in view.list %}{{ card }},{% set card = i.name %}{{ card }};{% endfor %}{{ card }}",
    "{% block main %}{% for i in view.list %}{{ card }},{% set card = i.name %}{{ card }};{% endfor %}{{ card }}{% endblock %}",
    "{% set x = 1 %}{% for i in view.list %}{{ x }}{% set x = i.name %}{% endfor %}{{ x }}",
    "{% block main %}{% set x = 1 %}{% for i in view.list %}{{ x }}{% set x = i.name %}{% endfor %}{{ x }}{% endblock %}",
    "{% block main %}{% for i in view.list %}{{ x }}{% set x = i.name %}{% endfor %}{{ x }}{% set x = 2 %}{{ x }}{% endblock %}",
    "{% for i in view.nested %}{{ x }}{% for n in i.names %}{{ x }}{% set x = n %}{{ x }}{% endfor %}{{ x }};{% endfor %}{{ x }}",
    "{% for i in view.nested %}{% set x = i.title %}{% for n in i.names %}{{ x }}{% set x = n %}{{ x }}{% endfor %}{{ x }};{% endfor %}",
    "{% for i in view.nested %}{% if i.names.length %}{% set x, y = i.title %}{% endif %}{{ x }}{{ y }};{% endfor %}",
    "{% for i in view.list %}{% set x %}<b>{{ i.name }}</b>{% endset %}{{ x }}{{ x | safe }}{% endfor %}",
    "{% for i in view.list %}{% set x = none %}{{ x }}{% endfor %}{% for x in view.list %}{% set x = 1 %}{{ x }}{% endfor %}",
    "{% block one %}{% for i in view.list %}{% set x = i %}{{ x.name }}{% endfor %}{% endblock %}{% block two %}{% for i in view.list %}{% set x = i %}{{ x.name }}{% endfor %}{% endblock %}",
    // `view` is only a name.
    "{% set view = { title: 'another' } %}{{ view.title }}{% block main %}{{ view.title }}{% endblock %}",
    "{% for view in view.list %}{{ view.name }}{% endfor %}{{ view.title }}",
    "{% macro shown(view) %}{{ view.name }}{{ outside }}{% endmacro %}{{ shown(view.list[0]) }}{{ view.title }}",
    "{% macro shown(x) %}{{ view.title }}{{ x }}{% for i in [1] %}{{ i }}{{ x }}{% endfor %}{% endmacro %}{{ shown(1) }}",
    "{% once view %}{{ view.title }}{% for i in view.list %}{{ i.name }}{% endfor %}{% endonce %}{% once view.list %}{% set x = 1 %}{{ x }}{% endonce %}",
    "{% for i in view.list %}{% once i %}{% set x = i.name %}{{ x }}{% endonce %}{{ x }}{% endfor %}",
    "{{ view.list[0].name if view.list else 'x' }} {{ view.number + 1 }} {{ 'a' in view.of }} {{ view.title == 1 or view.number }}",
    "{% raw %}{{ view }}{% endraw %}{{ '' }}{{ [1, 2] }}{{ { a: 1 } | dump | safe }}",
    "{% filter upper %}{{ view.title }}{% endfilter %}{% if view.number == 7 %}{% set y = 2 %}{% endif %}{{ y }}",
    "{% for i in view.list %}{% include 'khabar/parts/item.njk' %}{% include name %}{% endfor %}",
    "{% extends 'khabar/parts/frame.njk' %}{% set last = 'none' %}{% block main %}{% for i in view.list %}{% set last = i.name %}{% endfor %}{{ last }}{% endblock %}",
    "{% extends 'khabar/parts/frame.njk' %}{% set x = 5 %}{% block main %}{{ x }}{% for i in view.list %}{{ super() }}{% endfor %}{% endblock %}",
    "{% import 'khabar/parts/macros.njk' as m %}{{ m.say(view.title) }}{% for i in view.list %}{{ m.say(i.name) }}{% endfor %}",
    "{% call(x) wrap() %}{{ x }}{{ view.title }}{% endcall %}{% macro wrap() %}<i>{{ caller('y') }}</i>{% endmacro %}",
  ])("says what Nunjucks says: %s", async (source) => {
    const parts = {
      "parts/item.njk": "[{{ i.name }}{{ loop.index }}{{ view.title }}]",
      "parts/frame.njk":
        "<{% block main %}{{ view.number }}{{ i.name }}{% endblock %}{{ x }}{% for i in view.list %}{{ i.name }}{% endfor %}>",
      "parts/macros.njk": "{% macro say(words) %}<q>{{ words }}</q>{% endmacro %}",
    };
    const { ours, theirs } = await bothWays(source, parts);
    expect(ours).toBe(theirs);
  });

  it.each([
    "{{ view.title }}{{ view.nothing }}",
    "{{ view.title }}{{ view.html | safe }}{{ view.nothing | safe }}",
  ])("follows the project's settings for Nunjucks: %s", async (source) => {
    for (const options of [{ autoescape: false }, { throwOnUndefined: true }]) {
      // A process has one configuration, and compiles a text once.
      const { ours, theirs } = await bothWays(`${source}{# ${Object.keys(options)} #}`, {}, options);
      expect(ours).toBe(theirs);
    }
  });

  it("leaves other templates to Nunjucks", async () => {
    const before = nunjucks.compiler.Compiler.prototype.compileFor;
    await bothWays("{% for i in view.list %}{{ i.name }}{% endfor %}");
    await bothWays("{% for i in view.list %}{{ i.name }");
    expect(nunjucks.compiler.Compiler.prototype.compileFor).toBe(before);
  });
});
