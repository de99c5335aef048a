import type { PlannedStory } from "./plan-stories.ts";

/** Finds the story that another one is a translation of: the same path in the site's own language. */
export function findOriginals(
  stories: readonly PlannedStory[],
  language: string,
): (story: PlannedStory) => PlannedStory | undefined {
  const keyOf = ({ source, plainPath }: PlannedStory) => source.translationKey ?? plainPath;
  const originals = new Map<string, PlannedStory>();
  for (const story of stories) {
    if (!story.isPage && (story.language ?? language) === language) originals.set(keyOf(story), story);
  }
  return (story) => {
    const original = (story.language ?? language) === language ? undefined : originals.get(keyOf(story));
    return original === story ? undefined : original;
  };
}
