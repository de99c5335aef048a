import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type GeneratedStory, sections } from "./generate-newsroom.ts";

/**
 * The same stories as another generator would be given them: article pages, a list a section, a list a tag. Their
 * templates are as lean as their documentation suggests.
 */
export interface Peer {
  readonly name: string;
  /** Command and arguments; runs in the folder that `write` made and writes to `../site`. */
  readonly command: readonly [string, ...string[]];
  /** Takes hours beyond so many stories, so it is left out there unless it is asked for. */
  readonly upTo: number;
  write(folder: string, stories: Iterable<GeneratedStory>): void;
}

const output = "../site";

/** @param modules the folder `node_modules` in which Eleventy is */
export function listPeers(modules: string): Peer[] {
  const hugo: Peer["command"] = ["hugo", "--quiet", "-d", output];
  return [
    {
      name: "Hugo",
      command: hugo,
      upTo: Number.POSITIVE_INFINITY,
      write: (folder, stories) => writeHugoSite(folder, stories, false),
    },
    {
      name: "Hugo with related",
      command: hugo,
      upTo: Number.POSITIVE_INFINITY,
      write: (folder, stories) => writeHugoSite(folder, stories, true),
    },
    {
      name: "Eleventy with tags",
      command: ["node", join(modules, "@11ty/eleventy/cmd.cjs"), "--quiet", `--output=${output}`],
      upTo: 10_000,
      write: (folder, stories) => writeEleventySite(folder, stories, modules),
    },
  ];
}

/** A Hugo site. @param related whether pages list related stories, with Hugo's default settings */
function writeHugoSite(folder: string, stories: Iterable<GeneratedStory>, related: boolean): void {
  write(
    join(folder, "config.toml"),
    // A hundred thousand stories, eight a day, reach into the future, which Hugo would leave out.
    'baseURL = "https://maap.example/"\nlanguageCode = "hi"\ntitle = "माप समाचार"\ndisableKinds = ["RSS"]\nbuildFuture = true\n[taxonomies]\n  tag = "tags"\n',
  );
  const list =
    '{{ range first 24 .RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Description }}</li>{{ end }}';
  const relatedList = related
    ? '<aside><ul>{{ range first 5 (.Site.RegularPages.Related .) }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></aside>'
    : "";
  const page = (main: string) =>
    `<!doctype html><html lang="hi"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>${main}</body></html>`;
  write(
    join(folder, "layouts/_default/single.html"),
    page(
      `<h1>{{ .Title }}</h1><p>{{ .Description }}</p><time>{{ .Date.Format "2006-01-02 15:04" }}</time>{{ .Content }}{{ range .GetTerms "tags" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}${relatedList}`,
    ),
  );
  write(join(folder, "layouts/_default/list.html"), page(`<h1>{{ .Title }}</h1><ul>${list}</ul>`));
  for (const story of stories) {
    write(
      join(folder, "content", story.section, `${story.slug}.md`),
      `---\ntitle: "${story.title}"\ndescription: "${story.description}"\ndate: ${story.date}:00Z\ntags: [${story.tags.join(", ")}]\n---\n${story.body}`,
    );
  }
}

/** A plain Eleventy site in Nunjucks, with `tags` in the front matter as its tutorials do it. */
function writeEleventySite(folder: string, stories: Iterable<GeneratedStory>, modules: string): void {
  write(
    join(folder, "eleventy.config.js"),
    'export const config = { dir: { input: "content", output: "_site" }, markdownTemplateEngine: false };\nexport default function () {}\n',
  );
  write(join(folder, "package.json"), '{ "type": "module" }\n');
  symlinkSync(modules, join(folder, "node_modules"));
  write(
    join(folder, "content/_includes/article.njk"),
    '<!doctype html><html lang="hi"><head><meta charset="utf-8"><title>{{ title }}</title></head><body><h1>{{ title }}</h1><p>{{ description }}</p><time>{{ date }}</time>{{ content | safe }}</body></html>',
  );
  write(join(folder, "content/content.json"), '{ "layout": "article.njk" }\n');
  for (const section of sections) {
    write(
      join(folder, `content/${section}.njk`),
      `---\npermalink: /${section}/\n---\n<ul>{% for story in collections["${section}"] | reverse %}{% if loop.index <= 24 %}<li><a href="{{ story.url }}">{{ story.data.title }}</a></li>{% endif %}{% endfor %}</ul>\n`,
    );
  }
  write(
    join(folder, "content/tags.njk"),
    '---\npagination: { data: collections, size: 1, alias: tag }\npermalink: "/topics/{{ tag | slugify }}-{{ pagination.pageNumber }}/"\n---\n<h1>{{ tag }}</h1><ul>{% for story in collections[tag] | reverse %}{% if loop.index <= 24 %}<li><a href="{{ story.url }}">{{ story.data.title }}</a></li>{% endif %}{% endfor %}</ul>\n',
  );
  for (const story of stories) {
    const tags = [story.section, ...story.tags].join(", ");
    write(
      join(folder, "content", story.section, `${story.slug}.md`),
      `---\ntitle: "${story.title}"\ndescription: "${story.description}"\ndate: ${story.date}:00Z\ntags: [${tags}]\npermalink: /${story.section}/${story.slug}/\n---\n${story.body}`,
    );
  }
}

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
