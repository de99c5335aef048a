// The search page: headlines while the reader types, whole texts when asked for.
import { openTitleIndex } from "khabar:search/find-titles";
import { debounced } from "./js/search/debounced.js";
import { resultItem, sentence } from "./js/search/show.js";
import { textSearch } from "./js/search/texts.js";
import { shardLoader } from "./js/search/titles.js";

const part = (name) => document.getElementById(`search-${name}`);
const form = part("form");
const input = part("words");
const finds = part("finds");
const older = part("older");
const texts = part("texts");
const page = JSON.parse(form.dataset.search);

const index = openTitleIndex();
const shards = shardLoader(page, index);
const inTexts = textSearch(page);

/** The newest two shards, or only one where there is no more: a reader on a slow line waits for them. */
const firstShards = 2;
/** Older ones come by themselves while little is found, up to these; then the reader decides. */
const shardsUnasked = 5;
const shardsAsked = 5;
const fewResults = 5;
const shownResults = 30;

/** Whether the reader has asked for whole texts on this visit. */
let wantsTexts = false;
/** Counts what was typed, so that what arrives late for other words is not shown. */
let turn = 0;

const typed = () => input.value.trim();

/** Shows what is known for the words in the field. */
function show() {
  const words = typed();
  finds.hidden = words === "";
  part("ways").hidden = words !== "";
  if (words === "") {
    part("status").textContent = "";
    part("results").replaceChildren();
    return;
  }
  const { found, hasAllWords } = index.find(words);
  part("status").textContent =
    found.length > 0
      ? sentence(hasAllWords ? page.words.found : page.words.foundSome, found.length, page)
      : page.words.none.replace("{query}", words);
  part("results").replaceChildren(
    ...found.slice(0, shownResults).map((title) =>
      resultItem({ ...title, heading: "h2", url: page.home.replace(/\/$/, "") + encodeURI(title.address) }, page),
    ),
  );
  part("searched").textContent = sentence(page.words.searched, index.size, page);
  older.hidden = !shards.hasMore;
  return hasAllWords ? found.length : 0;
}

/** Looks for the words in the field, and fetches what is needed for it. */
async function search() {
  const own = ++turn;
  if (typed() === "") return show();
  if (shards.loaded === 0) {
    finds.hidden = false;
    part("ways").hidden = true;
    part("status").textContent = page.words.searching;
    finds.dataset.waiting = "";
  }
  try {
    await shards.load(firstShards);
    while (own === turn && show() < fewResults && shards.hasMore && shards.loaded < shardsUnasked) {
      if (navigator.connection?.saveData) break;
      finds.dataset.waiting = "";
      await shards.load(shards.loaded + 1);
    }
  } catch {
    if (own === turn) part("status").textContent = page.words.failed;
  }
  if (own === turn) delete finds.dataset.waiting;
}

const searchTexts = debounced(300, async () => {
  const words = typed();
  const own = turn;
  if (texts === null || !wantsTexts || words === "") return;
  const status = part("texts-status");
  status.textContent = page.words.searching;
  texts.hidden = true;
  try {
    const { count, found } = await inTexts(words, index);
    if (own !== turn) return;
    part("texts-results").replaceChildren(
      ...found.map((story) => resultItem({ ...story, heading: "h3" }, page)),
    );
    status.textContent =
      count > 0
        ? sentence(page.words.foundInTexts, count, page)
        : page.words.noneInTexts.replace("{query}", words);
  } catch {
    if (own !== turn) return;
    status.textContent = page.words.failed;
    texts.hidden = false;
  }
});

/** A reader who comes back from a story finds the words again. */
const remember = debounced(400, () => {
  const url = new URL(location.href);
  if (typed() === "") url.searchParams.delete("q");
  else url.searchParams.set("q", typed());
  history.replaceState(history.state, "", url);
});

function changed() {
  if (texts !== null) {
    part("texts-results").replaceChildren();
    part("texts-status").textContent = "";
  }
  search();
  searchTexts();
  remember();
}

/** Links of results, for the arrow keys. */
const links = () => [...finds.querySelectorAll(".search-results a")];

input.addEventListener("input", (event) => {
  // A composed letter is not there before it is finished.
  if (!event.isComposing) changed();
});
input.addEventListener("compositionend", changed);
input.addEventListener("focus", () => shards.load(firstShards).catch(() => {}), { once: true });
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  remember();
  searchTexts();
  await search();
  links()[0]?.focus();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && form.contains(event.target)) {
    input.value = "";
    changed();
    input.focus();
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const stops = [input, ...links()];
  const place = stops.indexOf(document.activeElement);
  if (step === undefined || place === -1 || finds.hidden) return;
  const next = stops[place + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
});
older.addEventListener("click", async () => {
  older.disabled = true;
  const from = index.size;
  try {
    await shards.load(shards.loaded + shardsAsked);
    show();
  } catch {
    part("status").textContent = page.words.failed;
  }
  older.disabled = false;
  if (older.hidden && index.size > from) input.focus();
});
texts?.addEventListener("click", () => {
  wantsTexts = true;
  part("texts-part").dataset.asked = "";
  searchTexts();
});

const asked = new URL(location.href).searchParams.get("q");
// A browser may have put the words back by itself.
if (asked) input.value = asked.slice(0, input.maxLength);
if (typed() !== "") search();
