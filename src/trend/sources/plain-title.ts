import type { Nodes } from "hast";
import { fromHtml } from "hast-util-from-html";

/** Longer ones are no headlines. */
const maxLetters = 300;

/** Elements whose text nobody reads. */
const unread = new Set(["script", "style", "template", "noscript", "iframe"]);

/**
 * A headline of a feed as plain text: without elements, entities, control characters and marks that turn the direction
 * of the text around it.
 *
 * RSS does not say whether a title is text or HTML, and many write HTML; a bare "<" before a letter is lost.
 *
 * @returns one line, `""` if nothing is left; printing it still asks for escaping
 */
export function plainTitle(title: string): string {
  const cut = title.slice(0, 10 * maxLetters);
  const text = /[<&]/.test(cut) ? textOf(fromHtml(cut, { fragment: true })) : cut;
  const line = text
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\s]+/g, " ")
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g, "")
    .normalize("NFC")
    .trim();
  return [...line].slice(0, maxLetters).join("");
}

function textOf(node: Nodes): string {
  if (node.type === "text") return node.value;
  if (!("children" in node) || (node.type === "element" && unread.has(node.tagName))) return "";
  return node.children.map(textOf).join("");
}
