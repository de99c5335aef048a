// What all fields of ours have in common. `h` and `createClass` are React's, as Decap hands them out.

/** Decap keeps lists and groups as Immutable ones. */
export function plain(value) {
  return value !== null && typeof value === "object" && typeof value.toJS === "function"
    ? value.toJS()
    : value;
}

/** A field's own settings, as the configuration has them. */
export function optionOf(field, name, otherwise) {
  const value = plain(field.get(name));
  return value === undefined ? otherwise : value;
}

/** A list, however it was written: `[a, b]`, `a`, or nothing. */
export function listOf(value) {
  const list = plain(value);
  if (list === undefined || list === null || list === "") return [];
  return Array.isArray(list) ? list : [list];
}

/** Decap draws a field anew only for another value, unless the field says otherwise. */
export const always = () => true;

export function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}
