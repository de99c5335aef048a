import type { Element, Nodes, Root } from "hast";
import { fromHtml } from "hast-util-from-html";

/** A page of the site, parsed as a browser does. */
export function parsePage(html: string): Root {
  return fromHtml(html);
}

/** Every element for which `fits` holds, in the order of the page. */
export function findAll(node: Nodes, fits: (element: Element) => boolean): Element[] {
  const found = node.type === "element" && fits(node) ? [node] : [];
  const children = "children" in node ? node.children : [];
  return [...found, ...children.flatMap((child) => findAll(child as Nodes, fits))];
}

export function byTag(node: Nodes, tagName: string): Element[] {
  return findAll(node, (element) => element.tagName === tagName);
}

/** The elements that carry `data-part="name"`. */
export function byPart(node: Nodes, name: string): Element[] {
  return findAll(node, ({ properties }) => properties.dataPart === name);
}

/** All text inside, white space made single. */
export function textOf(node: Nodes): string {
  const collect = (inner: Nodes): string =>
    inner.type === "text"
      ? inner.value
      : "children" in inner
        ? inner.children.map((c) => collect(c as Nodes)).join("")
        : "";
  return collect(node).replace(/\s+/g, " ").trim();
}

/** An attribute as text, `""` where it is missing. */
export function attribute({ properties }: Element, name: string): string {
  const value = properties[name];
  return Array.isArray(value) ? value.join(" ") : value === undefined || value === null ? "" : String(value);
}
