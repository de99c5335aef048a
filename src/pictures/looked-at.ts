import { type PictureSize, pictureSize } from "../read/picture-size.ts";
import type { PictureFacts, PictureFault, SurveyedPictures } from "./facts.ts";

/** What the checks learn of a picture. */
export interface LookedAt extends PictureSize {
  readonly facts?: PictureFacts;
  readonly fault?: PictureFault;
}

/**
 * Tells of pictures what a survey found; without a survey, what their first bytes say.
 *
 * @param survey `undefined` where pictures are published as they are
 */
export function lookThrough(survey: SurveyedPictures | undefined): (path: string, disk: string) => LookedAt {
  if (survey === undefined) return (_path, disk) => pictureSize(disk);
  return (path) => {
    const found = survey.get(path);
    if (found === undefined) {
      return { ...noSize, fault: { code: "image-broken", values: { path, reason: "phrase:noPicture" } } };
    }
    if ("fault" in found) return { ...noSize, fault: found.fault };
    const { width, height } = found;
    return { width: width || undefined, height: height || undefined, facts: found };
  };
}

const noSize = { width: undefined, height: undefined };
