import { faultOfBlock, outlineBody } from "../../../body/outline.ts";
import type { Edit } from "../../edits.ts";

/**
 * Escapes lines of `:::` that would be read as a block but are none of ours, such as `::: {.class}` of Pandoc,
 * with all that belongs to them.
 */
export function findColonEdits(body: string): Edit[] {
  if (!/^[ \t>]*:::/m.test(body)) return [];
  const { blocks, strayCloses } = outlineBody(body);
  const faulty = new Set(blocks.filter((block) => faultOfBlock(block) !== undefined).map(({ line }) => line));
  if (faulty.size === 0 && strayCloses.length === 0) return [];
  const lines = body.split("\n");
  const edits: Edit[] = [];
  let offset = 0;
  let inFence = false;
  for (const line of lines) {
    if (/^\s{0,3}(`{3,}|~{3,})/.test(line)) inFence = !inFence;
    const at = inFence ? -1 : line.search(/(?<=^[ \t>]*):::/);
    // Where one block is at fault, which `:::` closes which is a guess: all of them become text.
    if (at !== -1) edits.push({ start: offset + at, end: offset + at, text: "\\" });
    offset += line.length + 1;
  }
  return edits;
}
