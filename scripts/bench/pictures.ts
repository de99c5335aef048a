import { rmSync } from "node:fs";
import { join, resolve } from "node:path";
import * as z from "zod";
import { measure, median } from "./measure.ts";
import { inWorkFolder } from "./work-folder.ts";

const report = z.object({
  pictures: z.number(),
  made: z.number(),
  bytes: z.record(z.string(), z.array(z.number())),
});

/** One way to make pictures, measured. */
export interface PictureRun {
  readonly name: string;
  readonly pictures: number;
  readonly files: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
  /** Median by what it is of: `640 px webp`. */
  readonly bytes: Readonly<Record<string, number>>;
}

/**
 * What it takes to publish pictures: Node's start, and everything that is made of each as a lead picture.
 *
 * @param folder of pictures; ours, if left out
 */
export function benchPictures(
  folder: string,
  limitSeconds: number,
  tell: (line: string) => void,
): Promise<PictureRun[]> {
  const project = resolve(import.meta.dirname, "../..");
  return inWorkFolder(async (work) => {
    const runs: PictureRun[] = [];
    const run = async (name: string, args: readonly string[]) => {
      tell(name);
      const measured = await measure(process.execPath, args, project, limitSeconds);
      if (measured.code !== 0) throw new Error(`${name} ended with ${measured.code}: ${measured.output}`);
      const { pictures, made, bytes } = report.parse(JSON.parse(measured.stdout));
      const { seconds, cpuSeconds, peakMegabytes } = measured;
      const medians = Object.entries(bytes).map(([what, sizes]) => [what, median(sizes)]);
      runs.push({
        name,
        pictures,
        files: made,
        seconds,
        cpuSeconds,
        peakMegabytes,
        bytes: Object.fromEntries(medians),
      });
    };
    const kept = join(work, "kept");
    const print = join(import.meta.dirname, "print-pictures.ts");
    const khabar = (...more: string[]) => ["--import", "tsx", print, folder, kept, ...more];
    await run("looked at, none made", khabar("webp", "looking"));
    await run("WebP, a JPEG, three crops", khabar("webp"));
    await run("the same again: all kept", khabar("webp"));
    rmSync(kept, { recursive: true });
    await run("AVIF too", khabar("avif,webp"));
    await run("Eleventy Image: WebP, JPEG", [
      join(import.meta.dirname, "eleventy-image.mjs"),
      folder,
      join(work, "image"),
    ]);
    return runs;
  });
}

export function showPictures(runs: readonly PictureRun[]): string {
  const kinds = [...new Set(runs.flatMap(({ bytes }) => Object.keys(bytes)))].sort((a, b) =>
    a.localeCompare(b, "en", { numeric: true }),
  );
  const kilobytes = (size: number | undefined) => (size === undefined ? "" : (size / 1000).toFixed(1));
  const shown = runs.filter(({ bytes }) => Object.keys(bytes).length > 0);
  return [
    `${runs[0]?.pictures} pictures`,
    "",
    "| | files made | wall s | CPU ms a picture | peak MB |",
    "|---|---:|---:|---:|---:|",
    ...runs.map(
      ({ name, files, pictures, seconds, cpuSeconds, peakMegabytes }) =>
        `| ${name} | ${files} | ${seconds.toFixed(2)} | ${Math.round((cpuSeconds * 1000) / pictures)} | ${peakMegabytes} |`,
    ),
    "",
    `| kB, median | ${shown.map(({ name }) => name).join(" | ")} |`,
    `|---|${shown.map(() => "---:|").join("")}`,
    ...kinds.map((kind) => `| ${kind} | ${shown.map(({ bytes }) => kilobytes(bytes[kind])).join(" | ")} |`),
  ].join("\n");
}
