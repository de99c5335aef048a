import { find, findAll } from "./page.js";

const key = "khabar:text-size";

/** The style sheet sets the size by the chosen radio button; this remembers the choice. */
export function rememberTextSize() {
  for (const radio of findAll("[data-part=text-size] input")) {
    radio.addEventListener("change", () => localStorage.setItem(key, radio.value));
  }
  const chosen = localStorage.getItem(key);
  const radio = chosen && find(`[data-part=text-size] [value="${CSS.escape(chosen)}"]`);
  if (radio) radio.checked = true;
}
