// What the buttons above a text put in. `before` and `after` stand around what is selected; where nothing is, around a
// sample, which is then selected so that typing replaces it.

const own = (before, sample, after) => ({ isOwnLines: true, before, sample, after });
const inline = (before, sample, after) => ({ isOwnLines: false, before, sample, after });

/** By the name of the button. Each takes the sample words, and what was chosen. */
export const blocks = {
  heading: (samples) => own("## ", samples.heading, ""),
  bold: (samples) => inline("**", samples.bold, "**"),
  link: (samples) => inline("[", samples.link, "](https://)"),
  list: (samples) => own("- ", samples.list, ""),
  picture: (samples, { src = "media/" }) => own("![", samples.alt, `](${src})`),
  "also-read": () => own("::: also-read ", "", "\n:::"),
  quote: (samples) => own(`::: quote ${samples.speaker}\n`, samples.quote, "\n:::"),
  note: (samples) => own(`::: note ${samples.note}\n`, samples.text, "\n:::"),
  gallery: (samples) => own("::: gallery\n![", samples.alt, "](media/)\n:::"),
  video: (samples) => own("::: video https://\n", samples.text, "\n:::"),
  embed: (samples) => own("::: embed https://\n", samples.text, "\n:::"),
  live: (samples) => own(`::: live 00:00 ${samples.live}\n`, samples.text, "\n:::"),
};

/**
 * A text with a block in it.
 *
 * @returns the text, and what is to be selected then
 */
export function insertBlock(text, start, end, { isOwnLines, before, sample, after }) {
  const chosen = text.slice(start, end) || sample;
  const above = text.slice(0, start);
  const below = text.slice(end);
  const lead = isOwnLines ? gap(above, /\n*$/) : "";
  const trail = isOwnLines ? gap(below, /^\n*/) : "";
  const from = above.length + lead.length + before.length;
  return {
    text: above + lead + before + chosen + after + trail + below,
    from,
    to: from + chosen.length,
  };
}

/** Line ends that are missing for an empty line; none at the very beginning or end of a text. */
function gap(side, lineEnds) {
  if (side.trim() === "") return side === "" || /\n/.test(side) ? "" : "\n";
  return "\n".repeat(Math.max(0, 2 - lineEnds.exec(side)[0].length));
}
