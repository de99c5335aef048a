import CMS from "../cms/index.js";

const { cms } = await (await fetch(new URL("./config.json", document.baseURI))).json();
CMS.init({ config: { ...cms, load_config_file: false } });
