import type { Element, ElementContent, Root, RootContent } from "hast";

/** Elements that may only hold words and other such elements. */
const phrasing = new Set(
  "abbr b bdi bdo cite code dfn em i kbd mark q s samp small span strong sub sup time u var".split(" "),
);
const holdsPhrasing = new Set([...phrasing, "p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "summary", "dt"]);
const blocks = new Set(
  "aside blockquote details div dl dd dt figcaption figure footer h1 h2 h3 h4 h5 h6 hr li ol p pre section table ul caption tbody thead tfoot tr td th".split(
    " ",
  ),
);
const emptyMeansNothing = new Set([
  "p",
  "ul",
  "ol",
  "dl",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "figure",
  "table",
]);

/**
 * Mends nesting that a browser accepts and a validator does not. Changes the tree.
 *
 * An inline element around blocks is opened up, a block inside a heading loses its tags, what stands loose in
 * a list becomes an item, and elements left empty go.
 *
 * @see https://html.spec.whatwg.org/multipage/dom.html#content-models
 */
export function unwrapMisplaced(parent: Root | Element): void {
  const children: RootContent[] = [];
  for (const child of parent.children as RootContent[]) {
    if (child.type === "element") {
      unwrapMisplaced(child);
      children.push(...mend(child));
    } else children.push(child);
  }
  parent.children = children as typeof parent.children;
  if (parent.type === "root") wrapLooseWords(parent);
}

function mend(element: Element): ElementContent[] {
  if (element.tagName === "ul" || element.tagName === "ol") wrapLooseItems(element);
  if (element.tagName === "a" && element.children.some((child) => isElement(child, "a"))) {
    return element.children;
  }
  const holdsBlock = element.children.some(isBlock);
  if (holdsBlock && (phrasing.has(element.tagName) || element.tagName === "p" || element.tagName === "a")) {
    return element.children;
  }
  if (holdsBlock && holdsPhrasing.has(element.tagName)) {
    element.children = element.children.flatMap((child) =>
      isBlock(child) ? [...(child as Element).children, { type: "text", value: " " } as const] : [child],
    );
    return mend(element);
  }
  if (emptyMeansNothing.has(element.tagName) && isEmpty(element)) return [];
  return [element];
}

function wrapLooseItems(list: Element): void {
  list.children = list.children.flatMap((child): ElementContent[] => {
    if (isElement(child, "li")) return [child];
    if (child.type === "text" && child.value.trim() === "") return [child];
    return [{ type: "element", tagName: "li", properties: {}, children: [child] }];
  });
}

/** Words that lost their paragraph get one again. */
function wrapLooseWords(root: Root): void {
  const children: RootContent[] = [];
  let loose: ElementContent[] = [];
  const close = () => {
    if (loose.some((child) => child.type !== "text" || child.value.trim() !== "")) {
      children.push({ type: "element", tagName: "p", properties: {}, children: loose });
    } else children.push(...loose);
    loose = [];
  };
  for (const child of root.children) {
    if (child.type === "element" ? isBlock(child) : child.type !== "text") {
      close();
      children.push(child);
    } else loose.push(child as ElementContent);
  }
  close();
  root.children = children;
}

function isBlock(node: RootContent): boolean {
  return (
    node.type === "element" &&
    (blocks.has(node.tagName) || (node.tagName === "a" && node.children.some(isBlock)))
  );
}

function isElement(node: RootContent, tagName: string): boolean {
  return node.type === "element" && node.tagName === tagName;
}

function isEmpty(element: Element): boolean {
  return element.children.every((child) =>
    child.type === "text"
      ? child.value.trim() === ""
      : child.type === "element" && (phrasing.has(child.tagName) || child.tagName === "br") && isEmpty(child),
  );
}
