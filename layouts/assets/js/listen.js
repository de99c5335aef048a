import { find, findAll, offer } from "./page.js";

/** Chrome stops a voice from the network after some 15 seconds, and says nothing more than 32 kB: so, sentences. */
const longest = 200;

const languageOf = (tag) => tag.toLowerCase().split(/[-_]/)[0];

/** @returns {string[]} the story in pieces of a sentence or less */
function piecesOfStory() {
  const parts = findAll("[data-part=headline], [data-part=deck], [data-part=body] :is(p, li, h2, h3, h4)");
  return parts.flatMap((part) => {
    // Words for the eye alone, and boxes that lead elsewhere, are not the story.
    if (part.closest("[data-part=also-read], .embed, .footnotes, .syndicated")) return [];
    // The words of an item are those of everything in it.
    if (part.parentElement.closest("[data-part=body] li")) return [];
    const pieces = [""];
    for (const words of part.innerText.match(/[^\s]+\s*/g) ?? []) {
      const last = pieces.at(-1);
      if (last.length + words.length > longest || /[.?!।॥؟۔]["'”’)]*\s$/.test(last)) pieces.push(words);
      else pieces[pieces.length - 1] += words;
    }
    return pieces.filter((piece) => /\p{L}|\p{N}/u.test(piece));
  });
}

/**
 * Reads the story aloud with a voice of the device. The button is there when there is such a voice.
 *
 * A pause stops the voice and remembers the sentence: on Android `speechSynthesis.pause()` is the end.
 */
export function offerListening() {
  const [play, stop] = [find("[data-do=listen]"), find("[data-do=stop]")];
  const speech = window.speechSynthesis;
  if (!play || !speech) return;
  let voice;
  let pieces;
  let at = 0;
  let turn = 0;
  const show = (state, isOpen) => {
    play.textContent = play.dataset[state];
    stop.hidden = !isOpen;
  };
  const next = () => {
    const words = pieces[at];
    if (words === undefined) return end();
    const mine = turn;
    const saying = new SpeechSynthesisUtterance(words);
    saying.voice = voice;
    saying.lang = voice.lang;
    saying.onend = () => {
      if (mine !== turn) return;
      at++;
      next();
    };
    saying.onerror = () => mine === turn && end();
    speech.speak(saying);
  };
  const hush = () => {
    turn++;
    speech.cancel();
  };
  const end = () => {
    const hadFocus = document.activeElement === stop;
    hush();
    pieces = undefined;
    at = 0;
    show("play", false);
    // The button that had the focus is gone.
    if (hadFocus) play.focus({ preventScroll: true });
  };
  let isSpeaking = false;
  const look = () => {
    const language = languageOf(document.documentElement.lang);
    const voices = speech.getVoices().filter(({ lang }) => languageOf(lang) === language);
    // One on the device needs no network and tells nobody what is read.
    voice = voices.find(({ localService }) => localService) ?? voices[0];
    if (!voice) return;
    offer(play, () => {
      isSpeaking = pieces === undefined || !isSpeaking;
      pieces ??= piecesOfStory();
      show(isSpeaking ? "pause" : "resume", true);
      hush();
      if (isSpeaking) next();
    });
    stop.onclick = end;
  };
  look();
  speech.addEventListener?.("voiceschanged", look);
  addEventListener("pagehide", hush);
}
