/** Makes something when it is first asked for, and then gives it again: a start pays for nothing that it may not use. */
export function onDemand<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
