import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { detailFilesOf, stateFile } from "./kept-state.ts";
import type { Store } from "./share/store.ts";
import { factsFile } from "./site-pictures.ts";

/**
 * The state of builds on machines that forget.
 *
 * Each part of a site has its own. The first part's stands in for one that is not there yet: it knows all stories,
 * so that they need not be checked by every machine.
 */
const placeOf = (part: string) => (part === "" ? "whole" : part);

/** What was found out about pictures, so that no machine looks at all of them again. */
const pictures = "pictures.json";

/** Brings the state of a part to this machine, unless it has one. @param part `""` for the whole site */
export async function fetchState(store: Store, part: string, folder: string): Promise<void> {
  if (existsSync(join(folder, stateFile))) return;
  const first = part.replace(/^\d+/, "1");
  for (const place of new Set([placeOf(part), placeOf(first), "whole"])) {
    const state = await store.get(`${place}/${stateFile}`);
    if (state === undefined) continue;
    writeFileSync(join(folder, stateFile), state);
    for (const name of await store.list(`${place}/`)) {
      const file = name.slice(place.length + 1);
      if (!/^details-[\w-]+\.bin$/.test(file)) continue;
      const details = await store.get(name);
      if (details) writeFileSync(join(folder, file), details);
    }
    const facts = existsSync(factsFile) ? undefined : await store.get(`${place}/${pictures}`);
    if (facts) {
      mkdirSync(dirname(factsFile), { recursive: true });
      writeFileSync(factsFile, facts);
    }
    return;
  }
}

/**
 * Keeps the state of a part.
 *
 * The state itself goes last, and what it no longer names goes after it: who fetches it meanwhile gets the old one
 * or the new one, or one that is told to be damaged and not used.
 */
export async function keepState(store: Store, part: string, folder: string): Promise<void> {
  const details = detailFilesOf(folder);
  if (details === undefined) return;
  const place = placeOf(part);
  const there = new Set(await store.list(`${place}/`));
  for (const file of details) {
    if (!there.has(`${place}/${file}`)) await store.put(`${place}/${file}`, readFileSync(join(folder, file)));
  }
  await store.put(`${place}/${stateFile}`, readFileSync(join(folder, stateFile)));
  if (existsSync(factsFile)) await store.put(`${place}/${pictures}`, readFileSync(factsFile));
  const named = new Set([stateFile, pictures, ...details].map((file) => `${place}/${file}`));
  for (const name of there) if (!named.has(name)) await store.remove(name);
}
