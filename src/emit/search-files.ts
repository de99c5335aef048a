import type { Article } from "../check/types.ts";
import { Digest } from "../language/digest.ts";
import { absoluteUrl, localUrl } from "../render/address.ts";
import { escapeText } from "../render/escape.ts";
import { dayOf, makeShard } from "../search/make-shard.ts";
import { cutIntoShards, storiesPerTextIndex, titlesPerShard } from "../search/shard.ts";
import { textOfHtml } from "../search/story-text.ts";
import { makeTextIndex } from "../search/text-index.ts";
import type { EmitSource } from "./emit.ts";
import type { OutputFile, OutputFolder } from "./output-file.ts";
import { xmlText } from "./xml-text.ts";

/** Headlines in shards, and what tells browsers that the site can be searched. */
export function emitSearch(source: EmitSource): OutputFile[] {
  const { catalog, search, digests } = source;
  if (search.titles === 0) return [];
  return [
    openSearchDescription(source),
    ...cutIntoShards(catalog.stories, search.titles, titlesPerShard).map(({ number, stories }) => ({
      path: `search/titles/${number}.json`,
      parts: digests.parts(digestOf(stories, digests.card)),
      make: () => JSON.stringify(makeShard(catalog.site, stories)),
    })),
  ];
}

/**
 * Indexes of whole texts, each a folder of files that are known when it is made.
 *
 * @returns `[]` where the site does not ask for them
 */
export function searchFolders({ catalog, search, digests, bodyOf }: EmitSource): OutputFolder[] {
  const { site } = catalog;
  if (search.fullText === false || search.titles === 0) return [];
  return cutIntoShards(catalog.stories, search.fullText.stories, storiesPerTextIndex).map(
    ({ number, stories }) => ({
      folder: `search/texts/${number}/`,
      parts: digests.parts(digestOf(stories, digests.story)),
      make: () =>
        makeTextIndex(
          stories.map((story) => ({
            url: localUrl(site, story.address),
            title: story.title,
            text: textOfHtml(`${escapeText(story.description ?? "")} <br> ${bodyOf(story)}`),
            day: dayOf(story.date, site.timeZone),
            section: story.section,
            language: story.language === site.language ? "" : story.language,
          })),
          site.language,
        ),
    }),
  );
}

/**
 * What a browser reads to offer the site's search in its address bar.
 *
 * @see https://developer.mozilla.org/en-US/docs/Web/XML/Guides/OpenSearch
 */
function openSearchDescription({ catalog, digests }: EmitSource): OutputFile {
  const { site } = catalog;
  const text = (words: string) => escapeText(xmlText(words));
  return {
    path: "opensearch.xml",
    parts: digests.parts(0),
    make: () =>
      `<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>${text([...site.name].slice(0, 16).join("").trim())}</ShortName>
<Description>${text(site.description ?? site.name)}</Description>
<InputEncoding>UTF-8</InputEncoding>
<Url type="text/html" template="${text(absoluteUrl(site, "/search/"))}?q={searchTerms}"/>
</OpenSearchDescription>
`,
  };
}

function digestOf(stories: readonly Article[], of: (story: Article) => number): number {
  const digest = new Digest();
  for (const story of stories) digest.number(of(story));
  return digest.end();
}
