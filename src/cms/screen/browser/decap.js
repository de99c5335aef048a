import { focusControl } from "./focus.js";
import { linesControl } from "./lines.js";
import { momentControl } from "./moment.js";
import { namesControl } from "./names.js";
import { previewTemplate } from "./preview.js";
import { textControl } from "./text.js";

const address = new URL("./", document.baseURI).pathname;

async function begin() {
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
