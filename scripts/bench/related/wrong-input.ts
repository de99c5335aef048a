/** The file or the question cannot be judged; the message is for the user. */
export class WrongInput extends Error {}

const mostTold = 10;

/** All problems in one message, or the first ten of them. */
export function wrongLines(file: string, problems: readonly string[]): WrongInput {
  const rest = problems.length - mostTold;
  const lines = problems.slice(0, mostTold).map((problem) => `${file}, ${problem}`);
  return new WrongInput([...lines, ...(rest > 0 ? [`And ${rest} more.`] : [])].join("\n"));
}
