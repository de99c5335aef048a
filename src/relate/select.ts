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

/** Stories about one event in one sidebar. */
const mostOfEvent = 2;
/** A story from long ago is background if it shares at least so much of what the best one shares. */
const backgroundShare = 0.5;

/**
 * Chooses from the best stories those for a sidebar.
 *
 * A reprint of the story itself, or of one that was chosen, is left out. Of one event, the story's own or another, the
 * two newest are shown. If nothing of what is chosen is background and something is, it takes the last place.
 *
 * @param taken rows that stand in the sidebar already
 * @param room at least 1
 * @returns in the order of the pool, but those of one event newest first
 */
export function select(
  columns: StoryColumns,
  self: number,
  pool: Pool,
  taken: readonly number[],
  room: number,
  scratch: Scratch,
): Chosen[] {
  const likeness = openLikeness(columns, scratch);
  const rows = Array.from(scratch.poolRows.subarray(0, pool.count));
  const scores = Array.from(scratch.poolScores.subarray(0, pool.count));
  /** By place in the pool: the event, a number; the story's own is 0, the others are numbered as they come. */
  const events = new Int32Array(rows.length).fill(-1);
  const isRepeated = new Uint8Array(rows.length);
  const compareWith = (row: number, event: number, from: number) => {
    const letGo = likeness.hold(row);
    for (let place = from; place < rows.length; place++) {
      const other = rows[place] as number;
      const like = likeness.of(other);
      if (isReprint(like)) isRepeated[place] = 1;
      if (events[place] !== -1 || event === -1) continue;
      const apart = at(columns.dates, row) - at(columns.dates, other);
      if (isSameEvent(like, apart)) events[place] = event;
    }
    letGo();
  };
  compareWith(self, 0, 0);
  for (const row of taken) compareWith(row, -1, 0);

  const chosen: number[] = [];
  const ofEvent = new Map<number, number[]>();
  for (let place = 0; place < rows.length; place++) {
    if (isRepeated[place] === 1) continue;
    let event = at(events, place);
    if (event === -1) {
      event = place + 1;
      events[place] = event;
    }
    const mates = ofEvent.get(event) ?? [];
    ofEvent.set(event, mates);
    const oldest = mates.at(-1);
    if (mates.length < mostOfEvent) {
      if (chosen.length >= room) continue;
      chosen.push(place);
      mates.push(place);
    } else if (oldest !== undefined && at(columns.dates, rows[place] as number) > dateOf(oldest)) {
      chosen[chosen.indexOf(oldest)] = place;
      mates[mates.length - 1] = place;
    } else continue;
    mates.sort((a, b) => dateOf(b) - dateOf(a) || a - b);
    compareWith(rows[place] as number, event, place + 1);
  }
  // The places that an event has are its stories' in order of time.
  for (const mates of ofEvent.values()) {
    const slots = mates.map((place) => chosen.indexOf(place)).sort((a, b) => a - b);
    for (const [index, slot] of slots.entries()) chosen[slot] = mates[index] as number;
  }
  const result: Chosen[] = chosen.map((place) => ({
    row: rows[place] as number,
    score: scores[place] as number,
    isBackground: false,
  }));
  return withBackground(columns, likeness, self, pool, taken, room, result);

  function dateOf(place: number): number {
    return at(columns.dates, rows[place] as number);
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
