/** The coarsest clock of a file system in use: FAT counts in steps of two seconds. */
const stepMs = 2000;

/**
 * Whether the time of a file tells it from every later version of it. One that was written just before it was read may be
 * written again within the same step of the file system's clock.
 *
 * @param changed when it was changed last, as it was before it was read; epoch milliseconds
 * @param readAt a moment before it was read; epoch milliseconds. Never that of the site, which may be any
 * @see https://git-scm.com/docs/racy-git
 */
export function isSettled(changed: number, readAt: number): boolean {
  return changed < readAt - stepMs;
}
