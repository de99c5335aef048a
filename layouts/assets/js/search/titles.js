/**
 * Fetches headlines from the newest shard to older ones, each once.
 *
 * @param {import("../../../../src/search/page-data.ts").SearchPageData} page
 * @param {import("../../../../src/search/find-titles.ts").TitleIndex} index takes what arrives
 */
export function shardLoader({ base, titles }, index) {
  const total = titles ? titles.last - titles.first + 1 : 0;
  let loaded = 0;
  let work = Promise.resolve();
  return {
    get loaded() {
      return loaded;
    },
    get hasMore() {
      return loaded < total;
    },
    /** Waits until so many shards are there, or all. Rejects when one cannot be fetched; it is tried again later. */
    load(count) {
      const next = work
        .catch(() => {})
        .then(async () => {
          while (loaded < Math.min(count, total)) {
            const wanted = Math.min(count, total) - loaded;
            const fetched = await Promise.all(
              Array.from({ length: wanted }, (_, place) => fetchShard(base, titles.last - loaded - place)),
            );
            for (const shard of fetched) {
              // A page from a cache may know of a shard that has gone meanwhile.
              if (shard) index.add(shard);
              loaded++;
            }
          }
        });
      work = next;
      return next;
    },
  };
}

async function fetchShard(base, number) {
  const response = await fetch(`${base}titles/${number}.json`);
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`${response.status} for the headlines ${number}`);
  return response.json();
}
