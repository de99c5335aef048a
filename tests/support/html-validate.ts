import { type ConfigData, HtmlValidate } from "html-validate";

/** Valid HTML and what a page owes to people who do not see it, by the validator's own presets. */
const config: ConfigData = {
  root: true,
  extends: ["html-validate:recommended", "html-validate:a11y"],
  rules: {
    // A headline is as long as the news needs; search engines cut it themselves.
    "long-title": "off",
    // Where a template or a removed element leaves white space, no reader can tell.
    "no-trailing-whitespace": "off",
    // An anchor made from a headline may begin with a digit: HTML allows it, only selectors in style sheets do not.
    "valid-id": ["error", { relaxed: true }],
  },
};

const validator = new HtmlValidate(config);

/** What is wrong with a page, as `line:column rule message`; empty for a valid page. */
export function findHtmlFaults(html: string): string[] {
  return validator
    .validateStringSync(html)
    .results.flatMap(({ messages }) => messages)
    .map(({ line, column, ruleId, message }) => `${line}:${column} ${ruleId} ${message}`);
}
