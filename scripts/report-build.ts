import type { BuildCounts, BuildResult, RenderReason } from "../src/build.ts";

const words: Readonly<Record<RenderReason, string>> = {
  new: "there was no such page",
  output: "its file in the output folder was missing or changed by hand",
  story: "its own text or fields",
  stories: "the stories it lists",
  related: "its related stories",
  links: "stories, links or pictures that its text names",
  site: "the site's settings, or an author or topic it names",
  trending: "the trending strip",
  breaking: "the breaking banner",
  code: "layouts, options or programs",
};

/** `Rendered because of: stories 12, related 4`. */
export function showReasons({ because }: BuildCounts): string {
  const counts = Object.entries(because).map(([reason, count]) => `${reason} ${count}`);
  return counts.length === 0 ? "" : `Rendered because of: ${counts.join(", ")}`;
}

/** Why one page was rendered. */
export function showExplained(address: string, reasons: BuildResult["explained"]): string {
  if (reasons === undefined) return `There is no page at ${address}.`;
  if (reasons.length === 0) return `${address} is as it was, and was not rendered.`;
  const changes = reasons.map((reason) => `  ${reason}: ${words[reason]}`);
  return [`${address} was rendered, because this changed:`, ...changes].join("\n");
}

const faults: Readonly<Record<NonNullable<BuildResult["fault"]>, string>> = {
  foreign: "is not ours",
  damaged: "is damaged",
  "other-version": "is of another version of Khabar",
};

/** The one line about a state that could not be used. */
export function showFault(fault: NonNullable<BuildResult["fault"]>): string {
  return `What the last build left in .khabar/ ${faults[fault]}, and was discarded: everything is built anew.`;
}
