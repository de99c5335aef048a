import { Digest } from "./language/digest.ts";

/**
 * `{% once view.trending %} … {% endonce %}`: what stands inside is rendered once for each object and then kept.
 *
 * The strip at the foot, the navigation, a story's card are the same on many pages, and Nunjucks takes longer over
 * their loops than over all the rest of a page. What stands inside may depend on the object (and on the language
 * of the page, for which views have objects of their own), and on nothing else.
 */

interface Parser {
  nextToken(): { readonly value: string; readonly lineno: number; readonly colno: number };
  parseSignature(tolerant: boolean | null, noParens: boolean): { addChild(node: unknown): void };
  advanceAfterBlockEnd(name?: string): void;
  parseUntilBlocks(name: string): unknown;
  readonly tokens: { readonly str: string };
}

interface Nodes {
  readonly CallExtension: new (extension: unknown, run: string, args: unknown, bodies: unknown[]) => unknown;
  readonly Literal: new (line: number, column: number, value: unknown) => unknown;
}

interface Runtime {
  readonly runtime: { readonly SafeString: new (text: string) => unknown };
}

/**
 * Kept texts by the place of the tag; they go with their objects when these are no longer used.
 * One list for all runs, since a layout that was compiled in one run, or by another process, is used in the next.
 */
const kept = new Map<string, WeakMap<object, unknown>>();

/** Given to `addNunjucksTag`. */
export function onceTag({ runtime }: Runtime): object {
  return {
    tags: ["once"],
    parse(this: object, parser: Parser, nodes: Nodes) {
      const { value, lineno, colno } = parser.nextToken();
      const args = parser.parseSignature(null, true);
      parser.advanceAfterBlockEnd(value);
      const body = parser.parseUntilBlocks("endonce");
      parser.advanceAfterBlockEnd();
      // Two places of a layout may show the same object in different ways.
      const source = new Digest().text(parser.tokens.str).end().toString(36);
      args.addChild(new nodes.Literal(lineno, colno, `${source}:${lineno}:${colno}`));
      return new nodes.CallExtension(this, "run", args, [body]);
    },
    run(_context: unknown, key: unknown, place: string, body: () => string) {
      if (typeof key !== "object" || key === null) return new runtime.SafeString(body());
      let texts = kept.get(place);
      if (texts === undefined) {
        texts = new WeakMap();
        kept.set(place, texts);
      }
      let text = texts.get(key);
      if (text === undefined) {
        // Not the bare text: with it, V8 of Node 20 is four times as slow at reading the texts of stories between pages.
        text = new runtime.SafeString(body());
        texts.set(key, text);
      }
      return text;
    },
  };
}
