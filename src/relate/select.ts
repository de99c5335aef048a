import { isReprint, isSameEvent, type Likeness } from "./likeness.ts";
import { isBackground, type Pool, type Scratch } from "./score.ts";
import { at, queryOf, type StoryColumns } from "./story-columns.ts";

/** A story that was chosen for a sidebar. */
export interface Chosen {
  readonly row: number;
  readonly score: number;
  /** Whether it stands there to tell what came before. */
  readonly isBackground: boolean;
}

/** Why one of the best stories is not in a sidebar; rows. */
export type LeftOut =
  | { readonly kind: "reprint"; readonly of: number }
  /** With the stories of its event that were chosen. */
  | { readonly kind: "same-event"; readonly as: readonly number[] };

/** Stories about one event in one sidebar. */
const mostOfEvent = 2;
/** Events are numbered by the place in the pool of the first story of each. */
const ownEvent = -1;
const reprinted = -2;
/** A story from long ago is background if it shares at least so much of what the best one shares. */
const backgroundShare = 0.5;

/**
 * Chooses from the best stories those for a sidebar.
 *
 * A reprint of the story itself, or of one that was chosen, is left out. Of one event, the story's own or another, the
 * two newest of those are shown that are among the best. If nothing of what is chosen is background and something
 * is, it takes the last place.
 *
 * @param taken rows that stand in the sidebar already
 * @param room at least 1
 * @param leave is told of every story that is left out for what it says, once
 * @returns in the order of the pool, but those of one event newest first
 */
export function select(
  columns: StoryColumns,
  likeness: Likeness,
  self: number,
  pool: Pool,
  taken: readonly number[],
  room: number,
  scratch: Scratch,
  leave?: (row: number, because: LeftOut) => void,
): Chosen[] {
  const { poolRows, poolScores } = scratch;
  const chosen: number[] = [];
  /** Places in the pool by event, newest first. */
  const ofEvent = new Map<number, number[]>();
  const eventOf = new Map<number, number>();
  const shown: Shown = { columns, likeness, self, taken, chosen, poolRows, eventOf };
  let hasFullEvent = false;
  /** Rows with the number of their event. */
  const tooMany: [number, number][] = [];
  for (let place = 0; place < pool.count; place++) {
    // Later ones could only be newer reports of an event that has its two, and from far down they are not.
    if (chosen.length >= room && (!hasFullEvent || place >= 2 * room)) break;
    const row = at(poolRows, place);
    const event = eventAmong(shown, row) ?? place;
    if (event === reprinted) {
      leave?.(row, { kind: "reprint", of: originalOf(shown, row) });
      continue;
    }
    const mates = ofEvent.get(event) ?? [];
    const oldest = mates.at(-1);
    if (mates.length < mostOfEvent) {
      if (chosen.length >= room) continue;
      chosen.push(place);
      mates.push(place);
    } else if (oldest !== undefined && at(columns.dates, row) > dateOf(oldest)) {
      chosen[chosen.indexOf(oldest)] = place;
      mates[mates.length - 1] = place;
      if (leave) tooMany.push([at(poolRows, oldest), event]);
    } else {
      if (leave) tooMany.push([row, event]);
      continue;
    }
    mates.sort((a, b) => dateOf(b) - dateOf(a) || a - b);
    ofEvent.set(event, mates);
    eventOf.set(place, event);
    hasFullEvent ||= mates.length === mostOfEvent;
  }
  // The places that an event has are its stories' in order of time.
  for (const mates of ofEvent.values()) {
    const slots = mates.map((place) => chosen.indexOf(place)).sort((a, b) => a - b);
    for (const [index, slot] of slots.entries()) chosen[slot] = mates[index] as number;
  }
  for (const [row, event] of tooMany) {
    leave?.(row, { kind: "same-event", as: (ofEvent.get(event) ?? []).map((place) => at(poolRows, place)) });
  }
  const result: Chosen[] = chosen.map((place) => ({
    row: at(poolRows, place),
    score: at(poolScores, place),
    isBackground: false,
  }));
  return withBackground(columns, likeness, self, pool, taken, room, result);

  function dateOf(place: number): number {
    return at(columns.dates, at(poolRows, place));
  }
}

/** What is shown already when another story is considered. */
interface Shown {
  readonly columns: StoryColumns;
  readonly likeness: Likeness;
  readonly self: number;
  readonly taken: readonly number[];
  /** Places in the pool, and their rows. */
  readonly chosen: readonly number[];
  readonly poolRows: Int32Array;
  readonly eventOf: ReadonlyMap<number, number>;
}

/** The event of a shown story which a row tells of too; `reprinted` if it tells nothing else. */
function eventAmong(
  { columns: { dates }, likeness, self, taken, chosen, poolRows, eventOf }: Shown,
  row: number,
): number | undefined {
  let event: number | undefined;
  likeness.hold(row);
  const ofSelf = likeness.of(self);
  let isRepeated = isReprint(ofSelf);
  if (isSameEvent(ofSelf, at(dates, row) - at(dates, self))) event = ownEvent;
  for (const other of taken) isRepeated ||= isReprint(likeness.of(other));
  for (const place of chosen) {
    const other = at(poolRows, place);
    const like = likeness.of(other);
    isRepeated ||= isReprint(like);
    if (event === undefined && isSameEvent(like, at(dates, row) - at(dates, other)))
      event = eventOf.get(place);
  }
  likeness.letGo();
  return isRepeated ? reprinted : event;
}

/** The shown story of which a row is a reprint. */
function originalOf({ likeness, self, taken, chosen, poolRows }: Shown, row: number): number {
  likeness.hold(row);
  const rows = [self, ...taken, ...chosen.map((place) => at(poolRows, place))];
  const original = rows.find((other) => isReprint(likeness.of(other)));
  likeness.letGo();
  return original ?? self;
}

function withBackground(
  columns: StoryColumns,
  likeness: Likeness,
  self: number,
  { background, backgroundScore }: Pool,
  taken: readonly number[],
  room: number,
  chosen: Chosen[],
): Chosen[] {
  const first = chosen[0];
  const date = at(columns.dates, self);
  const hasSome = [...taken, ...chosen.map(({ row }) => row)].some((row) =>
    isBackground(queryOf(columns, row), date),
  );
  if (background === -1 || hasSome || first === undefined) return chosen;
  if (backgroundScore < backgroundShare * first.score) return chosen;
  likeness.hold(background);
  const isKnown = [self, ...taken, ...chosen.map(({ row }) => row)].some((row) =>
    isReprint(likeness.of(row)),
  );
  likeness.letGo();
  if (isKnown) return chosen;
  const kept = chosen.length < room ? chosen : chosen.slice(0, room - 1);
  return [...kept, { row: background, score: backgroundScore, isBackground: true }];
}
