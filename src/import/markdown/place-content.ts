import { lastNotAfter } from "../edits.ts";

/**
 * Finds the lines of a token's content in the body, where they may be quoted, indented or cells of a table.
 *
 * @param first the body's line on which the content begins, from 0; -1 if it is not known
 * @param reached how far each line was used: two cells of a row may say the same; is updated
 * @param isCell whether something may follow in the same line
 */
export function placeContent(
  content: string,
  first: number,
  body: string,
  lines: readonly number[],
  reached: Map<number, number>,
  isCell: boolean,
): (offset: number) => number {
  const pieces: { from: number; at: number; pipes: number[] }[] = [];
  let from = 0;
  for (const [index, piece] of content.split("\n").entries()) {
    const line = first === -1 ? -1 : first + index;
    const start = line === -1 ? 0 : (lines[line] ?? body.length);
    const text = line === -1 ? body : body.slice(start, lines[line + 1] ?? body.length);
    const whole = text.trimEnd();
    const wanted = piece.trimEnd();
    let column =
      whole.endsWith(wanted) && !isCell
        ? whole.length - wanted.length
        : text.indexOf(wanted, reached.get(line) ?? 0);
    const pipes: number[] = [];
    if (column === -1) {
      // A cell's own `|` is written `\|`.
      column = text.indexOf(wanted.replaceAll("|", "\\|"), reached.get(line) ?? 0);
      if (column !== -1) for (const { index: at } of wanted.matchAll(/\|/g)) pipes.push(at);
    }
    if (column === -1) column = Math.max(0, body.indexOf(wanted) - start);
    else reached.set(line, column + wanted.length + pipes.length);
    pieces.push({ from, at: start + column, pipes });
    from += piece.length + 1;
  }
  const starts = pieces.map((piece) => piece.from);
  return (offset) => {
    const piece = pieces[lastNotAfter(starts, offset)];
    if (piece === undefined) return 0;
    const inside = offset - piece.from;
    return piece.at + inside + piece.pipes.filter((pipe) => pipe <= inside).length;
  };
}
