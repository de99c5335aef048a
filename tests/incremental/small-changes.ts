import fc from "fast-check";
import {
  addressOf,
  layoutNames,
  makeStory,
  pick,
  type SmallNewsroom,
  type SmallStory,
  type StoryNumbers,
  storyArbitrary,
} from "./small-newsroom.ts";

/** Something that an editor, a designer or an operator does between two builds. */
export interface Change {
  readonly kind: keyof typeof changes;
  /** Which of the stories, authors …, by their number in the list. */
  readonly which: number;
  readonly how: number;
  /** For a story that is new. */
  readonly story: StoryNumbers;
}

type Edit = (newsroom: SmallNewsroom, change: Change) => SmallNewsroom;

/** Changes one story. */
function ofStory(
  edit: (story: SmallStory, how: number, newsroom: SmallNewsroom) => Partial<SmallStory>,
): Edit {
  return (newsroom, { which, how }) => {
    const changed = newsroom.stories[which % Math.max(1, newsroom.stories.length)];
    const stories = newsroom.stories.map((story) =>
      story === changed ? { ...story, ...edit(story, how, newsroom) } : story,
    );
    return { ...newsroom, stories };
  };
}

/** Sets a field of a story to another number. */
const number = (
  name: { [K in keyof SmallStory]: SmallStory[K] extends number ? K : never }[keyof SmallStory],
) => ofStory((story, how) => ({ [name]: how === story[name] ? how + 1 : how }));

/** Another key, or none. */
const otherKey = (how: number, { stories }: SmallNewsroom) =>
  stories.length === 0 || how % 4 === 0 ? [] : [pick(stories, how).key];

/** Where the story is now leads to where it will be, as the guide for writers asks for. */
const withRedirect = (story: SmallStory, how: number, newsroom: SmallNewsroom) =>
  how % 2 === 0 ? {} : { redirects: [...story.redirects, addressOf(newsroom, story)] };

type Lists = "authors" | "pages" | "pictures";

/** Adds, edits or takes away one of a list. */
function ofList<L extends Lists>(
  name: L,
  most: number,
  edit: (one: SmallNewsroom[L][number], how: number) => SmallNewsroom[L][number],
): Edit {
  return (newsroom, { which, how }) => {
    const list = newsroom[name] as readonly SmallNewsroom[L][number][];
    const free = Array.from({ length: most }, (_, key) => key).find((key) =>
      list.every((each) => each.key !== key),
    );
    const blank = { key: free, title: how, name: how, body: how, links: [], draft: false, redirects: 0 };
    const fresh = { ...blank, role: 0, picture: 0, biography: how, link: how, size: how, content: how };
    const chosen = list[which % Math.max(1, list.length)];
    if (how % 3 === 0 && free !== undefined) return { ...newsroom, [name]: [...list, fresh] };
    if (how % 3 === 1) return { ...newsroom, [name]: list.filter((each) => each !== chosen) };
    return { ...newsroom, [name]: list.map((each) => (each === chosen ? edit(each, how) : each)) };
  };
}

/** Turns one of several settings. */
function ofGroup(group: "site" | "options", names: readonly string[]): Edit {
  return (newsroom, { which, how }) => {
    const name = pick(names, which);
    const before = (newsroom[group] as unknown as Record<string, number>)[name];
    return { ...newsroom, [group]: { ...newsroom[group], [name]: how === before ? how + 1 : how } };
  };
}

const nothing: Edit = (newsroom) => newsroom;

