/** `error` stops a build; `warning` is only told. */
export type Severity = "error" | "warning";

/**
 * Every problem Khabar can report, with its usual severity.
 * Codes are permanent: people search for them and editors' tools filter by them.
 */
export const severityOf = {
  "file-unreadable": "error",
  "file-not-utf8": "error",
  "file-too-large": "error",
  "link-outside": "error",
  "link-loop": "warning",
  "site-missing": "error",
  "front-matter-missing": "error",
  "front-matter-unclosed": "error",
  "front-matter-language": "error",
  "yaml-broken": "error",
  "yaml-colon": "error",
  "yaml-tab": "error",
  "yaml-duplicate": "error",
  "yaml-tag": "error",
  "yaml-comment": "warning",
  "yaml-not-a-map": "error",
  "field-missing": "error",
  "field-empty": "error",
  "field-type": "error",
  "field-number-as-text": "error",
  "field-unknown": "error",
  "field-value": "error",
  "date-format": "error",
  "date-impossible": "error",
  "date-order": "error",
  "zone-unknown": "error",
  "language-unknown": "error",
  "url-bad": "error",
  "path-bad": "error",
  "focus-bad": "error",
  "color-bad": "error",
  "section-unknown": "error",
  "section-reserved": "error",
  "section-duplicate": "error",
  "author-unknown": "error",
  "reference-unknown": "error",
  "reference-ambiguous": "error",
  "reference-self": "error",
  "address-taken": "error",
  "redirect-taken": "error",
  "image-missing": "error",
  "image-alt-missing": "error",
  "image-remote": "error",
  "image-unreadable": "warning",
  "image-small": "warning",
  "image-broken": "error",
  "image-huge": "error",
  "image-unsafe": "error",
  "image-ending": "warning",
  "block-unknown": "error",
  "block-unclosed": "error",
  "block-stray-close": "error",
  "block-argument": "error",
  "block-empty": "error",
  "link-broken": "error",
  "link-unpublished": "warning",
  "anchor-broken": "error",
  "strings-bad": "error",
  "html-removed": "warning",
  "language-mark": "warning",
} as const satisfies Record<string, Severity>;

export type Code = keyof typeof severityOf;

/** Where a problem is: a field of the front matter (or of a YAML file), or a place in the text. */
export type Place =
  | { readonly field: readonly (string | number)[]; readonly key?: boolean }
  | { readonly line: number; readonly column: number };

/** A problem as the checks find it: its place may still be a field's path. */
export interface Finding {
  readonly code: Code;
  readonly file: string;
  readonly place: Place;
  /** What the words of the message need: field names, what was found, what would be right. */
  readonly values: Readonly<Record<string, string | number>>;
  /** Only where it differs from the usual one: the problems of a draft are warnings. */
  readonly severity?: Severity;
}

/** A problem ready to print. `line` and `column` count from 1. */
export interface Problem {
  readonly code: Code;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly severity: Severity;
  readonly values: Readonly<Record<string, string | number>>;
}

/** By file, then place, then code: the order of every report. */
export function inReadingOrder(a: Problem, b: Problem): number {
  return compareText(a.file, b.file) || a.line - b.line || a.column - b.column || compareText(a.code, b.code);
}

/** Code unit order: the same on every machine, unlike `localeCompare`. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
