import type { Visit } from "../contract.ts";

/**
 * What a service has to tell of visits: groups of them, most readers first.
 *
 * @param from epoch milliseconds
 * @param until the moment after the last, epoch milliseconds
 * @param keyOf what is told apart besides the path
 */
export function countVisits<K>(
  visits: readonly Visit[],
  from: number,
  until: number,
  keyOf: (visit: Visit) => K,
): { path: string; key: K; readers: number; views: number }[] {
  const groups = new Map<string, { path: string; key: K; own: Set<string>; views: number }>();
  for (const visit of visits) {
    if (visit.at < from || visit.at >= until) continue;
    const key = keyOf(visit);
    const name = JSON.stringify([visit.path, key]);
    const group = groups.get(name) ?? { path: visit.path, key, own: new Set(), views: 0 };
    group.own.add(visit.reader);
    group.views++;
    groups.set(name, group);
  }
  return [...groups.values()]
    .map(({ path, key, own, views }) => ({ path, key, readers: own.size, views }))
    .sort((a, b) => b.readers - a.readers || (a.path < b.path ? -1 : 1));
}
