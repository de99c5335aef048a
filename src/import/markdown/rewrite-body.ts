import { applyEdits, type Edit, type EditedText, type Span } from "../edits.ts";
import { findSpans, type LinkSpan } from "./body-spans.ts";
import { type Decisions, rewriteHtml, videoAlone } from "./rewrite-html.ts";
import { destination } from "./templates/equals.ts";
import { indentAt } from "./templates/place-block.ts";

/** A body without any of these has no link, picture or HTML. */
const marksOfInterest = /[[<]/;

/**
 * Puts new addresses into the links and pictures of a body, in Markdown and in raw HTML.
 *
 * A link that leads nowhere leaves its words, a picture that is not there its description; every other character
 * stays as the author wrote it.
 *
 * @param body Markdown with `\n` line endings and no template code
 */
export function rewriteBody(body: string, decisions: Decisions): EditedText {
  if (!marksOfInterest.test(body)) return applyEdits(body, []);
  const spans = findSpans(body);
  const edits: Edit[] = [];

  const ofPictures = new Set(spans.links.filter(isReferencePicture).map(({ href }) => href));
  const dead = new Set<string>();
  for (const definition of spans.definitions) {
    const { href, destination: place } = definition;
    const target = ofPictures.has(href)
      ? decisions.picture(href, place.start)
      : decisions.link(href, place.start);
    if (target === undefined) {
      dead.add(href);
      edits.push({ start: definition.start, end: definition.end, text: "" });
    } else if (target !== href) edits.push({ ...place, text: destination(target) });
  }

  /** Beginnings to ends of pictures that leave nothing behind. */
  const vanished = new Map<number, number>();
  const pictures = spans.links.filter(({ kind }) => kind === "image");
  for (const picture of pictures) {
    const place = picture.destination;
    const target =
      place === undefined
        ? dead.has(picture.href)
          ? undefined
          : picture.href
        : decisions.picture(picture.href, place.start);
    if (target === undefined) {
      const words = wordsOfPicture(body, picture);
      if (words === "") vanished.set(picture.start, picture.end);
      edits.push({ start: picture.start, end: picture.end, text: apart(body, picture, words) });
      continue;
    }
    if (place !== undefined && target !== picture.href) edits.push({ ...place, text: destination(target) });
    if (picture.words === "") {
      const description = decisions.description(picture.title, picture.href, picture.start);
      edits.push({ ...picture.label, text: description.replace(/[[\]\\]/g, "\\$&") });
    }
  }

  for (const link of spans.links) {
    if (link.kind === "image") continue;
    if (isOnlyVanished(body, link, vanished)) {
      edits.push({ start: link.start, end: link.end, text: "" });
      continue;
    }
    const place = link.destination;
    const target =
      place === undefined
        ? dead.has(link.href)
          ? undefined
          : link.href
        : decisions.link(link.href, place.start);
    if (target === undefined) {
      edits.push(
        { start: link.start, end: link.label.start, text: "" },
        { start: link.label.end, end: link.end, text: "" },
      );
    } else if (place !== undefined && target !== link.href)
      edits.push({ ...place, text: destination(target) });
  }

  for (const { start, end, href } of spans.autolinks) {
    const target = decisions.link(href, start);
    const words = body.slice(start + 1, end - 1);
    if (target === undefined) edits.push({ start, end, text: words });
    else if (target !== href) edits.push({ start, end, text: `[${words}](${destination(target)})` });
  }

  for (const { start, end, html, isBlock, at } of spans.html) {
    const video = isBlock ? videoAlone(html) : undefined;
    const indent = video === undefined ? undefined : indentAt(body, start);
    if (video !== undefined && indent !== undefined) {
      const last = html.endsWith("\n") ? "\n" : "";
      edits.push({ start, end, text: `::: video ${video}\n${indent}:::${last}` });
      continue;
    }
    const inner = rewriteHtml(html, {
      link: (href, place) => decisions.link(href, at(place)),
      picture: (src, place) => decisions.picture(src, at(place)),
      description: (title, src, place) => decisions.description(title, src, at(place)),
    });
    for (const edit of inner) {
      const from = at(edit.start);
      edits.push({ start: from, end: edit.end > edit.start ? at(edit.end - 1) + 1 : from, text: edit.text });
    }
  }
  return applyEdits(body, edits);
}

function isReferencePicture({ kind, destination: place }: LinkSpan): boolean {
  return kind === "image" && place === undefined;
}

/** A picture's description as it stands in the body, and its title behind it. */
function wordsOfPicture(body: string, { label, words, title }: LinkSpan): string {
  const written = words === "" ? "" : body.slice(label.start, label.end);
  const more = title?.trim() ?? "";
  if (more === "" || more === words) return written;
  const escaped = more.replace(/[[\]*_<>\\`]/g, "\\$&");
  return written === "" ? escaped : `${written} (${escaped})`;
}

/** Words where a picture was must not run into the words beside it. */
function apart(body: string, { start, end }: Span, words: string): string {
  if (words === "") return "";
  const before = /[\p{L}\p{M}\p{N}.,;:!?।]$/u.test(body.slice(Math.max(0, start - 2), start)) ? " " : "";
  const after = /^[\p{L}\p{M}\p{N}]/u.test(body.slice(end, end + 2)) ? " " : "";
  return before + words + after;
}

/** Whether nothing would be left to click on. */
function isOnlyVanished(body: string, { label }: LinkSpan, vanished: ReadonlyMap<number, number>): boolean {
  let at = label.start;
  while (at < label.end) {
    const end = vanished.get(at);
    if (end !== undefined) at = end;
    else if (/\s/.test(body[at] ?? "")) at++;
    else return false;
  }
  return vanished.has(body.indexOf("!", label.start));
}
