/** What comes last in a list of files, and is asked for apart from the pages: feeds, pictures, style sheets. */
const tail = 500;

/** To go through the list so often costs less than an index of it. */
const worthAnIndex = 20;

/**
 * Finds places in a list of texts, none of which is there twice.
 *
 * Who asks nearly in the order of the list, as a build does that changes little, needs no index of it.
 */
export function placesIn(texts: readonly string[]): (text: string) => number | undefined {
  let last = -1;
  let index: Map<string, number> | undefined;
  let searches = 0;
  const fromTheEnd = (text: string) => {
    for (let place = texts.length - 1; place >= Math.max(0, texts.length - tail); place--) {
      if (texts[place] === text) return place;
    }
    if (searches++ < worthAnIndex) {
      const place = texts.indexOf(text);
      return place === -1 ? undefined : place;
    }
    index = new Map(texts.map((known, place) => [known, place]));
    return index.get(text);
  };
  return (text) => {
    if (texts[last] === text) return last;
    if (texts[last + 1] === text) return ++last;
    const place = index === undefined ? fromTheEnd(text) : index.get(text);
    if (place !== undefined) last = place;
    return place;
  };
}
