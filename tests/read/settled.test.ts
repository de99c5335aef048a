import { expect, it } from "vitest";
import { isSettled } from "../../src/read/settled.ts";

const readAt = 1_700_000_000_000;

it.each([
  ["long before it was read", -2001, true],
  ["two seconds before, a step of the coarsest clock", -2000, false],
  ["just before", -1, false],
  ["after it, by another clock", 5000, false],
])("trusts the time of a file that was written %s: %#", (_when, since, expected) => {
  expect(isSettled(readAt + since, readAt)).toBe(expected);
});
