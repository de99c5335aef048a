import { readdirSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { keepAll } from "../../src/emit/output-file.ts";
import { defaults } from "../../src/options.ts";
import { openDarkroom } from "../../src/pictures/darkroom.ts";
import { sharpVersion } from "../../src/pictures/load-sharp.ts";
import { openPrintRoom } from "../../src/pictures/prints.ts";
import { surveyPictures } from "../../src/pictures/survey.ts";

// Makes everything that a site makes of its lead pictures: `print-pictures.ts FOLDER KEPT FORMATS looking|making`.
const [folder = "", kept = "", formats = "webp", until = "making"] = process.argv.slice(2);
const settings = defaults.pictures;
if (settings === false) throw new Error("pictures are on unless a site says otherwise");
const files = readdirSync(resolve(folder))
  .filter((name) => /\.(jpe?g|png|webp)$/i.test(name))
  .map((name) => ({ path: `media/${name}`, disk: join(resolve(folder), name) }));
const tokens = new Map(
  files.map(({ path, disk }) => [path, `${statSync(disk).size} ${statSync(disk).mtimeMs}`]),
);
const survey = await surveyPictures(
  { folder: resolve(folder), files, tokens },
  { keptFile: join(kept, "facts.json"), atOnce: availableParallelism() },
);
const rooms = openPrintRoom(
  { ...settings, formats: formats.split(",") as ("avif" | "webp")[] },
  sharpVersion(),
);
const darkroom = openDarkroom(kept);
const jobs = files.flatMap(({ path, disk }) => {
  const facts = survey.get(path);
  if (facts === undefined || "fault" in facts || until !== "making") return [];
  const src = `/${path}`;
  const whole = rooms.whole(src, facts);
  const prints = [
    ...rooms.sets(src, facts, "small").flatMap((set) => set.prints),
    ...rooms.sets(src, facts, "wide").flatMap((set) => set.prints),
    ...(whole ? [whole] : []),
    ...rooms.crops(src, facts, [0.5, 0.5]),
  ];
  const own = new Map(prints.map((print) => [print.address, print]));
  return [...own.values()].map((print) => ({ print, disk }));
});
const places = await keepAll(
  jobs.map(({ print, disk }) => ({
    path: print.address,
    parts: [],
    keep: () => darkroom.print(disk, print),
  })),
  availableParallelism(),
);
const bytes: Record<string, number[]> = {};
for (const [index, { print }] of jobs.entries()) {
  const shape = /-(16x9|4x3|1x1)-/.exec(print.address)?.[1];
  const name = shape ? `${shape} ${print.format}` : `${print.width} px ${print.format}`;
  bytes[name] = [...(bytes[name] ?? []), statSync(places[index] as string).size];
}
console.log(JSON.stringify({ pictures: files.length, made: darkroom.made, bytes }));
