import { focusControl } from "./focus.js";
import { linesControl } from "./lines.js";
import { momentControl } from "./moment.js";
import { namesControl } from "./names.js";
import { previewTemplate } from "./preview.js";
import { textControl } from "./text.js";

const address = new URL("./", document.baseURI).pathname;

/**
 * Decap puts "API_ERROR: " before whatever a backend says, from the name of its own error. What our backend refuses says
 * itself what to do: it is thrown here, as an error without a name.
 */
function sayRefusalsPlainly() {
  const ask = window.fetch.bind(window);
  window.fetch = async (resource, options) => {
    const response = await ask(resource, options);
    if (response.ok || !new URL(response.url).pathname.endsWith("/api/v1")) return response;
    const { error } = await response
      .clone()
      .json()
      .catch(() => ({}));
    if (typeof error !== "string") return response;
    throw Object.assign(new Error(error), { name: "", status: response.status });
  };
}

async function begin() {
  sayRefusalsPlainly();
  const { cms, words, locale } = await (await fetch(`${address}config.json`)).json();
  const findStories = async (asked) => {
    const parameters = new URLSearchParams();
    if (asked.q !== undefined) parameters.set("q", asked.q);
    for (const name of asked.names ?? []) parameters.append("name", name);
    return (await fetch(`${address}stories.json?${parameters}`)).json();
  };
  const settings = { words, findStories, address };
  const { CMS } = window;
  CMS.registerWidget("khabar-moment", momentControl(settings));
  CMS.registerWidget("khabar-names", namesControl(settings));
  CMS.registerWidget("khabar-focus", focusControl(settings));
  CMS.registerWidget("khabar-lines", linesControl(settings));
  CMS.registerWidget("khabar-text", textControl(settings));
  CMS.registerPreviewStyle(`${address}browser/preview.css`);
  for (const name of ["articles", "authors", "pages"]) {
    CMS.registerPreviewTemplate(name, previewTemplate(settings));
  }
  if (locale) CMS.registerLocale(cms.locale, locale);
  // There is nobody to log in as: whoever sits at this machine may write.
  localStorage.setItem("decap-cms-user", JSON.stringify({ backendName: cms.backend.name }));
  CMS.init({ config: { ...cms, load_config_file: false } });
}

begin();
