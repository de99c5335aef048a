// Shows what `npm run check` says of a story while it is typed, in Visual Studio Code with the extension
// unifiedjs.vscode-remark (docs/writers-guide.md). For Hindi write language: "hi".
import { tsImport } from "tsx/esm/api";

const { default: khabar } = await tsImport("./src/cms/editors/remark-plugin.ts", import.meta.url);

export default { plugins: [[khabar, { input: "content", language: "en" }]] };
