import { isReprint, isSameEvent, type Likeness, openLikeness } from "./likeness.ts";
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
 * two newest of those are shown that are among the best. If nothing of what is chosen is background and something is, it takes the last place.
 *
 * @param taken rows that stand in the sidebar already
 * @param room at least 1
 * @param leave is told of every story that is left out for what it says, once
 * @returns in the order of the pool, but those of one event newest first
 */
export function select(
  columns: StoryColumns,
  self: number,
  pool: Pool,
  taken: readonly number[],
  room: number,
  scratch: Scratch,
  leave?: (row: number, because: LeftOut) => void,
): Chosen[] {
  const likeness = openLikeness(columns, scratch);
  const { poolRows, poolScores } = scratch;
  const chosen: number[] = [];
  /** Places in the pool by event, newest first. */
  const ofEvent = new Map<number, number[]>();
  const eventOf = new Map<number, number>();
  let hasFullEvent = false;
  let repeated = self;
  /** Rows with the number of their event. */
  const tooMany: [number, number][] = [];
  for (let place = 0; place < pool.count; place++) {
    // Later ones could only be newer reports of an event that has its two, and from far down they are not.
    if (chosen.length >= room && (!hasFullEvent || place >= 2 * room)) break;
    const row = at(poolRows, place);
    const event = eventAmongShown(row) ?? place;
    if (event === reprinted) {
      leave?.(row, { kind: "reprint", of: repeated });
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

  /** The event of a story that is shown already which a row tells of too; `reprinted` if it tells nothing else. */
  function eventAmongShown(row: number): number | undefined {
    let event: number | undefined;
    let isRepeated = false;
    const compareWith = (other: number, itsEvent: number | undefined) => {
      const like = likeness.of(other);
      if (isReprint(like)) {
        isRepeated = true;
        repeated = other;
      }
      const apart = at(columns.dates, row) - at(columns.dates, other);
      if (event === undefined && isSameEvent(like, apart)) event = itsEvent;
    };
    const letGo = likeness.hold(row);
    compareWith(self, ownEvent);
    for (const other of taken) compareWith(other, undefined);
    for (const place of chosen) compareWith(at(poolRows, place), eventOf.get(place));
    letGo();
    return isRepeated ? reprinted : event;
  }
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
  const letGo = likeness.hold(background);
  const isKnown = [self, ...taken, ...chosen.map(({ row }) => row)].some((row) =>
    isReprint(likeness.of(row)),
  );
  letGo();
  if (isKnown) return chosen;
  const kept = chosen.length < room ? chosen : chosen.slice(0, room - 1);
  return [...kept, { row: background, score: backgroundScore, isBackground: true }];
}
