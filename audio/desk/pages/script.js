// The page of the script: words are heard and given another reading.
import { $, act, all, article, fill, hear, here, post, say, tellNext } from "./desk.js";

const dialog = $("#reading");
let word = null; // what the dialog is about: {sentence, written, at, isGuess}
const sentenceOf = element => element.closest(".sentence");
const inSentence = sentence => ({ text: sentence.dataset.text, kind: sentence.dataset.kind });
const chosen = () => $("#reading-other").value.trim() || $("#reading-offers input:checked")?.value || "";
const SOON = 70; // spoken characters that a natural voice says within three seconds
/** A word with what is around it, so that a long sentence is not waited for. */
function around({ sentence, written, at }) {
  const { text, kind } = sentence.dataset, signs = [...text];
  const words = wordsIn(sentence).map(each => {
    const from = +each.dataset.at, said = each.dataset.written ?? each.textContent;
    return { from, to: from + [...said].length, size: [...(each.dataset.spoken ?? said)].length + 1 };
  });
  const end = at + [...written].length;
  let first = words.findIndex(each => each.to > at), last = words.findLastIndex(each => each.from < end), size = [...chosen()].length;
  for (let grew = true; grew;) {
    grew = false;
    if (first > 0 && size + words[first - 1].size <= SOON) { size += words[--first].size; grew = true; }
    if (last < words.length - 1 && size + words[last + 1].size <= SOON) { size += words[++last].size; grew = true; }
  }
  const from = first > 0 ? words[first].from : 0, to = last < words.length - 1 ? words[last].to : signs.length;
  return { text: signs.slice(from, to).join(""), kind };
}
const tellReading = text => { $("#reading-status").textContent = text; };

function showWord(sentence, written, { offers = [written], why = "", at = 0, isGuess = false } = {}) {
  word = { sentence, written, at, isGuess };
  $("#reading-word").textContent = `“${written}”`;
  $("#reading-why").textContent = why;
  tellReading("");
  const place = $("#reading-offers");
  all("label", place).forEach(label => label.remove());
  offers.forEach((offer, number) => {
    const label = document.createElement("label"), radio = document.createElement("input");
    label.className = "offer";
    label.lang = "hi";
    Object.assign(radio, { type: "radio", name: "offer", value: offer, checked: number === 0 });
    label.append(radio, offer || say.silent);
    place.append(label);
  });
}

function showElement(element) {
  const { written, offers, why, at } = element.dataset;
  showWord(sentenceOf(element), written ?? element.textContent, { offers: offers && JSON.parse(offers), why, at: +at, isGuess: element.matches(".guess") });
}

function openDialog(words = []) {
  $("#reading-other").value = "";
  const choice = $("#reading-choice");
  choice.hidden = !words.length;
  $("select", choice).replaceChildren(...words.map(element => Object.assign(document.createElement("option"), { textContent: element.dataset.written ?? element.textContent })));
  if (!dialog.open) dialog.showModal();
  (words.length ? $("select", choice) : $("#reading-offers input:checked") ?? $("#reading-other")).focus();
}

const wordsIn = sentence => all("[data-at]", sentence);
let wordsOffered = [];

async function keep(isHere) {
  const answer = await post(here("correct"), { written: word.written, spoken: chosen(), here: isHere }, tellReading);
  if (!answer) return;
  const { lexicon, changed } = await answer.json();
  const said = fill(isHere ? say.kept_here : say.kept_in, { written: word.written, spoken: chosen() || say.silent, lexicon });
  tellNext(said, changed.length ? ["undo_correction", { changed }] : null);
  sessionStorage.setItem("desk-word", JSON.stringify({ article: article(), sentence: word.sentence.id, at: word.at, isGuess: word.isGuess }));
  location.reload();
}

