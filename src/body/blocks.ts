import type { MarkdownIt, StateBlock, Token } from "markdown-it";

/** What each block takes after its name, and what may stand between its lines. */
export const blockKinds = {
  "also-read": { argument: "stories", content: "none" },
  quote: { argument: "optional", content: "quotation" },
  video: { argument: "url", content: "optional" },
  embed: { argument: "url", content: "optional" },
  gallery: { argument: "none", content: "pictures" },
  note: { argument: "optional", content: "text" },
  live: { argument: "time", content: "optional" },
} as const;

export type BlockName = keyof typeof blockKinds;

export const blockNames = Object.keys(blockKinds) as readonly BlockName[];

export function isBlockName(name: string): name is BlockName {
  return Object.hasOwn(blockKinds, name);
}

/** What the grammar keeps of an opening line. */
export type BlockMeta = {
  readonly name: string;
  /** The rest of the opening line, trimmed. */
  readonly argument: string;
  readonly closed: boolean;
  /** Whether anything but white space stands between the lines. */
  readonly empty: boolean;
  /** The raw lines between, for a gallery. */
  readonly content: string;
};

/** The {@link BlockMeta} of a `news_block_open` or `news_block_close` token. */
export function blockOf(token: Token): BlockMeta {
  return token.meta as unknown as BlockMeta;
}

const opening = /^:::[ \t]*([^\s:]\S*)[ \t]*(.*)$/;
const closing = /^:::+[ \t]*$/;
const fence = /^ {0,3}(`{3,}|~{3,})/;

/**
 * The grammar of blocks: `::: name argument`, Markdown, `:::`. Blocks may stand in blocks.
 *
 * Gives `news_block_open` and `news_block_close` tokens with a {@link BlockMeta}, and a `news_block_stray`
 * for a `:::` that closes nothing. A `:::` inside a fenced code block is code.
 * Unknown names pass through: the check says what is wrong with them.
 */
export function newsBlocks(markdown: MarkdownIt): void {
  markdown.block.ruler.before(
    "fence",
    "news_block",
    (state, startLine, endLine, silent) => {
      const first = lineText(state, startLine);
      if (!first.startsWith(":::") || (state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false;
      const opened = opening.exec(first);
      const stray = !opened && closing.test(first);
      if (!opened && !stray) return false;
      if (silent) return true;
      if (stray) {
        const token = state.push("news_block_stray", "", 0);
        token.map = [startLine, startLine + 1];
        state.line = startLine + 1;
        return true;
      }
      const closeLine = findClose(state, startLine + 1, endLine);
      const lastLine = closeLine ?? endLine;
      const content = state.getLines(startLine + 1, lastLine, state.blkIndent, false);
      const meta: BlockMeta = {
        name: opened?.[1] ?? "",
        argument: (opened?.[2] ?? "").replace(/:::+$/, "").trim(),
        closed: closeLine !== undefined,
        empty: content.trim() === "",
        content,
      };
      const open = state.push("news_block_open", "", 1);
      open.block = true;
      open.map = [startLine, lastLine];
      open.meta = meta;
      if (meta.name !== "gallery" && meta.name !== "also-read") {
        const { lineMax, parentType } = state;
        state.lineMax = lastLine;
        state.parentType = "blockquote";
        state.md.block.tokenize(state, startLine + 1, lastLine);
        state.lineMax = lineMax;
        state.parentType = parentType;
      }
      const close = state.push("news_block_close", "", -1);
      close.block = true;
      close.meta = meta;
      state.line = closeLine === undefined ? endLine : closeLine + 1;
      return true;
    },
    { alt: ["paragraph", "reference", "blockquote", "list"] },
  );
}

function findClose(state: StateBlock, from: number, endLine: number): number | undefined {
  let depth = 1;
  let openFence: string | undefined;
  for (let line = from; line < endLine; line++) {
    const text = lineText(state, line);
    const mark = fence.exec(text)?.[1];
    if (openFence !== undefined) {
      if (mark?.startsWith(openFence) && text.trim() === mark) openFence = undefined;
    } else if (mark) openFence = mark;
    else if (closing.test(text)) {
      depth--;
      if (depth === 0) return line;
    } else if (opening.test(text)) depth++;
  }
  return undefined;
}

function lineText(state: StateBlock, line: number): string {
  return state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line] ?? 0);
}
