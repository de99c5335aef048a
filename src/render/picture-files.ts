import type { Picture } from "../check/types.ts";

/** The published files of a picture, for whoever is told one address and not a choice. */
export interface PictureFiles {
  /** The picture whole, in a format that everybody reads; the picture itself where it is published as it is. */
  whole(picture: Picture): Picture;
  /**
   * Parts of it in the shapes that search engines ask for, 16:9 first, with the focal point in each.
   *
   * @returns `[]` where pictures are published as they are
   */
  crops(picture: Picture): readonly Picture[];
}

/** Pictures that are published as they are. */
export const asTheyAre: PictureFiles = { whole: (picture) => picture, crops: () => [] };
