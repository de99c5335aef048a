import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Site } from "../check/types.ts";
import { digestOf } from "../language/digest.ts";
import type { InstallSettings } from "../options.ts";
import type { PageParts } from "../plan/page-parts.ts";
import { type IconName, iconFile, icons, manifestAddress, webManifest } from "../render/manifest.ts";
import type { DerivedFile, OutputFile } from "./output-file.ts";

/** What the site on a home screen is made from. */
export interface InstallSource {
  readonly site: Site;
  readonly install: InstallSettings;
  /** The site's logo: its place on disk, and what tells whether it is as it was. */
  readonly logo: { readonly disk: string; readonly digest: number } | undefined;
  /** Where finished icons are kept from build to build. */
  readonly folder: string;
  /** Digests of a file, by what it is made from. */
  parts(made: number): PageParts;
}

export function emitManifest({ site, install, parts }: InstallSource): OutputFile {
  return {
    path: manifestAddress.slice(1),
    parts: parts(digestOf(install)),
    make: () => webManifest(site, install),
  };
}

/**
 * The icons: the site's logo in the middle of a square, or a drawn page of a newspaper where there is none.
 *
 * A logo that cannot be read is as good as none: the report of problems tells of pictures.
 */
export function iconFiles({ install, logo, folder, parts }: InstallSource): DerivedFile[] {
  return icons.map(({ name }) => ({
    path: iconFile(name),
    parts: parts(digestOf([install, logo?.digest ?? 0])),
    async keep() {
      const picture = logo && readFileSync(logo.disk);
      const { default: sharp } = await import("sharp");
      const key = createHash("sha256")
        .update(JSON.stringify([name, install.themeColor, install.backgroundColor, sharp.versions]))
        .update(picture ?? "")
        .digest("hex");
      const file = join(folder, `icon-${key.slice(0, 20)}.png`);
      if (existsSync(file)) return file;
      const icon = await drawIcon(name, install, picture);
      mkdirSync(folder, { recursive: true });
      const unfinished = `${file}.${process.pid}.tmp`;
      writeFileSync(unfinished, icon);
      renameSync(unfinished, file);
      return file;
    },
  }));
}

/** How much of the side the logo may fill. Of a maskable icon only a circle of 80 % is sure to be seen. */
const room = { any: 0.84, maskable: 0.56 } as const;

async function drawIcon(
  name: IconName,
  { themeColor, backgroundColor }: InstallSettings,
  logo: Buffer | undefined,
): Promise<Buffer> {
  const { default: sharp } = await import("sharp");
  const { size, purpose } = icons.find((icon) => icon.name === name) as (typeof icons)[number];
  const inside = Math.round(size * room[purpose]);
  if (logo !== undefined) {
    try {
      const { width = inside, height = inside } = await sharp(logo, { failOn: "error" }).metadata();
      // A drawing of 64 px is drawn anew in the size wanted; pictures of pixels do not mind.
      const density = Math.min(2400, Math.max(72, (72 * inside) / Math.max(width, height)));
      const picture = await sharp(logo, { failOn: "error", density })
        .resize(inside, inside, { fit: "contain", background: "#0000" })
        .png()
        .toBuffer();
      return await sharp({ create: { width: size, height: size, channels: 4, background: backgroundColor } })
        .composite([{ input: picture, gravity: "centre" }])
        .png({ compressionLevel: 9 })
        .toBuffer();
    } catch {
      // Drawn below.
    }
  }
  return sharp(Buffer.from(newspaper(size, inside, themeColor)))
    .png({ compressionLevel: 9 })
    .toBuffer();
}

/** No letters: which font a machine has must not show. */
function newspaper(size: number, inside: number, ground: string): string {
  const [start, unit] = [(size - inside) / 2, inside / 24];
  const bars = [
    [3, 4, 18, 4],
    [3, 11, 8, 9],
    [13, 11, 8, 1.5],
    [13, 14.75, 8, 1.5],
    [13, 18.5, 8, 1.5],
  ].map(([x, y, width, height]) => `<rect x="${x}" y="${y}" width="${width}" height="${height}"/>`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}">`,
    `<rect width="${size}" height="${size}" fill="${ground}"/>`,
    `<g transform="translate(${start} ${start}) scale(${unit})">`,
    `<rect y="0.5" width="24" height="23" rx="1.5" fill="#fff"/><g fill="${ground}">${bars.join("")}</g></g></svg>`,
  ].join("");
}
