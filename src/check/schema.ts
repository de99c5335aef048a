import * as z from "zod";

/**
 * The shapes of everything writers own, once: the checks read them here, and so can an editor or an
 * editing screen (`z.toJSONSchema(articleSchema, { io: "input" })`).
 * Dates stay text: what they mean depends on the site's time zone.
 */
const text = z.string();
const dateTime = z.string().meta({ format: "date-time" });
const texts = z.array(text);

/** A list, or its one item without the brackets. */
const textOrTexts = z.union([texts, text]);

const pictureSchema = z.strictObject({
  src: text,
  alt: text.optional(),
  caption: text.optional(),
  credit: text.optional(),
  focus: z.array(z.number()).optional(),
});

export const articleKinds = ["news", "explainer", "opinion", "live", "photo", "video"] as const;

export const articleSchema = z.strictObject({
  title: text,
  date: dateTime,
  section: text,
  description: text.optional(),
  slug: text.optional(),
  authors: textOrTexts.optional(),
  author: text.optional(),
  tags: textOrTexts.optional(),
  image: pictureSchema.optional(),
  updated: dateTime.optional(),
  seoTitle: text.optional(),
  kicker: text.optional(),
  language: text.optional(),
  related: textOrTexts.optional(),
  unrelated: textOrTexts.optional(),
  status: z.enum(["published", "draft"]).optional(),
  publishAt: dateTime.optional(),
  expireAt: dateTime.optional(),
  breaking: dateTime.optional(),
  kind: z.enum(articleKinds).optional(),
  corrections: z.array(z.strictObject({ date: dateTime, text })).optional(),
  comments: z.enum(["open", "closed", "off"]).optional(),
  canonical: text.optional(),
  redirectFrom: textOrTexts.optional(),
  permalink: text.optional(),
  translationOf: text.optional(),
  series: text.optional(),
});

export const authorSchema = z.strictObject({
  name: text,
  role: text.optional(),
  picture: pictureSchema.optional(),
  links: z.array(z.strictObject({ title: text, url: text })).optional(),
  language: text.optional(),
});

export const pageSchema = z.strictObject({
  title: text,
  description: text.optional(),
  seoTitle: text.optional(),
  slug: text.optional(),
  permalink: text.optional(),
  language: text.optional(),
  updated: dateTime.optional(),
  status: z.enum(["published", "draft"]).optional(),
  redirectFrom: textOrTexts.optional(),
});

export const siteSchema = z.strictObject({
  name: text,
  url: text,
  language: text,
  timeZone: text,
  description: text.optional(),
  logo: text.optional(),
  sections: z.array(
    z.strictObject({ id: text, title: text, description: text.optional(), color: text.optional() }),
  ),
  navigation: z.array(z.union([text, z.strictObject({ title: text, url: text })])).optional(),
  sisterSites: z.array(z.strictObject({ name: text, url: text, feed: text.optional() })).optional(),
});

export const trendingSchema = z.strictObject({
  pinned: z
    .array(
      z.union([
        z.strictObject({ article: text }),
        z.strictObject({ title: text, url: text, source: text.optional() }),
      ]),
    )
    .optional(),
  blocked: texts.optional(),
});

/** How each field is written, for the messages. */
export const examples: Readonly<Record<string, string>> = {
  title: 'title: "दिल्ली में भारी बारिश"',
  date: "date: 2026-11-22T08:00",
  section: "section: desh",
  description: 'description: "…"',
  slug: "slug: bhari-barish",
  authors: "authors: [meera-joshi]",
  author: "author: meera-joshi",
  tags: "tags: [मौसम, दिल्ली]",
  image: "image: { src: media/photo.jpg, alt: … }",
  "image.src": "src: media/photo.jpg",
  "image.alt": 'alt: "…"',
  "image.caption": 'caption: "…"',
  "image.credit": 'credit: "…"',
  "image.focus": "focus: [0.5, 0.3]",
  updated: "updated: 2026-11-22T10:30",
  seoTitle: 'seoTitle: "…"',
  kicker: 'kicker: "…"',
  language: "language: hi",
  related: "related: [bhari-barish]",
  unrelated: "unrelated: [bhari-barish]",
  status: "status: draft",
  publishAt: "publishAt: 2026-11-23T06:00",
  expireAt: "expireAt: 2026-12-31T23:59",
  breaking: "breaking: 2026-11-22T12:00",
  kind: "kind: live",
  corrections: "corrections: [{ date: 2026-11-22, text: … }]",
  "corrections.date": "date: 2026-11-22",
  "corrections.text": 'text: "…"',
  comments: "comments: closed",
  canonical: "canonical: https://example.org/story/",
  redirectFrom: "redirectFrom: [/old/address/]",
  permalink: "permalink: /old/address/",
  translationOf: "translationOf: bhari-barish",
  series: 'series: "…"',
  name: 'name: "मीरा जोशी"',
  role: 'role: "विशेष संवाददाता"',
  picture: "picture: { src: media/meera.jpg, alt: … }",
  "picture.src": "src: media/meera.jpg",
  "picture.alt": 'alt: "…"',
  links: "links: [{ title: …, url: https://… }]",
  "links.title": "title: …",
  "links.url": "url: https://…",
  url: "url: https://www.example.org",
  timeZone: "timeZone: Asia/Kolkata",
  logo: "logo: media/logo.svg",
  sections: "sections: [{ id: desh, title: देश }]",
  "sections.id": "id: desh",
  "sections.title": "title: देश",
  "sections.color": 'color: "#b3261e"',
  navigation: "navigation: [desh, { title: …, url: /about/ }]",
  sisterSites: "sisterSites: [{ name: …, url: https://… }]",
  "sisterSites.name": "name: …",
  "sisterSites.url": "url: https://…",
  "sisterSites.feed": "feed: https://…/feed.xml",
  pinned: "pinned: [{ article: bhari-barish }]",
  "pinned.article": "article: bhari-barish",
  "pinned.title": "title: …",
  "pinned.url": "url: https://…",
  "pinned.source": "source: …",
  blocked: "blocked: [bhari-barish]",
};
