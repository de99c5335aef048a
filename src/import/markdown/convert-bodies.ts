import { outlineBody } from "../../body/outline.ts";
import { lineFinder, lineStarts } from "../edits.ts";
import type { Loss } from "../losses.ts";
import { anchorsOf } from "./anchors.ts";
import { decideLinks, type LinkSurroundings } from "./decide-links.ts";
import type { TemplateLanguage } from "./generator.ts";
import type { PlannedStory } from "./plan-stories.ts";
import { rewriteBody } from "./rewrite-body.ts";
import { type ConvertedBody, convertTemplates } from "./templates/convert-templates.ts";

/** A body as the content folder gets it. */
export interface NewBody {
  readonly text: string;
  readonly losses: readonly Loss[];
}

/**
 * Makes the bodies of all stories, each when it is asked for: first template code becomes Markdown, then links and
 * pictures get their new addresses, for which the parts of other stories must be known.
 */
export function convertBodies(
  stories: readonly PlannedStory[],
  language: TemplateLanguage,
  around: Omit<LinkSurroundings, "anchors">,
): { of(story: PlannedStory): NewBody } {
  const converted = new Map<PlannedStory, ConvertedBody>();
  const anchors = new Map<PlannedStory, ReadonlyMap<string, string>>();
  for (const story of stories)
    converted.set(story, convertTemplates(story.source.body, language, story.source.title));
  const convertedOf = (story: PlannedStory): ConvertedBody =>
    converted.get(story) ?? convertTemplates(story.source.body, language, story.source.title);
  const surroundings: LinkSurroundings = {
    ...around,
    anchors(story) {
      const known = anchors.get(story) ?? anchorsOf(convertedOf(story), story.source.body);
      anchors.set(story, known);
      return known;
    },
  };
  return {
    of(story) {
      const { source } = story;
      const template = convertedOf(story);
      const losses: Loss[] = [];
      const lose = (kind: Loss["kind"], what: string, line: number) => {
        losses.push({ kind, file: source.path, line: source.bodyLine + line, what });
      };
      for (const { kind, what, line } of template.losses) lose(kind, what, line ?? 0);
      const lineOf = lineFinder(source.body);
      const sourceLine = (offset: number) => lineOf(template.originalOffset(offset));
      const decisions = decideLinks(story, surroundings, (kind, what, at) =>
        lose(kind, what, sourceLine(at)),
      );
      const rewritten = rewriteBody(template.text, decisions);
      const starts = lineStarts(rewritten.text);
      for (const { what, line } of outlineBody(rewritten.text).removedHtml) {
        lose("html", what, sourceLine(rewritten.originalOffset(starts[line] ?? 0)));
      }
      return { text: rewritten.text, losses };
    },
  };
}
