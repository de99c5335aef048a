/** Markup that is ready to stand in a picture; anything else is text and is escaped. */
export interface Markup {
  readonly markup: string;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] as string);
}

/** An element of XML. Values of attributes and children that are strings are escaped. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  ...children: readonly (string | Markup)[]
): Markup {
  const fields = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`);
  const inside = children.map((child) => (typeof child === "string" ? escapeXml(child) : child.markup));
  const open = `<${name}${fields.join("")}`;
  return { markup: inside.length === 0 ? `${open}/>` : `${open}>${inside.join("")}</${name}>` };
}
