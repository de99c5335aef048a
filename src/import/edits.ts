/** A piece of a text, from `start` up to but not including `end`, in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Something else in the place of a piece of text; `start === end` inserts. */
export interface Edit extends Span {
  readonly text: string;
}

export interface EditedText {
  readonly text: string;
  /** Where a place of the new text was in the old one; inside of what an edit wrote, the edit's beginning. */
  originalOffset(offset: number): number;
}

/**
 * Applies edits and leaves every other character as it was.
 *
 * @param edits any order; not modified. Of two that overlap the one that begins first is applied, of two that
 *   begin together the longer one; insertions at one place keep their order
 */
export function applyEdits(text: string, edits: readonly Edit[]): EditedText {
  const sorted = edits.toSorted((a, b) => a.start - b.start || order(a) - order(b) || b.end - a.end);
  const pieces: string[] = [];
  /** Beginnings of pieces in the new text and in the old one. */
  const froms: { at: number; was: number; written: boolean }[] = [];
  let length = 0;
  let reached = 0;
  const add = (piece: string, was: number, written: boolean) => {
    if (piece === "") return;
    froms.push({ at: length, was, written });
    pieces.push(piece);
    length += piece.length;
  };
  for (const edit of sorted) {
    if (edit.start < reached) continue;
    add(text.slice(reached, edit.start), reached, false);
    add(edit.text, edit.start, true);
    reached = edit.end;
  }
  add(text.slice(reached), reached, false);
  const starts = froms.map(({ at }) => at);
  return {
    text: pieces.join(""),
    originalOffset(offset) {
      const from = froms[lastNotAfter(starts, offset)];
      if (from === undefined) return 0;
      return from.written ? from.was : from.was + (offset - from.at);
    },
  };
}

/** Insertions come before what replaces the text behind them. */
function order(edit: Edit): number {
  return edit.start === edit.end ? 0 : 1;
}

/** Where the lines of a text begin. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** Tells the line of a place in a text, from 0. */
export function lineFinder(text: string): (offset: number) => number {
  const starts = lineStarts(text);
  return (offset) => Math.max(0, lastNotAfter(starts, offset));
}

/**
 * The last of sorted numbers that is not greater than `limit`.
 *
 * @returns its index, -1 if all are greater
 */
export function lastNotAfter(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Tells whether a place lies in one of the spans, which may lie in each other. */
export function coveredBy(spans: readonly Span[]): (at: number) => boolean {
  const sorted: { start: number; end: number }[] = [];
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    const last = sorted.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else sorted.push({ start, end });
  }
  const starts = sorted.map(({ start }) => start);
  return (at) => at < (sorted[lastNotAfter(starts, at)]?.end ?? 0);
}
