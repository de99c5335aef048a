import { openCmsBackend } from "../../src/cms/backend/backend.ts";
import { openForm } from "./editing-screen.ts";

/** Saves one story for ever, its headline in turn `A` and `B`, and prints every save: a process to be killed. */
const [folder = "", state = ""] = process.argv.slice(2);
const backend = openCmsBackend({
  folder,
  shownFolder: "content",
  stateFolder: state,
  settings: () => ({ addresses: "/{section}/{slug}/", slugs: "latin" }),
  language: () => "en",
  now: () => 0,
  session: "killed",
  warn: console.error,
});
const form = await openForm(backend, "content/articles/a.md");
for (let round = 0; ; round++) {
  form.fields.kicker = round % 2 === 0 ? "A" : "B";
  const { json } = await form.save();
  console.log(json.error ?? "saved");
}
