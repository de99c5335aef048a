/** Whole px of a picture. */
export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The largest part of a picture with a given shape, as near to its focal point as the edges allow.
 *
 * Along the side that is cut, `left = clamp(focus * width - w / 2, 0, width - w)`.
 *
 * @param ratio width to height
 * @param focus what must stay visible, from the left and from the top, 0 to 1
 */
export function cropAround(
  width: number,
  height: number,
  ratio: number,
  [x, y]: readonly [number, number],
): Rectangle {
  const isTooWide = width > height * ratio;
  const cut = {
    width: isTooWide ? Math.max(1, Math.round(height * ratio)) : width,
    height: isTooWide ? height : Math.max(1, Math.round(width / ratio)),
  };
  const start = (side: number, part: number, share: number) =>
    Math.round(Math.min(Math.max(share * side - part / 2, 0), side - part));
  return { ...cut, left: start(width, cut.width, x), top: start(height, cut.height, y) };
}
