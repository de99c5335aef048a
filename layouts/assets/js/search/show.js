import { formatNumber } from "khabar:language/numbers";
import { markWords } from "khabar:search/marks";

/**
 * A story that was found, as an item of a list. Everything is put in as text, never as HTML.
 *
 * @param story `{ title, url, day, section, language, excerpt, heading, isMatch }`
 * @param {import("../../../../src/search/page-data.ts").SearchPageData} page
 */
export function resultItem({ title, url, day, section, language, excerpt, heading, isMatch }, page) {
  const item = element("li");
  const link = element("a", ...marked(title, isMatch));
  link.href = url;
  const headline = inLanguage(element(heading, link), language);
  const meta = element("p", page.sections[section] ?? "", " · ", dateOf(day, page));
  meta.className = "card-meta";
  item.append(headline, meta);
  if (excerpt) item.append(inLanguage(element("p", ...marked(excerpt, isMatch)), language));
  return item;
}

/** A count in words: "3 stories found." */
export function sentence(forms, count, { uiLanguage }) {
  const form = forms[new Intl.PluralRules([uiLanguage, "en"]).select(count)] ?? forms.other;
  return form.replace("{count}", formatNumber(count, uiLanguage));
}

function marked(text, isMatch) {
  return markWords(text, isMatch).map(({ text: words, isMarked }) =>
    isMarked ? element("mark", words) : words,
  );
}

function inLanguage(node, language) {
  if (language !== undefined) Object.assign(node, { lang: language, dir: "auto" });
  return node;
}

function dateOf(day, { months, words }) {
  const date = new Date(day * 86_400_000);
  return words.dateFormat
    .replace("{day}", date.getUTCDate())
    .replace("{month}", months[date.getUTCMonth()])
    .replace("{year}", date.getUTCFullYear());
}

function element(name, ...children) {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}