/** Every kind of change. Those that are `nothing` here do not change the newsroom's files, but what is around them. */
export const changes = {
  text: number("body"),
  title: number("title"),
  description: number("description"),
  kicker: number("kicker"),
  date: number("date"),
  updated: number("updated"),
  embargo: number("publish"),
  expiry: number("expire"),
  banner: number("breaking"),
  kind: number("kind"),
  language: number("language"),
  series: number("series"),
  corrections: number("corrections"),
  comments: number("comments"),
  picture: ofStory((_story, how) => ({ picture: how % 6 })),
  pictureInText: ofStory((_story, how) => ({ inText: how % 6 })),
  authors: ofStory((_story, how) => ({ authors: how % 5 === 0 ? [] : [how % 4, how % 3] })),
  tags: ofStory((story, how) => ({ tags: how % 3 === 0 ? story.tags.slice(1) : [...story.tags, how] })),
  draft: ofStory(({ draft }) => ({ draft: !draft })),
  canonical: ofStory(({ canonical }) => ({ canonical: !canonical })),
  translation: ofStory((_story, how, newsroom) => ({
    translationOf: (otherKey(how, newsroom)[0] ?? -1) + 1,
    language: how,
  })),
  related: ofStory((_story, how, newsroom) => ({ related: otherKey(how, newsroom) })),
  unrelated: ofStory((_story, how, newsroom) => ({ unrelated: otherKey(how, newsroom) })),
  alsoRead: ofStory((_story, how, newsroom) => ({ alsoRead: otherKey(how, newsroom) })),
  link: ofStory((_story, how, newsroom) => ({
    links: otherKey(how, newsroom).map((key) => {
      const target = newsroom.stories.find((story) => story.key === key);
      return { key, written: target === undefined ? "" : addressOf(newsroom, target) };
    }),
  })),
  section: ofStory((story, how, newsroom) => ({ section: how, ...withRedirect(story, how, newsroom) })),
  rename: ofStory((story, how, newsroom) => ({
    name: `${story.name.replace(/-x\d+$/, "")}-x${how}`,
    ...withRedirect(story, how, newsroom),
  })),
  folder: number("folder"),
  permalink: ofStory((story, how, newsroom) => ({
    permalink: how % 3,
    ...withRedirect(story, how, newsroom),
  })),
  add(newsroom, { which, story }) {
    const keys = newsroom.stories.map(({ key }) => key);
    const address = (key: number) => {
      const target = newsroom.stories.find((other) => other.key === key);
      return target === undefined ? "" : addressOf(newsroom, target);
    };
    const added = makeStory(Math.max(-1, ...keys) + 1, story, keys, address);
    // New stories mostly are news.
    return {
      ...newsroom,
      stories: [...newsroom.stories, which % 2 === 0 ? { ...added, date: 0, publish: 0 } : added],
    };
  },
  remove(newsroom, { which }) {
    const gone = newsroom.stories[which % Math.max(1, newsroom.stories.length)];
    return { ...newsroom, stories: newsroom.stories.filter((story) => story !== gone) };
  },
  author: ofList("authors", 5, (author, how) => ({
    ...author,
    [pick(["name", "role", "picture", "biography", "link"], how)]: how,
  })),
  page: ofList("pages", 4, (page, how) => ({
    ...page,
    ...pick(
      [{ title: how }, { body: how }, { draft: !page.draft }, { redirects: how }, { links: [how % 9] }],
      how,
    ),
  })),
  media: ofList("pictures", 6, (picture, how) => ({
    ...picture,
    ...pick([{ size: how }, { content: how }], how),
  })),
  site: ofGroup("site", [
    "name",
    "description",
    "sections",
    "sectionTitle",
    "navigation",
    "zone",
    "url",
    "language",
    "logo",
  ]),
  options: ofGroup("options", [
    "pageSize",
    "homeBlock",
    "related",
    "feeds",
    "trending",
    "slugs",
    "addresses",
    "comments",
  ]),
  trending: (newsroom, { which, how }) => ({
    ...newsroom,
    trending: {
      ...newsroom.trending,
      ...pick(
        [{ pinned: otherKey(how, newsroom) }, { outside: how % 3 }, { blocked: otherKey(how, newsroom) }],
        which,
      ),
    },
  }),
  edition: (newsroom, { which, how }) => {
    const keys = newsroom.stories.map(({ key }) => key);
    const read = keys.filter((_, index) => (index + how) % 4 === 0);
    const edition = pick([{ baked: how, stories: read }, { stories: read }, { outside: how % 3 }], which);
    return { ...newsroom, edition: { ...newsroom.edition, ...edition } };
  },
  strings: (newsroom, { how }) => ({ ...newsroom, strings: how % 3 }),
  layout: (newsroom, { which, how }) => ({
    ...newsroom,
    layouts: { ...newsroom.layouts, [pick(layoutNames, which)]: how % 3 },
  }),
  mistake: (newsroom, { which }) => ({ ...newsroom, mistake: which }),
  /** The clock goes on, or back, or to the very moment of the next change, or to just before it. */
  wait: nothing,
  goBack: nothing,
  nextMoment: nothing,
  beforeNextMoment: nothing,
  /** Every file gets another time of change, as in a fresh checkout. */
  touch: nothing,
  /** Somebody changes a file of the finished site. */
  tamper: nothing,
} as const satisfies Record<string, Edit>;

/** The newsroom after a change. A mistake is mended by whatever is changed next. */
export function changed(newsroom: SmallNewsroom, change: Change): SmallNewsroom {
  return (changes[change.kind] as Edit)({ ...newsroom, mistake: undefined }, change);
}

const kindsOfChange = Object.keys(changes) as (keyof typeof changes)[];

export const changeArbitrary: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom(...kindsOfChange, "add", "remove", "nextMoment"),
  which: fc.nat({ max: 99 }),
  how: fc.nat({ max: 99 }),
  story: storyArbitrary,
});
