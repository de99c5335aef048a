import { asList } from "../../check/values.ts";
import { foldText } from "../../language/fold.ts";
import { contentKinds } from "../splice/field-kinds.ts";
import { changeFields } from "../splice/splice-content.ts";

/**
 * Which tags of a story are meant by one: all spellings of its topic; that spelling alone, where the new one is of the
 * same topic.
 */
export function tagMatcher(from: string, to: string): (tag: string) => boolean {
  const clean = from.trim().normalize("NFC");
  if (foldText(from) === foldText(to)) return (tag) => tag === clean;
  const topic = foldText(from);
  return (tag) => foldText(tag) === topic;
}

/**
 * A story's file with another tag in the place of one. A tag that is there already is not written twice.
 *
 * @returns `undefined` if its fields cannot be changed
 */
export function renameTag(text: string, isMeant: (tag: string) => boolean, to: string): string | undefined {
  const shape = { form: "markdown", kind: contentKinds.articles } as const;
  return changeFields(text, shape, (fields) => {
    const { tags } = fields;
    if (typeof tags === "string") return { ...fields, tags: asList(tags).some(isMeant) ? to : tags };
    if (!Array.isArray(tags)) return fields;
    const kept: unknown[] = [];
    for (const tag of tags) {
      const wanted = typeof tag === "string" && isMeant(tag.trim().normalize("NFC")) ? to : tag;
      if (wanted !== tag && tags.some((other) => other !== tag && other === wanted)) continue;
      if (wanted === to && kept.includes(to)) continue;
      kept.push(wanted);
    }
    return { ...fields, tags: kept };
  });
}
