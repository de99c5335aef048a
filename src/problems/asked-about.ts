import type { Problem } from "./problem.ts";

/**
 * Parts problems by whether their files were asked about.
 *
 * @param paths files and folders, as problems name files: `content/articles/rain.md`, `content/articles`
 */
export function partByFile<T extends Pick<Problem, "file">>(
  problems: readonly T[],
  paths: readonly string[],
): { readonly asked: readonly T[]; readonly others: readonly T[] } {
  const files = new Set(paths);
  const isAsked = ({ file }: T) =>
    files.has(file) || paths.some((path) => path === "." || file.startsWith(`${path}/`));
  return {
    asked: problems.filter(isAsked),
    others: problems.filter((problem) => !isAsked(problem)),
  };
}
