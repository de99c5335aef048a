// Says whether a site must be built again though nobody has written anything: `node scripts/due.mjs .khabar/build.json`
//
// The file is what `npm run --silent build -- --json` printed the last time. Needs nothing but Node, so that a
// scheduler may ask before it installs anything. Exit code: 0 build now, 1 not yet, 2 wrong use.
import { readFileSync } from "node:fs";

const [file, moment] = process.argv.slice(2);
const now = moment === undefined ? Date.now() : Date.parse(moment);
if (file === undefined || Number.isNaN(now)) {
  console.error("Write: node scripts/due.mjs BUILD.json [MOMENT]");
  process.exit(2);
}

const { isDue, why } = judge(read(file));
console.log(why);
process.exitCode = isDue ? 0 : 1;

/** What the last build said, if it said anything that can be read. */
function read(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

function judge(report) {
  // Whoever does not know builds: that costs a minute, and an embargo that does not end costs more.
  if (typeof report !== "object" || report === null)
    return { isDue: true, why: "Build: nothing is known of the last build." };
  if (report.built !== true) return { isDue: true, why: "Build: the last build found mistakes." };
  const { next } = report;
  if (next === undefined || next === null) return { isDue: false, why: "Not yet: the site stays as it is." };
  const at = Date.parse(next.at);
  const cause = `${next.because} ${next.article}`;
  if (!(at > now)) return { isDue: true, why: `Build: since ${next.at} the site is another (${cause}).` };
  return { isDue: false, why: `Not yet: the site changes at ${next.at} (${cause}).` };
}
