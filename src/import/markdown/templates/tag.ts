import type { Span } from "../../edits.ts";

/** A piece of template code in a body: a Hugo shortcode, a Liquid or Nunjucks tag. */
export interface TemplateTag extends Span {
  /** In lower case; of a partial (`{% include video.html %}`) its file's name without the ending. */
  readonly name: string;
  readonly positional: readonly string[];
  readonly named: ReadonlyMap<string, string>;
  /** The code as it stands there. */
  readonly raw: string;
  /** The tag that closes it, if there is one. */
  readonly close: Span | undefined;
}

/** `key="value with spaces"`, `key=value`, `"value"`, `value`; Nunjucks puts commas between them. */
const argument =
  /(?:([\w.-]+)\s*[=:]\s*)?(?:"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|`([^`]*)`|([^\s"'`,=]+))/g;

/** The arguments of a tag, quotation marks taken off. */
export function readArguments(text: string): Pick<TemplateTag, "positional" | "named"> {
  const positional: string[] = [];
  const named = new Map<string, string>();
  for (const [, key, double, single, back, bare] of text.matchAll(argument)) {
    const value = (double ?? single)?.replace(/\\(.)/g, "$1") ?? back ?? bare ?? "";
    if (key === undefined) positional.push(value);
    else named.set(key.toLowerCase(), value);
  }
  return { positional, named };
}

/** A tag before it is known where it is closed. */
export interface OpenTag extends Omit<TemplateTag, "close"> {
  /** `true` for `{{< /note >}}` and `{% endnote %}`; `name` is then the name of what it closes. */
  readonly closes: boolean;
}

/**
 * Gives every tag the tag that closes it, innermost first. What is not closed stands alone.
 *
 * @param tags in the order of the text
 * @returns the opening and the single tags, and closing tags that close nothing as single ones
 */
export function pairTags(tags: readonly OpenTag[]): TemplateTag[] {
  const paired: TemplateTag[] = [];
  const open: { tag: OpenTag; index: number }[] = [];
  for (const tag of tags) {
    const { closes, ...rest } = tag;
    if (!closes) {
      open.push({ tag, index: paired.length });
      paired.push({ ...rest, close: undefined });
      continue;
    }
    const at = open.findLastIndex((candidate) => candidate.tag.name === tag.name);
    const opening = open[at];
    const whole = opening && paired[opening.index];
    if (opening === undefined || whole === undefined) paired.push({ ...rest, close: undefined });
    else {
      paired[opening.index] = { ...whole, close: { start: tag.start, end: tag.end } };
      open.length = at;
    }
  }
  return paired;
}
