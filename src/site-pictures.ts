import { join } from "node:path";
import type { Sight } from "./look.ts";
import type { Settings } from "./options.ts";
import { type Darkroom, openDarkroom } from "./pictures/darkroom.ts";
import type { SurveyedPictures } from "./pictures/facts.ts";
import { sharpVersion } from "./pictures/load-sharp.ts";
import { openPrintRoom, type PrintRoom } from "./pictures/prints.ts";
import { surveyPictures } from "./pictures/survey.ts";
import type { Progress } from "./progress.ts";

/** Everything about the pictures of a site that are published in other sizes than their own. */
export interface SitePictures {
  readonly survey: SurveyedPictures;
  readonly prints: PrintRoom;
  readonly darkroom: Darkroom;
}

/** Where pictures are kept from build to build, for all sites of a project. */
export const pictureFolder = join(".khabar", "pictures");
export const factsFile = join(pictureFolder, "facts.json");

/**
 * Looks at the pictures of a site.
 *
 * @param workers how many may be looked at at the same time
 * @returns `undefined` where pictures are published as they are
 */
export async function openSitePictures(
  sight: Sight,
  settings: Settings,
  workers: number,
  onProgress?: (progress: Progress) => void,
): Promise<SitePictures | undefined> {
  if (settings.pictures === false) return undefined;
  const { folder, listing, media: tokens } = sight;
  const survey = await surveyPictures(
    { folder, files: listing.media, tokens },
    {
      keptFile: factsFile,
      atOnce: workers,
      onProgress: (done, total) => onProgress?.({ doing: "looking at", done, total }),
    },
  );
  return withSurvey(survey, settings);
}

/** The same for pictures that were looked at before. */
export function withSurvey(
  survey: SurveyedPictures | undefined,
  { pictures }: Settings,
): SitePictures | undefined {
  if (survey === undefined || pictures === false) return undefined;
  return { survey, prints: openPrintRoom(pictures, sharpVersion()), darkroom: openDarkroom(pictureFolder) };
}
