/** Parts begin with no dot, which keeps `..` and hidden files out. */
const part = /^[\w-][\w.-]*$/;
/** In a folder a name is one file name, which most systems end at 255 bytes. */
const maxLength = 200;

/** Whether a store can keep something under this name: the same names in a folder as in a bucket. */
export function isName(name: string): boolean {
  return name.length <= maxLength && !name.includes("..") && name.split("/").every((text) => part.test(text));
}

/**
 * @returns the name
 * @throws {RangeError} if it is not one
 */
export function checkName(name: string, shown: string): string {
  if (isName(name)) return name;
  throw new RangeError(
    `${quote(name)} cannot be a name in ${shown}: write up to ${maxLength} letters, digits, ".", "-", "_" and "/", and begin no part with a dot.`,
  );
}

/**
 * @returns the prefix: the beginning of a name, or ""
 * @throws {RangeError} if no name can begin so
 */
export function checkPrefix(prefix: string, shown: string): string {
  if (prefix === "" || isName(prefix) || isName(`${prefix}x`)) return prefix;
  throw new RangeError(`No name in ${shown} can begin with ${quote(prefix)}: write the beginning of a name.`);
}

function quote(name: string): string {
  return JSON.stringify(name.length > 80 ? `${name.slice(0, 80)}…` : name);
}