/** After a guess the next one, after another word that word; else the sentence. */
function returnTo({ sentence, at, isGuess }) {
  const before = document.getElementById(sentence);
  if (!before) return;
  const isLater = each => Boolean(before.compareDocumentPosition(sentenceOf(each)) & Node.DOCUMENT_POSITION_FOLLOWING) || (sentenceOf(each) === before && +each.dataset.at > at);
  const same = wordsIn(before).find(each => +each.dataset.at === at);
  const next = isGuess ? all(".word.guess").find(isLater) : same;
  focusOn(next ?? same ?? $(".hear", before));
}

function focusOn(element) {
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "center" });
}

function step(by) { // to the next guess, or to the next difference where none is a guess
  const guesses = all(".word.guess"), words = guesses.length ? guesses : all(".word");
  if (!words.length) return;
  const now = document.activeElement, at = words.indexOf(now);
  let next = (at + by + words.length) % words.length;
  if (at < 0) { // from where the focus is
    const from = now?.closest(".script") ? words.findIndex(each => now.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING) : 0;
    next = by > 0 ? Math.max(from, 0) : (from < 0 ? words.length : from) - 1;
    next = (next + words.length) % words.length;
  }
  focusOn(words[next]);
}

function walk(from, by) { // from word to word
  const words = wordsIn(sentenceOf(from)), at = words.indexOf(from);
  words[at < 0 ? (by > 0 ? 0 : words.length - 1) : at + by]?.focus();
}

const does = {
  hear(button) { hear(inSentence(sentenceOf(button))); },
  open(element) { showElement(element); openDialog(); },
  choose_word(button) {
    const sentence = sentenceOf(button), marked = getSelection();
    const phrase = marked.rangeCount && sentence.contains(marked.anchorNode) ? marked.toString().trim() : "";
    if (phrase && sentence.dataset.text.includes(phrase)) { showWord(sentence, phrase, { at: sentence.dataset.text.indexOf(phrase) }); openDialog(); return; }
    wordsOffered = wordsIn(sentence);
    showElement(wordsOffered[0]);
    openDialog(wordsOffered);
  },
  hear_word() { hear({ text: word.written, written: word.written, spoken: chosen() }, tellReading); },
  hear_in_sentence() { hear({ ...around(word), written: word.written, spoken: chosen() }, tellReading); },
  close() { dialog.close(); },
  take_back(button) { takeBack(button); },
};
act(does, { reading(_, button) { keep(button?.value === "here"); } });

async function takeBack(button) {
  const answer = await post(here("take_back"), { number: +button.dataset.number, kind: button.dataset.kind });
  if (!answer) return;
  tellNext(button.dataset.kind === "import" ? say.taken_back_last : say.taken_back, [here("undo"), {}]);
  location.reload();
}

$("#reading-choice select").addEventListener("change", event => showElement(wordsOffered[event.target.selectedIndex]));

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const target = event.target, isTyping = target.matches("input:not([type=radio]),textarea,select");
  if (isTyping) return;
  const { key } = event;
  if (key === "n" || key === "p") {
    event.preventDefault();
    if (dialog.open) { dialog.close(); focusOn(all("[data-at]", word.sentence).find(each => +each.dataset.at === word.at) ?? $(".hear", word.sentence)); }
    step(key === "n" ? 1 : -1);
  } else if (key === " " && dialog.open && !target.matches("button")) {
    event.preventDefault();
    does.hear_in_sentence();
  } else if (key === " " && target.matches("[data-at]")) {
    event.preventDefault();
    hear(inSentence(sentenceOf(target)));
  } else if (key === "Enter" && target.matches(".plain")) {
    event.preventDefault();
    does.open(target);
  } else if (/^Arrow(Left|Right)$/.test(key) && !dialog.open && target.closest(".sentence")) {
    event.preventDefault();
    walk(target, key === "ArrowRight" ? 1 : -1);
  }
});

const last = JSON.parse(sessionStorage.getItem("desk-word") ?? "null");
sessionStorage.removeItem("desk-word");
if (last?.article === article()) returnTo(last);
post(here("warm"), {}, () => {}); // so that the first sentence does not wait for the voice
