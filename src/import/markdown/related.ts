import type { LinkIndex } from "./link-index.ts";
import type { PlannedStory } from "./plan-stories.ts";

/**
 * Finds the story that another one calls related: by its id among the stories in the same language, else as a link
 * would find it.
 *
 * @returns `undefined` for what is not there, a page, or the story itself
 */
export function indexRelated(
  stories: readonly PlannedStory[],
  index: LinkIndex,
): (reference: string, story: PlannedStory) => PlannedStory | undefined {
  const keyOf = (id: string, { language }: PlannedStory) => `${language ?? ""} ${id}`;
  const byId = new Map<string, PlannedStory>();
  for (const story of stories) {
    const { id } = story.source;
    if (id !== undefined && !byId.has(keyOf(id, story))) byId.set(keyOf(id, story), story);
  }
  return (reference, story) => {
    const target = index.find(reference, story);
    const found = byId.get(keyOf(reference, story)) ?? (target.is === "story" ? target.story : undefined);
    return found === story || found?.isPage ? undefined : found;
  };
}
