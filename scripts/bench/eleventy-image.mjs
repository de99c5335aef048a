import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import images from "@11ty/eleventy-img";

// What Eleventy Image's transform does for every <img>, in our widths: `eleventy-image.mjs FOLDER OUTPUT`.
const [folder = "", outputDir = ""] = process.argv.slice(2);
const files = readdirSync(resolve(folder)).filter((name) => /\.(jpe?g|png|webp)$/i.test(name));
const bytes = {};
await Promise.all(
  files.map(async (name) => {
    const made = await images(join(resolve(folder), name), {
      widths: [240, 480, 640, 960, 1440],
      formats: ["webp", "jpeg"],
      outputDir,
    });
    for (const [format, list] of Object.entries(made)) {
      for (const { width, size } of list) {
        const of = `${width} px ${format}`;
        bytes[of] = [...(bytes[of] ?? []), size];
      }
    }
  }),
);
console.log(JSON.stringify({ pictures: files.length, made: Object.values(bytes).flat().length, bytes }));
