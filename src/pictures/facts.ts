/** What is known of a picture file, however it will be shown. */
export interface PictureFacts {
  /** The first digits of git's id of its bytes: another picture, another digest. */
  readonly digest: string;
  /**
   * `still` pictures are published in other sizes. An `animated` one and a `drawing` (SVG) are published as they are,
   * the animated one with its first frame as a thumbnail.
   */
  readonly kind: "still" | "animated" | "drawing";
  /** In px, upright. Of a drawing, what it asks for; 0 where it does not say. */
  readonly width: number;
  readonly height: number;
  /** The colour behind it until it is there, see `toneOf`; `clear` where one can look through it. */
  readonly tone: string;
  /** What the file is, as its ending should say: `jpeg`, `png` … */
  readonly format: string;
}

/** Why a picture cannot be published. The words are those of the problem of the same name. */
export interface PictureFault {
  readonly code: "image-broken" | "image-huge" | "image-unsafe";
  readonly values: Readonly<Record<string, string | number>>;
}

/** A file of `media/` that was looked at. */
export type SurveyedPicture = PictureFacts | { readonly fault: PictureFault };

/** Pictures by their paths below the content folder; a file that is no picture by its name is not among them. */
export type SurveyedPictures = ReadonlyMap<string, SurveyedPicture>;

/** More px than this are no photograph, and decoding them would take more memory than many machines have. */
export const mostMegapixels = 150;

/** Endings of files that can be shown by `<img>` or that somebody may hope to show, and their formats. */
const formats: Readonly<Record<string, string>> = {
  avif: "avif",
  bmp: "bmp",
  gif: "gif",
  heic: "heic",
  heif: "heic",
  ico: "ico",
  jfif: "jpeg",
  jpe: "jpeg",
  jpeg: "jpeg",
  jpg: "jpeg",
  png: "png",
  svg: "svg",
  tif: "tiff",
  tiff: "tiff",
  webp: "webp",
};

/** The ending to write for a format. */
export function endingOf(format: string): string {
  return format === "jpeg" ? ".jpg" : `.${format}`;
}

/** The format that a file's name promises; `undefined` for a name that promises no picture. */
export function promisedFormat(path: string): string | undefined {
  const ending = /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? "";
  return Object.hasOwn(formats, ending) ? formats[ending] : undefined;
}
