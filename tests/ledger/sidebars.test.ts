import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readColumns, writeColumns } from "../../src/ledger/columns.ts";
import {
  columnsOfSidebars,
  exportSidebars,
  importSidebars,
  moveSidebar,
  noSidebars,
  type Sidebars,
  setSidebar,
  sidebarOf,
  sidebarsInColumns,
} from "../../src/ledger/sidebars.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const kind = fc.constantFrom("pinned", "series", "topic", "words", "section", "background" as const);
const shown = fc.record({ row: fc.nat(50), kind, term: fc.integer({ min: -1, max: 9000 }) });

/** Sidebars of some stories of a newsroom; of the others none is known. */
const newsroom = fc
  .record({ count: fc.integer({ min: 0, max: 12 }), limit: fc.integer({ min: 1, max: 40 }) })
  .chain(({ count, limit }) =>
    fc.record({
      count: fc.constant(count),
      limit: fc.constant(limit),
      lists: fc.array(fc.option(fc.array(shown, { maxLength: Math.min(limit, count) }), { nil: undefined }), {
        minLength: count,
        maxLength: count,
      }),
      bars: fc.array(fc.double({ noNaN: true }), { minLength: count, maxLength: count }),
    }),
  );

function fill(into: Sidebars, lists: readonly (readonly object[] | undefined)[], bars: readonly number[]) {
  for (const [row, list] of lists.entries()) {
    if (list) setSidebar(into, row, list as never, bars[row] as number, -(bars[row] as number));
  }
  return into;
}

const listsOf = (sidebars: Sidebars) =>
  Array.from(sidebars.lengths, (_, row) => [
    sidebarOf(sidebars, row),
    sidebars.bars[row],
    sidebars.backgroundBars[row],
  ]);

describe("sidebars in columns", () => {
  it("are what was put in, of more stories than there are or fewer, also from a file", () => {
    const file = join(temporaryFolder("sidebars"), "state.bin");
    fc.assert(
      fc.property(newsroom, ({ count, limit, lists, bars }) => {
        const sidebars = fill(noSidebars(count, limit), lists, bars);
        expect(listsOf(sidebars).map(([list]) => list)).toEqual(lists);
        writeColumns(file, "sidebars", undefined, columnsOfSidebars(sidebars));
        const read = readColumns(file, "sidebars");
        expect("columns" in read && listsOf(sidebarsInColumns(read.columns))).toEqual(listsOf(sidebars));
      }),
    );
  });

  it("go to another process and into a larger table", () => {
    fc.assert(
      fc.property(newsroom, fc.nat(5), ({ count, limit, lists, bars }, more) => {
        const sidebars = fill(noSidebars(count, limit), lists, bars);
        const known = lists.flatMap((list, row) => (list ? [row] : []));
        const other = noSidebars(count, limit);
        importSidebars(other, exportSidebars(sidebars, known));
        expect(listsOf(other)).toEqual(listsOf(sidebars));
        const larger = noSidebars(count + more, limit);
        for (const row of known) moveSidebar(sidebars, row, larger, row + more, (each) => each + more);
        const moved = known.map((row) => lists[row]?.map((each) => ({ ...each, row: each.row + more })));
        expect(known.map((row) => sidebarOf(larger, row + more))).toEqual(moved);
      }),
    );
  });
});
