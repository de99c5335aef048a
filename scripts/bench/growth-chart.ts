import { type CleanRow, copy, khabar } from "./results.ts";
import { element, type Markup } from "./svg.ts";

/** Written for a column of 360 pixels, the width of a small phone; wider ones enlarge it. */
const width = 360;
const plot = { left: 40, right: 344, top: 34, bottom: 238 } as const;
const legendTop = 297;
const legendStep = 17;
const markSize = 3.6;

/** Each line has a colour and a mark of its own. Contrast with the ground is at least 4.5 to 1 in light and dark. */
const looks = [
  { light: "#0a5bc2", dark: "#6cb2ff", mark: "circle" },
  { light: "#66707c", dark: "#a3adb9", mark: "cross" },
  { light: "#8a5a00", dark: "#e9b44c", mark: "square" },
  { light: "#b3261e", dark: "#ff8f85", mark: "diamond" },
  { light: "#6a3fb5", dark: "#c3a3ff", mark: "triangle" },
] as const;

const style = [
  "text{font:11.5px system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;fill:#1f2328}",
  ".heading{font-weight:600}.quiet{fill:#57606a}.ground{fill:#fff}.grid{stroke:#d0d7de}",
  ".line{fill:none;stroke-width:1.6;stroke-linejoin:round}.main{stroke-width:2.8}.beyond{stroke-dasharray:3 3}",
  ...looks.map(({ light }, index) => `.s${index}{stroke:${light}}.f${index}{fill:${light}}`),
  ".open{fill:#fff}",
  "@media (prefers-color-scheme:dark){text{fill:#e6edf3}.quiet{fill:#9da7b3}.ground,.open{fill:#0d1117}.grid{stroke:#30363d}",
  ...looks.map(({ dark }, index) => `.s${index}{stroke:${dark}}.f${index}{fill:${dark}}`),
  "}",
].join("");

interface Line {
  readonly system: string;
  /** Index into `looks`. */
  readonly look: number;
  /** Rows by stories; without those that failed, whose time says nothing. */
  readonly rows: readonly CleanRow[];
}

/**
 * A picture of how long clean builds take by number of stories: both axes logarithmic, a line a system. A build that
 * was stopped is an open triangle at the limit, since its time is longer by an unknown amount.
 *
 * @returns a whole SVG file, the same for the same rows
 */
export function growthChart(rows: readonly CleanRow[]): string {
  const lines = linesOf(rows);
  const drawn = lines.flatMap((line) => line.rows);
  const sizes = [...new Set(drawn.map(({ stories }) => stories))].toSorted((a, b) => a - b);
  const decades = decadesOf(drawn.map(({ seconds }) => seconds));
  const x = logScale(sizes[0] ?? 1, sizes.at(-1) ?? 1, plot.left + 12, plot.right - 12);
  const y = logScale(decades[0] ?? 1, decades.at(-1) ?? 10, plot.bottom, plot.top);
  const anyStopped = drawn.some(({ outcome }) => outcome === "stopped");
  const height = legendTop + (lines.length + (anyStopped ? 1 : 0)) * legendStep + 4;

  const heading = "Seconds of a clean build, by number of stories";
  const picture = element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      width: 560,
      height: Math.round((560 * height) / width),
      viewBox: `0 0 ${width} ${height}`,
      role: "img",
      "aria-labelledby": "title description",
    },
    element("title", { id: "title" }, heading),
    element("desc", { id: "description" }, `${lines.map(describe).join(". ")}.`),
    element("style", {}, { markup: style }),
    element("rect", { class: "ground", width, height }),
    element("text", { class: "heading", x: 10, y: 19 }, heading),
    ...decades.flatMap((seconds) => [
      element("path", { class: "grid", d: `M${plot.left} ${at(y(seconds))}H${plot.right}` }),
      element(
        "text",
        { class: "quiet", x: plot.left - 6, y: at(y(seconds) + 4), "text-anchor": "end" },
        inWords(seconds),
      ),
    ]),
    ...sizes.flatMap((stories) => [
      element("path", { class: "grid", d: `M${at(x(stories))} ${plot.top}V${plot.bottom}` }),
      element(
        "text",
        { class: "quiet", x: at(x(stories)), y: plot.bottom + 17, "text-anchor": "middle" },
        inWords(stories),
      ),
    ]),
    element(
      "text",
      { class: "quiet", x: (plot.left + plot.right) / 2, y: plot.bottom + 34, "text-anchor": "middle" },
      "stories (both axes are logarithmic)",
    ),
    // The first line is drawn last, above the others.
    ...lines.toReversed().flatMap((line) => drawLine(line, x, y)),
    ...lines.flatMap((line, index) => drawLegend(line, legendTop + index * legendStep)),
    ...(anyStopped ? drawStoppedLegend(legendTop + lines.length * legendStep) : []),
  );
  return `${picture.markup}\n`;
}

