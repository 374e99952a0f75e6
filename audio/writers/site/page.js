// Read-along: lights up what is heard and plays what is chosen. Needs nothing but this page.
"use strict";
(() => {
const $ = id => document.getElementById(id);
const audio = $("audio"), bar = $("bar"), text = $("text"), root = document.documentElement;
const { kept, clock, said, fill, tell, copy } = shared;
const sentences = [...document.querySelectorAll("[data-t]")];
const begins = new Float64Array(sentences.length), ends = new Float64Array(sentences.length);
const order = new Map(sentences.map((sentence, i) => [sentence, i]));
sentences.forEach((sentence, i) => {
  const [start, length] = sentence.dataset.t.split(" ");
  begins[i] = +start / 1000;
  ends[i] = begins[i] + +length / 1000;
});
const paragraphOf = i => sentences[i] && sentences[i].parentElement;
const firstOf = i => { while (i > 0 && paragraphOf(i - 1) === paragraphOf(i)) i--; return i; };
const chapters = [...document.querySelectorAll("nav.chapters a")]
  .map(link => ({ link, at: placeOf(link.hash.slice(1)) }));
const still = matchMedia("(prefers-reduced-motion: reduce)");

const here = "at " + (document.body.dataset.guid || location.pathname);

// --- where things stand in text and time
/** The last of `list` that is not after `value`, or -1. */
function before(list, value) {
  let low = 0, high = list.length;
  while (low < high) { const middle = low + high >> 1; if (list[middle] <= value) low = middle + 1; else high = middle; }
  return low - 1;
}
/** The number of the first sentence in the element with this id, or -1. */
function placeOf(id) {
  const element = id && $(id);
  if (!element) return -1;
  const found = element.matches("[data-t]") ? element : element.querySelector("[data-t]");
  return order.has(found) ? order.get(found) : -1;
}
/** The lit stretches of a sentence: characters from and to, seconds from and to. */
function stretches(i) {
  const numbers = (sentences[i].dataset.w || "").split(" ").map(Number), found = [];
  for (let k = 0; k + 3 < numbers.length; k += 4) {
    found.push({ from: numbers[k], to: numbers[k + 1], start: begins[i] + numbers[k + 2] / 1000, end: begins[i] + numbers[k + 3] / 1000 });
  }
  return found;
}
/** Characters of a sentence as a range, whatever elements they stand in. */
function rangeOf(sentence, from, to) {
  const range = document.createRange(), walker = document.createTreeWalker(sentence, NodeFilter.SHOW_TEXT);
  let at = 0, node, begun = false;
  while ((node = walker.nextNode())) {
    if (!begun && from < at + node.length) { range.setStart(node, from - at); begun = true; }
    if (to <= at + node.length) { range.setEnd(node, to - at); break; }
    at += node.length;
  }
  return range;
}
/** The cell that a range begins in, and that of its column's name if this is what is said there. */
function cellOf(range) {
  const element = range.startContainer.parentElement, cell = element && element.closest("td, th"), head = cell && cell.closest("table").tHead;
  return { cell, name: head && element.closest(".heard") ? head.rows[0].cells[cell.cellIndex] : null };
}
/** Brings a cell of a wide table into sight. */
function showCell(cell) {
  const frame = cell.closest(".rows"), box = cell.getBoundingClientRect(), room = frame.getBoundingClientRect();
  if (frame.scrollWidth > frame.clientWidth && (box.left < room.left || box.right > room.right)) frame.scrollLeft += box.left - room.left - 8;
}
/** The number of characters in a sentence before a place in one of its text nodes. */
function offsetOf(sentence, node, offset) {
  const range = document.createRange();
  range.setStart(sentence, 0);
  range.setEnd(node, offset);
  return range.toString().length;
}

// --- light
const pen = typeof Highlight === "function" && CSS.highlights ? new Highlight() : null;
if (pen) {
  CSS.highlights.set("word", pen);
  // As .word in the styles, which cannot name highlights: checkers of pages do not know them yet.
  const styles = document.styleSheets[0], add = rule => styles.insertRule(rule, styles.cssRules.length);
  add("::highlight(word) { background-color: var(--word); color: var(--on-word); text-decoration: underline 3px var(--word-line); }");
  add("@media (forced-colors: active) { ::highlight(word) { background-color: Highlight; color: HighlightText; text-decoration-color: HighlightText; } }");
  add("@media print { ::highlight(word) { background: none; color: inherit; text-decoration: none; } }");
}
let current = -1, spoken = -1, words = [], lit = -1, wrapped = [];
function unlight() {
  if (pen) pen.clear();
  for (const span of wrapped) { const parent = span.parentNode; span.replaceWith(...span.childNodes); parent.normalize(); }
  wrapped = [];
}
/** For browsers without highlights: a span around each piece of text. */
function wrap(sentence, { from, to }) {
  const walker = document.createTreeWalker(sentence, NodeFilter.SHOW_TEXT), pieces = [];
  for (let at = 0, node; (node = walker.nextNode()); at += node.length) {
    if (from < at + node.length && to > at) pieces.push([node, Math.max(0, from - at), Math.min(node.length, to - at)]);
  }
  for (const [node, start, end] of pieces) {
    const range = document.createRange(), span = document.createElement("span");
    span.className = "word";
    range.setStart(node, start);
    range.setEnd(node, end);
    range.surroundContents(span);
    wrapped.push(span);
  }
}
function light(word) {
  lit = word;
  unlight();
  if (word < 0) return;
  const range = rangeOf(sentences[current], words[word].from, words[word].to), { cell, name } = cellOf(range);
  if (cell && following && !audio.paused) showCell(cell);
  if (name) range.selectNodeContents(name);
  if (pen) pen.add(range);
  else if (!cursor) wrap(sentences[current], words[word]);
}
/** Shows the state at `time`: the sentence reached, whether it is being spoken, and its word. */
function show(time) {
  const reached = before(begins, time);
  if (reached !== current) arrive(reached);
  const now = reached >= 0 && time < ends[reached] ? reached : -1;
  if (now !== spoken) {
    if (sentences[spoken]) sentences[spoken].classList.remove("spoken");
    if (sentences[now]) sentences[now].classList.add("spoken");
    spoken = now;
  }
  let word = -1;
  if (now >= 0) { word = before(words.starts, time); if (word >= 0 && time >= words[word].end) word = -1; }
  if (word !== lit) light(word);
}
function arrive(reached) {
  light(-1);
  const old = paragraphOf(current), paragraph = paragraphOf(reached);
  if (sentences[current]) sentences[current].classList.remove("current");
  current = reached;
  if (sentences[current]) sentences[current].classList.add("current");
  words = reached < 0 ? [] : stretches(reached);
  words.starts = words.map(word => word.start);
  if (old !== paragraph) {
    if (old) { old.removeAttribute("aria-current"); old.classList.remove("here"); }
    if (paragraph) { paragraph.setAttribute("aria-current", "true"); paragraph.classList.add("here"); }
    choose(stampOf(paragraph) || chosenStamp);
    const chapter = chapterAt(reached);
    chapters.forEach(({ link }, i) => i === chapter ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current"));
  }
  if (!audio.paused) follow();
}
const chapterAt = i => chapters.findLastIndex(({ at }) => at <= i);

let second = -1;
function update() {
  const time = audio.currentTime;
  show(time);
  if (Math.floor(time) === second) return;
  second = Math.floor(time);
  player.showTime(audio, time);
  offer();
  if (second % 5 === 0) keep();
}
let frame = 0;
function tick() { update(); frame = audio.paused ? 0 : requestAnimationFrame(tick); }
const wake = () => { cancelAnimationFrame(frame); tick(); };

// --- moving about
/** To a moment; a little later than asked, as a clock may round it down. */
function seek(time) {
  const end = Number.isFinite(audio.duration) ? audio.duration : +$("seek").max;
  audio.currentTime = Math.min(Math.max(0, time + .001), end);
  following = true;
  update();
}
function playFrom(time) { browsing = false; seek(time); player.play(audio); }
const goTo = i => { if (sentences[i]) { seek(begins[i]); follow(); } };
const others = {
  previous_sentence() { goTo(Math.max(0, current - 1)); },
  next_sentence() { goTo(current + 1); },
  repeat_sentence() { playFrom(begins[Math.max(0, current)] || 0); },
  previous_paragraph() { const first = firstOf(current); goTo(first < current ? first : firstOf(Math.max(0, first - 1))); },
  next_paragraph() { let i = current + 1; while (i < sentences.length && current >= 0 && paragraphOf(i) === paragraphOf(current)) i++; goTo(i); },
  previous_chapter() { const i = chapterAt(current); if (i >= 0) goTo(chapters[Math.max(0, audio.currentTime - begins[chapters[i].at] > 3 ? i : i - 1)].at); },
  next_chapter() { const next = chapters[chapterAt(current) + 1]; if (next) goTo(next.at); },
  copy_moment() { copy(linkTo("#t=" + Math.floor(audio.currentTime * 10) / 10)); },
  copy_sentence() { copy(linkTo("#" + (sentences[Math.max(0, current)] || { id: "" }).id)); },
  share_edition() { shared.share(titleOf(), linkTo()); },
  keep() { keepOrDrop(); },
  queue() { tell(shared.enqueue(entry)); labelQueue(); },
  follow() { following = true; scrollToSpoken(); offer(); },
};
const meta = name => (document.querySelector(`meta[${name}]`) || {}).content || "";
const titleOf = () => meta("property='og:title'"), canonical = document.querySelector("link[rel=canonical]");
/** The address that is shared, of the page or of a place in it: the public one, where there is one. */
const linkTo = (hash = "") => (canonical ? canonical.href : location.href.split("#")[0]) + hash;
function keep() {
  if (!(audio.currentTime > 0 || kept.get(here))) return;
  kept.set(here, audio.currentTime.toFixed(1));
  shared.remember(entry, audio.currentTime);
}

// --- the show: the editions before and after this one, playing on, and keeping this one for a journey
const [slug] = location.pathname.split("/").slice(-2), file = audio.querySelector("source").getAttribute("src");
const entry = shared.home && { guid: document.body.dataset.guid, page: slug + "/index.html", title: titleOf(), lang: root.lang, seconds: +$("seek").max, sound: slug + "/" + file };
let after = null;
async function findBeside() {
  const bucket = String([...slug].reduce((sum, c) => sum + c.codePointAt(0), 0) % 64).padStart(2, "0");
  const answer = await fetch(new URL(`beside.parts/${bucket}.json`, shared.home));
  if (!answer.ok) return;
  const [before, next, on] = (await answer.json())[slug] || [];
  after = [before, next][on] || null;
  for (const [one, key] of [[before, "previous_edition"], [next, "next_edition"]]) {
    if (!one) continue;
    const link = document.createElement("a"), what = document.createElement("span"), title = document.createElement("span");
    link.href = new URL(one.page, shared.home).href;
    link.rel = key === "next_edition" ? "next" : "prev";
    what.textContent = said[key];
    title.textContent = one.title;
    title.lang = one.lang;
    link.append(what, " ", title);
    $("beside").append(link);
    $("beside").hidden = false;
  }
}
/** At the end: the first of the queue, or else, if the listener wants that, the next of the show. */
function goOn() {
  shared.mine.drop("queue", entry && entry.page);
  if (sleep.ends() || !entry) return;
  const next = shared.mine.shift("queue") || ($("on").checked ? after : null);
  if (!next) return;
  shared.visit.set("on", next.page);
  location.href = new URL(next.page, shared.home).href;
}
/** Plays at once where the edition before has led here; an address alone never does. */
function takeOver() {
  const led = shared.visit.get("on") === entry.page;
  shared.visit.set("on", "");
  if (!led) return false;
  seek(0);
  audio.play().then(() => tell(`${fill(said.playing, { title: entry.title })} ${sleep.left()}`)).catch(() => { tell(said.press_play, true); $("toggle").focus(); });
  return true;
}
function labelQueue() { shared.labelQueue($("queue"), $("queue").lastElementChild, entry); }
function labelKeep() {
  const on = shared.mine.has("kept", entry.page);
  $("keep").hidden = !shared.journey.possible();
  $("keep").setAttribute("aria-pressed", String(on));
  $("keep").lastElementChild.textContent = on ? said.drop : said.keep;
}
async function keepOrDrop() {
  const { journey, mine } = shared, has = mine.has("kept", entry.page);
  try {
    if (has) await journey.drop(entry);
    else { tell(said.keeping, true); await journey.keep(entry, [audio.dataset.cover, ...[...text.querySelectorAll("img")].map(image => image.getAttribute("src"))].filter(Boolean).map(name => `${slug}/${name}`)); }
    tell(has ? said.dropped : said.kept);
  } catch { tell(said.keep_failed); }
  labelKeep();
}
if (entry) {
  if (location.protocol !== "file:" && self.origin !== "null") findBeside().catch(() => null);
  labelKeep();
  labelQueue();
}

// --- scrolling: along with the voice, unless the reader has gone elsewhere or wants no motion
let following = true, ours = -Infinity;
/** Whether keys lead through the text, and nothing has been chosen there since: then nothing else moves it. */
let browsing = false;
text.addEventListener("focusin", () => { browsing = document.activeElement.matches(":focus-visible"); });
const inSight = element => { const box = element.getBoundingClientRect(); return box.bottom > 0 && box.top < floor(); };
const { floor } = player;
function scrollToSpoken() {
  if (!sentences[current]) return;
  const box = sentences[current].getBoundingClientRect(), room = floor();
  ours = performance.now();
  scrollBy({ top: box.top - Math.max(16, (room - box.height) * .35), behavior: still.matches ? "instant" : "smooth" });
}
function follow() {
  const sentence = sentences[current];
  if (sentence && following && !still.matches && !(browsing && text.contains(document.activeElement))) {
    const box = sentence.getBoundingClientRect(), room = floor();
    if (box.top < room * .08 || box.bottom > room * .85) scrollToSpoken();
  }
  offer();
}
function offer() {
  const idle = !sentences[current] || !(audio.currentTime > 0) || inSight(sentences[current]) || performance.now() - ours < 900;
  if ($("follow").hidden === idle) return;
  $("follow").hidden = idle;
  player.measure();
}
let looked = 0;
addEventListener("scroll", () => {
  cancelAnimationFrame(looked);
  looked = requestAnimationFrame(() => {
    if (performance.now() - ours > 900 && sentences[current]) following = inSight(sentences[current]);
    offer();
  });
}, { passive: true });
addEventListener("scrollend", () => { ours = -Infinity; offer(); });
for (const hand of ["wheel", "touchmove"]) addEventListener(hand, () => { ours = -Infinity; }, { passive: true });

// --- choosing a place: by pointer, by keyboard, by address
/** The word at a point of the screen. */
function wordAt(x, y) {
  let node, offset;
  if (document.caretPositionFromPoint) ({ offsetNode: node, offset } = document.caretPositionFromPoint(x, y) || {});
  else if (document.caretRangeFromPoint) ({ startContainer: node, startOffset: offset } = document.caretRangeFromPoint(x, y) || {});
  const sentence = node && node.parentElement && node.parentElement.closest("[data-t]");
  if (!sentence) return null;
  const i = order.get(sentence), at = offsetOf(sentence, node, offset);
  const known = stretches(i).filter(word => word.from <= at);
  return known.length ? known[known.length - 1] : null;
}
document.addEventListener("click", event => {
  const link = event.target.closest("a[href^='#']");
  if (link && !link.classList.contains("skip")) {
    const i = placeOf(link.hash.slice(1));
    if (i < 0) return;
    if (link.classList.contains("stamp")) event.preventDefault();
    playFrom(begins[i]);
    // By the keyboard one would stand behind the chapter's own link, which the next Tab then misses.
    const stamp = stampOf(paragraphOf(i));
    if (!event.detail && stamp && link !== stamp) setTimeout(() => { stamp.focus({ preventScroll: true }); browsing = false; });
    return;
  }
  const sentence = event.target.closest("[data-t]");
  if (!sentence || event.target.closest("a, button") || !getSelection().isCollapsed && event.detail < 2) return;
  const i = order.get(sentence);
  // In the sentence at hand a click means the word; elsewhere it means the sentence, and a
  // double click, whose second one finds the sentence at hand, the word again.
  const word = event.detail && i === current ? wordAt(event.clientX, event.clientY) : null;
  playFrom(word ? word.start : begins[i]);
});
const stamps = [...document.querySelectorAll(".stamp")];
let chosenStamp = stamps[0], cursor = null;
const stampOf = paragraph => { const block = paragraph && paragraph.closest(".block"); return block && block.querySelector(".stamp"); };
/** One stamp is in the tab order: thousands of stops are no way through a text. */
function choose(stamp) {
  if (!stamp) return;
  if (chosenStamp) chosenStamp.tabIndex = -1;
  stamp.tabIndex = 0;
  chosenStamp = stamp;
}
stamps.forEach(stamp => { stamp.tabIndex = -1; });
choose(chosenStamp);
function leaveWord() {
  if (!cursor) return;
  const { sentence, saved } = cursor;
  cursor = null;
  sentence.replaceChildren(...saved);
  if (sentence === sentences[current]) light(lit);
}
/** Puts the focus on a word, as a link that reads it out: Enter goes there. */
function enterWord(i, k) {
  leaveWord();
  const list = stretches(i), word = list[k] || { from: 0, to: sentences[i].textContent.length, start: begins[i] };
  const sentence = sentences[i];
  unlight();
  cursor = { sentence, i, k, start: word.start, saved: [...sentence.childNodes].map(node => node.cloneNode(true)) };
  const range = rangeOf(sentence, word.from, word.to), span = document.createElement("span");
  span.className = "chosen";
  span.tabIndex = 0;
  span.setAttribute("role", "link");
  span.append(range.extractContents());
  range.insertNode(span);
  if (i === current) light(lit);
  span.focus();
}
function moveWord(step, { i, k } = cursor) {
  const count = n => Math.max(1, stretches(n).length);
  do {
    k += step;
    if (k < 0) { if (i === 0) return; i--; k = count(i) - 1; }
    if (k >= count(i)) { if (i + 1 === sentences.length) return; i++; k = 0; }
  } while (isUnseen(i, k));
  enterWord(i, k);
}
function isUnseen(i, k) {
  const word = stretches(i)[k];
  return word && cellOf(rangeOf(sentences[i], word.from, word.to)).name;
}
function moveStamp(from, step) {
  const next = stamps[stamps.indexOf(from) + step];
  if (next) { choose(next); next.focus(); }
}
text.addEventListener("keydown", event => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const stamp = event.target.closest(".stamp"), key = event.key;
  if (stamp) {
    const first = placeOf(stamp.hash.slice(1));
    if (key === "ArrowDown") moveStamp(stamp, 1);
    else if (key === "ArrowUp") moveStamp(stamp, -1);
    else if (key === "ArrowRight") moveWord(1, { i: first, k: -1 });
    else return;
  } else if (cursor && event.target.closest(".chosen")) {
    const home = stampOf(paragraphOf(cursor.i));
    if (key === "ArrowRight") moveWord(1);
    else if (key === "ArrowLeft") moveWord(-1);
    else if (key === "ArrowDown") moveStamp(home, 1);
    else if (key === "ArrowUp") moveStamp(home, -1);
    else if (key === "Escape") { choose(home || chosenStamp); chosenStamp.focus(); }
    else if (key === "Enter") playFrom(cursor.start);
    else return;
  } else return;
  event.preventDefault();
  event.stopPropagation();
});
// Once the focus has gone, so has the cursor; a click on the cursor's word finds it first.
text.addEventListener("focusout", event => {
  if (cursor && !(event.relatedTarget && event.relatedTarget.closest(".chosen"))) setTimeout(() => {
    if (cursor && !document.activeElement.closest(".chosen")) leaveWord();
  });
});
/** To a moment (#t=90, or ?t=90 of a frame's address), or to the sentence whose name follows the #. */
function goToAddress(asked = "") {
  const hash = decodeURIComponent(location.hash.slice(1)), clockTime = /(?:^|[?&])t=(?:npt:)?((?:\d+:){0,2}\d+(?:\.\d+)?)/;
  const moment = /^t=/.test(hash) && clockTime.exec(hash) || placeOf(hash) < 0 && clockTime.exec(asked);
  if (moment) {
    seek(moment[1].split(":").reduce((sum, part) => sum * 60 + +part, 0));
    if (sentences[current]) sentences[current].scrollIntoView({ block: "center", behavior: "instant" });
    return true;
  }
  const i = placeOf(hash);
  if (i >= 0 && i !== current) seek(begins[i]);
  return i >= 0;
}

// --- the lock screen's controls
function announce() {
  player.announce(audio, { title: titleOf(), artist: meta("name=author"), album: meta("property='og:site_name'") }, audio.dataset.cover, seek,
    chapters.length > 1 ? { previoustrack: others.previous_chapter, nexttrack: others.next_chapter } : {});
}

// --- start
audio.addEventListener("play", () => { announce(); if (!audio.paused) tell(""); wake(); follow(); });
audio.addEventListener("pause", () => { update(); keep(); });
audio.addEventListener("ended", () => { kept.set(here, "0"); if (entry) shared.remember(entry, entry.seconds); goOn(); });
for (const name of ["seeking", "seeked", "timeupdate"]) audio.addEventListener(name, update);
audio.addEventListener("loadedmetadata", () => { $("seek").max = audio.duration; });
audio.addEventListener("error", () => tell(said.failed, true), true);
document.addEventListener("visibilitychange", () => { if (document.hidden) keep(); else wake(); });
addEventListener("pagehide", keep);
addEventListener("hashchange", goToAddress);
// In a frame on another site's page what leads away opens beside it.
if (self !== top) for (const link of document.links) if (link.href.split("#")[0] !== location.href.split("#")[0]) link.target = "_blank";
audio.controls = false;
audio.hidden = true;
bar.hidden = false;
$("hint").hidden = false;
root.classList.add("js", "listening");
const sleep = player.use(audio, {
  others,
  seek,
  endOfChapter: () => chapters.slice(1).map(one => begins[one.at]).find(begin => begin > audio.currentTime) ?? Infinity,
  tellMove: doing => {
    const chapter = doing.endsWith("_chapter") && chapters[chapterAt(current)];
    if (chapter) tell(chapter.link.firstElementChild.textContent);
    return chapter;
  },
});
$("seek").addEventListener("input", follow);
shared.useLooks();
const last = +kept.get(here);
if (!goToAddress(location.search) && !(entry && takeOver()) && last > 1 && last < +$("seek").max - 3) {
  seek(last);
  tell(`${fill(said.resumed, { time: clock(last) })} ${sleep.left()}`, true);
} else if (sleep.left()) tell(sleep.left());
})();
