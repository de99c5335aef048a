import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { stringify } from "yaml";
import { temporaryFolder } from "./temporary-folder.ts";

/** A newsroom's files by their path below the content folder. */
export type NewsroomFiles = Readonly<Record<string, string | Uint8Array>>;

/** The least that a site must say of itself. */
export const plainSite = {
  name: "Bhor",
  url: "https://bhor.example",
  language: "en",
  timeZone: "Asia/Kolkata",
  sections: [
    { id: "desh", title: "Country" },
    { id: "videsh", title: "World" },
  ],
};

/** @returns the content folder, which has a `site.yaml` even if `files` has none */
export function writeNewsroom(files: NewsroomFiles, folder = temporaryFolder("newsroom")): string {
  addFiles(folder, { "site.yaml": stringify(plainSite), ...files });
  return folder;
}

export function addFiles(folder: string, files: NewsroomFiles): void {
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

/** A Markdown file with front matter; a plain published story of 2020 unless the fields say otherwise. */
export function story(
  fields: Readonly<Record<string, unknown>> = {},
  body = "Rain fell all night.\n",
): string {
  return `---\n${stringify({ title: "Rain", date: "2020-01-01T08:00", section: "desh", ...fields })}---\n${body}`;
}

/** One pixel, GIF. */
export const onePixel = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");

/** A picture wide enough for a lead picture, by its header: nobody looks at it. */
export const widePicture = Buffer.from(onePixel);
widePicture.writeUInt16LE(1200, 6);
widePicture.writeUInt16LE(630, 8);