function linesOf(rows: readonly CleanRow[]): Line[] {
  const known = [khabar, copy];
  const systems = [...new Set(rows.map(({ system }) => system))];
  const ordered = [
    ...known.filter((system) => systems.includes(system)),
    ...systems.filter((system) => !known.includes(system)),
  ];
  return ordered.map((system, index) => ({
    system,
    look: index % looks.length,
    rows: rows
      .filter((row) => row.system === system && row.outcome !== "failed")
      .toSorted((a, b) => a.stories - b.stories),
  }));
}

/** Powers of ten from below the smallest to above the greatest. */
function decadesOf(seconds: readonly number[]): number[] {
  const first = Math.floor(Math.log10(Math.min(1, ...seconds)));
  const last = Math.ceil(Math.log10(Math.max(10, ...seconds)));
  return Array.from({ length: last - first + 1 }, (_, index) => Number(`1e${first + index}`));
}

/** Maps `from` to `start` and `to` to `end`; the middle if they are the same. */
function logScale(from: number, to: number, start: number, end: number): (value: number) => number {
  if (from === to) return () => (start + end) / 2;
  return (value) => start + (Math.log(value / from) / Math.log(to / from)) * (end - start);
}

function drawLine(
  { system, look, rows }: Line,
  x: (n: number) => number,
  y: (n: number) => number,
): Markup[] {
  const drawn: Markup[] = [];
  rows.forEach((row, index) => {
    const before = rows[index - 1];
    if (before === undefined) return;
    const beyond = row.outcome === "stopped" ? " beyond" : "";
    const main = system === khabar ? " main" : "";
    const d = `M${at(x(before.stories))} ${at(y(before.seconds))}L${at(x(row.stories))} ${at(y(row.seconds))}`;
    drawn.push(element("path", { class: `line s${look}${main}${beyond}`, d }));
  });
  for (const row of rows) {
    drawn.push(
      row.outcome === "stopped"
        ? drawStopped(look, x(row.stories), y(row.seconds))
        : drawMark(look, x(row.stories), y(row.seconds)),
    );
  }
  return drawn;
}

function drawMark(look: number, x: number, y: number): Markup {
  const r = markSize;
  const shapes = {
    circle: `M${at(x - r)} ${at(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`,
    square: `M${at(x - r)} ${at(y - r)}h${2 * r}v${2 * r}h${-2 * r}z`,
    diamond: `M${at(x)} ${at(y - r - 1)}l${r + 1} ${r + 1}l${-r - 1} ${r + 1}l${-r - 1} ${-r - 1}z`,
    triangle: `M${at(x - r)} ${at(y - r)}h${2 * r}l${-r} ${2 * r}z`,
    cross: `M${at(x - r)} ${at(y - r)}l${2 * r} ${2 * r}m0 ${-2 * r}l${-2 * r} ${2 * r}`,
  };
  const { mark } = looks[look] as (typeof looks)[number];
  return element("path", { class: mark === "cross" ? `line s${look}` : `f${look}`, d: shapes[mark] });
}

function drawStopped(look: number, x: number, y: number): Markup {
  const d = `M${at(x)} ${at(y - 6)}l5.5 9h-11z`;
  return element("path", { class: `line s${look} open`, d });
}

function drawLegend({ system, look, rows }: Line, y: number): Markup[] {
  const main = system === khabar ? " main" : "";
  const last = rows.at(-1);
  return [
    element("path", { class: `line s${look}${main}`, d: `M10 ${y - 4}h22` }),
    drawMark(look, 21, y - 4),
    element("text", { x: 40, y }, last === undefined ? `${system}: failed` : `${system}: ${told(last)}`),
  ];
}

function drawStoppedLegend(y: number): Markup[] {
  const d = `M21 ${y - 10}l5.5 9h-11z`;
  return [
    element("path", { class: "line s1 open", d }),
    element("text", { class: "quiet", x: 40, y }, "stopped at the limit: it would take longer"),
  ];
}

function describe({ system, rows }: Line): string {
  return rows.length === 0 ? `${system}: failed` : `${system}: ${rows.map(told).join(", ")}`;
}

function told({ stories, seconds, outcome }: CleanRow): string {
  const time =
    outcome === "stopped" ? `not finished in ${inWords(seconds)} s` : `${inWords(rounded(seconds))} s`;
  return `${time} at ${inWords(stories)}`;
}

const rounded = (seconds: number) => Number(seconds.toPrecision(2));
const inWords = (value: number) => value.toLocaleString("en", { maximumFractionDigits: 4 });

/** A coordinate, short. */
const at = (value: number) => Number(value.toFixed(1));
