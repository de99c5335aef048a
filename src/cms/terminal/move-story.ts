import { readArticle } from "../../check/article.ts";
import type { Frame } from "../../check/check.ts";
import type { Article } from "../../check/types.ts";
import { asList } from "../../check/values.ts";
import { contentKinds } from "../splice/field-kinds.ts";
import { changeFields } from "../splice/splice-content.ts";
import type { Renaming } from "./rewrite-mentions.ts";

/** Where a story goes. What is left out stays. */
export interface Move {
  /** Path below `articles/` without `.md`. */
  readonly id: string;
  readonly section: string | undefined;
  readonly slug: string | undefined;
}

/** A story at its new place. */
export interface MovedStory {
  readonly text: string;
  readonly article: Article;
  /** Whether its file now has the old address among those that lead to it. */
  readonly leavesRedirect: boolean;
}

/** What a story's file is judged by. */
export interface MoveSettings {
  readonly addresses: string;
  readonly slugs: "latin" | "native";
  /** How messages call the content folder. */
  readonly shownFolder: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * The file of a story that moves.
 *
 * Readers may have its address if the story was ever live: then the file says that the old address leads to it. An
 * address that it comes back to is no longer one that leads away.
 *
 * @param text of its file as it is
 * @returns why not, in words for a writer, where that cannot be
 */
export function moveStory(
  text: string,
  story: Article,
  move: Move,
  frame: Frame,
  settings: MoveSettings,
): MovedStory | string {
  const { shownFolder, now } = settings;
  const shape = { form: "markdown", kind: contentKinds.articles } as const;
  const path = `articles/${move.id}.md`;
  const read = (content: string) =>
    readArticle(
      { path, shown: `${shownFolder}/${path}`, text: content },
      { ...settings, site: frame.site, authors: frame.knownAuthors, pictures: frame.pictures },
      [],
    );
  const withFields = changeFields(text, shape, (fields) => ({
    ...fields,
    ...(move.section === undefined ? {} : { section: move.section }),
    ...(move.slug === undefined ? {} : { slug: move.slug }),
  }));
  const placed = withFields === undefined ? undefined : read(withFields);
  if (withFields === undefined || placed === undefined)
    return `${story.file} has mistakes; npm run check tells which.`;
  if (placed.address === story.address) return { text: withFields, article: placed, leavesRedirect: false };

  const wasSeen = !story.draft && story.liveFrom <= now;
  const redirects = new Set(story.redirectFrom);
  redirects.delete(placed.address);
  if (wasSeen) redirects.add(story.address);
  const withRedirects = changeFields(withFields, shape, (fields) => {
    const { redirectFrom, ...rest } = fields;
    const written = asList(redirectFrom as string[] | string | undefined).filter((each) =>
      redirects.has(each),
    );
    const added = wasSeen ? [story.address] : [];
    const list = [...new Set([...written, ...added])];
    return list.length > 0 ? { ...rest, redirectFrom: list } : rest;
  });
  const article = withRedirects === undefined ? undefined : read(withRedirects);
  if (withRedirects === undefined || article === undefined) return `${story.file} cannot take a redirect.`;
  return { text: withRedirects, article, leavesRedirect: wasSeen };
}

/**
 * How others call a story that moved: by slug, address or path, as they did before.
 *
 * @param isSame whether a reference means the story
 */
export function renamingOf(story: Article, moved: Article, isSame: (reference: string) => boolean): Renaming {
  return {
    addresses: new Map(story.address === moved.address ? [] : [[story.address, moved.address]]),
    reference(written) {
      const clean = written.trim().normalize("NFC");
      if (!isSame(clean)) return written;
      if (clean.startsWith("/")) return clean === moved.address ? written : moved.address;
      if (clean === story.slug) return story.slug === moved.slug ? written : moved.slug;
      return clean.replace(/^(content\/)?(articles\/)?/, "").replace(/\.md$/, "") === moved.id
        ? written
        : moved.id;
    },
  };
}
