// The show's page: plays editions in place and finds them by their words. Needs this site alone.
"use strict";
(() => {
const $ = id => document.getElementById(id);
const root = document.documentElement;
const { kept, mine, said, fill, tell, clock } = shared;
/** An element with properties, attributes and children. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value) element.setAttribute(key, value);
  element.append(...children);
  return element;
}
function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg"), use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", "#i-" + name);
  svg.append(use);
  return svg;
}

// --- play: one sound for the whole page, so that one edition is heard at a time
const audio = make("audio", { preload: "none" }), bar = $("bar");
bar.before(audio);
let playing = "", now = null, chapters = [];
/** What is kept of an edition in a list: as beside.parts tells it. */
function entryOf(article, sound) {
  const link = article.querySelector("h3 a"), time = article.querySelector(".about [datetime^=P]"), found = /PT(\d+)H(\d+)M(\d+)S/.exec(time ? time.getAttribute("datetime") : "");
  const seconds = +article.dataset.seconds || (found ? +found[1] * 3600 + +found[2] * 60 + +found[3] : 0);
  return { guid: article.dataset.guid, page: link.getAttribute("href").split("#")[0], title: link.textContent, lang: article.lang, seconds, sound };
}
/** The edition that a button is for: what stands around it says so only to whoever looks. */
const nameUnseen = ({ title, lang }) => make("span", { class: "unseen", lang }, ": " + title);
/** The link to an edition's sound, as the page has it, too. */
const linkSound = (sound, entry) => make("a", { class: "button play", href: sound }, icon("play"), icon("pause"), make("span", { class: "does" }, said.play), nameUnseen(entry));
/** Turns the link to a sound, which works without scripts, into a button that plays it here. */
function playable(link, isMine = false) {
  const button = make("button", { type: "button", class: link.className, "data-sound": link.getAttribute("href") }, ...link.childNodes);
  button.addEventListener("click", () => toggle(button));
  link.replaceWith(button);
  label(button);
  if (!isMine) offerQueue(button.closest("article"), button);
}
/** A button that puts an edition at the end of the queue, or takes it out. */
function offerQueue(article, play) {
  const entry = entryOf(article, play.dataset.sound), does = make("span");
  const button = make("button", { type: "button", class: "quiet queue" }, icon("queue"), does, nameUnseen(entry));
  button.addEventListener("click", () => { tell(shared.enqueue(entry)); showMine(); });
  button.refresh = () => shared.labelQueue(button, does, entry);
  button.refresh();
  play.parentElement.append(button);
}
// --- what this listener has: begun, queued, kept; without the network nothing else is shown
const offline = location.search === "?offline";
function item(name, entry) {
  const play = linkSound(entry.sound, entry);
  const remove = make("button", { type: "button", class: "quiet" }, icon("close"), make("span", {}, said.remove), nameUnseen(entry));
  const told = name === "heard" ? fill(said.heard_at, { time: clock(entry.at), total: clock(entry.seconds) }) : clock(entry.seconds);
  const article = make("article", { lang: entry.lang, "data-guid": entry.guid, "data-seconds": String(entry.seconds) },
    make("h3", {}, make("a", { href: entry.page }, entry.title)), make("p", { class: "about", lang: $("status").lang }, told),
    make("p", { class: "row", lang: $("status").lang }, ...(entry.sound ? [play] : []), remove));
  remove.addEventListener("click", async () => {
    const section = article.closest("section");
    if (name === "kept") await shared.journey.drop(entry).catch(() => mine.drop("kept", entry.page)); else mine.drop(name, entry.page);
    if (name === "heard") kept.set("at " + entry.guid, "0");
    tell(said.dropped);
    showMine();
    (section.hidden ? $("editions") : section).focus();
  });
  if (entry.sound) playable(play, true);
  return make("li", {}, article);
}
function showMine() {
  for (const [name, id, most] of [["heard", "continue", 3], ["queue", "queue", 50], ["kept", "kept", 50]]) {
    const entries = mine.list(name).filter(one => !offline || mine.has("kept", one.page)).slice(0, most), section = $(id);
    section.hidden = !entries.length;
    section.querySelector("ul").replaceChildren(...entries.map(entry => item(name, entry)));
  }
  document.querySelectorAll("button.queue").forEach(button => button.refresh());
  labels();
}
function label(button) {
  const own = button.dataset.sound === playing, on = own && !audio.paused;
  button.classList.toggle("playing", on);
  button.querySelector(".does").textContent = on ? said.pause : said.play;
  button.closest("article").classList.toggle("current", own);
}
const labels = () => document.querySelectorAll("button.play").forEach(label);
function toggle(button) {
  if (button.dataset.sound !== playing) load(button);
  else if (!audio.paused) { audio.pause(); return; }
  player.play(audio);
}
function keep() {
  if (!playing || audio.seeking) return;
  const done = audio.ended || audio.currentTime > audio.duration - 3;
  if (!(audio.currentTime > 0)) return;
  kept.set("at " + audio.dataset.guid, done ? "0" : audio.currentTime.toFixed(1));
  shared.remember(now, done ? now.seconds : audio.currentTime);
}
/** The end of the chapter that is heard; the file that tells is asked for with the sound. */
const endOfChapter = () => chapters.find(start => start > audio.currentTime) ?? Infinity;
async function findChapters(folder) {
  const answer = location.protocol === "file:" ? { ok: false } : await fetch(folder + "chapters.json").catch(() => ({ ok: false }));
  const found = answer.ok ? (await answer.json()).chapters.map(one => one.startTime) : [];
  if (!playing.startsWith(folder)) return;
  chapters = found;
  const option = $("sleep").querySelector("[value=chapter]");
  option.hidden = option.disabled = chapters.length < 2;
}
function load(button) {
  keep();
  const article = button.closest("article"), link = article.querySelector("h3 a"), by = article.querySelector(".by");
  playing = button.dataset.sound;
  now = entryOf(article, playing);
  mine.drop("queue", now.page);
  chapters = [];
  findChapters(playing.slice(0, playing.indexOf("/") + 1)).catch(() => null);
  audio.dataset.guid = article.dataset.guid;
  audio.src = playing;
  bar.hidden = false;
  root.classList.add("listening");
  const title = $("title");
  title.href = link.href;
  title.textContent = link.textContent;
  title.lang = article.lang;
  setLength(now.seconds);
  player.showTime(audio, 0);
  tell("");
  const last = +kept.get("at " + audio.dataset.guid);
  if (last > 1) {
    audio.currentTime = last;
    tell(fill(said.resumed, { time: clock(last) }));
  }
  announce(link.textContent, by ? by.lastChild.textContent : (document.querySelector("meta[name=author]") || {}).content);
  labels();
}
function setLength(seconds) {
  $("seek").max = seconds;
  $("length").textContent = clock(seconds);
}
/** The button of the edition that many places further in the list that is shown, if there is one. */
function beside(steps) {
  const all = [...document.querySelectorAll(":not(.mine) > .cards button.play")].filter(button => button.getClientRects().length);
  return all[all.findIndex(button => button.dataset.sound === playing) + steps];
}
/** Plays another edition, and says which: whoever does not look would not know. */
function change(button) {
  load(button);
  tell([fill(said.playing, { title: now.title }), $("told").textContent, sleep.left()].join(" ").trim());
  player.play(audio);
}
/** Plays the edition after or before this one: the newer or older, of a serial the later or earlier part. */
function step(steps) {
  const button = beside(document.body.dataset.order === "serial" ? steps : -steps);
  if (button) change(button); else tell(said.no_more);
}
/** After an edition: the first of the queue, or else, if the listener wants that, the next of the list. */
function goOn() {
  if (sleep.ends()) return;
  const [next] = mine.list("queue"), all = [...document.querySelectorAll("button.play")];
  const button = next ? all.find(one => one.dataset.sound === next.sound) : $("on").checked ? beside(1) : null;
  if (button) change(button);
  showMine();
}
/** Puts the player away; the focus goes back to where it was called from. */
function shut() {
  const button = [...document.querySelectorAll("button.play")].find(b => b.dataset.sound === playing && b.getClientRects().length);
  audio.pause();
  keep();
  playing = "";
  audio.removeAttribute("src");
  audio.load();
  bar.hidden = true;
  root.classList.remove("listening");
  if ("mediaSession" in navigator) navigator.mediaSession.metadata = null;
  labels();
  if (button) button.focus();
}
function announce(title, artist) {
  const album = document.querySelector("meta[property='og:site_name']").content;
  player.announce(audio, { title, artist: artist || album, album }, document.body.dataset.cover, seek, { previoustrack: () => step(-1), nexttrack: () => step(1) });
}
function seek(time) {
  audio.currentTime = Math.min(Math.max(0, time), audio.duration || now.seconds);
  player.showTime(audio);
}
const sleep = player.use(audio, {
  others: { previous_edition() { step(-1); }, next_edition() { step(1); }, close: shut },
  seek,
  endOfChapter,
  tellMove: doing => doing.endsWith("_edition"),
});
for (const name of ["play", "pause", "ended"]) audio.addEventListener(name, () => { keep(); labels(); });
audio.addEventListener("timeupdate", () => { if (playing) player.showTime(audio); });
audio.addEventListener("loadedmetadata", () => setLength(audio.duration));
audio.addEventListener("ended", goOn);
audio.addEventListener("error", () => { if (playing) tell(said.failed, true); });
for (const name of ["pagehide", "visibilitychange"]) addEventListener(name, keep);

// --- words, folded as folding.py folds them
const WORD = /\p{N}+(?:,\p{N}+)+|[\p{L}\p{M}\p{N}\u200c\u200d\u00ad]+/gu;
const LETTERS = { "ॉ": "ा", "ऑ": "आ", "ॅ": "े", "ऍ": "ए" };
const fold = word => [...word.normalize("NFKD").toLowerCase()
  .replace(/[\u093c\u0903\u093d\u0300-\u036f]|[^\p{L}\p{M}\p{N}]/gu, "")
  .replace(/ङ्(?=[क-घ])|ञ्(?=[च-झ])|ण्(?=[ट-ढ])|न्(?=[त-ध])|म्(?=[प-भ])|\u0901/g, "\u0902")
  .replace(/[ॉऑॅऍ]/g, letter => LETTERS[letter])
  .replace(/[०-९]/g, digit => digit.charCodeAt(0) - 0x966)
  .replace(/\u094d+$/, "")].slice(0, 32).join("");
const words = text => (text.normalize("NFC").match(WORD) || []).map(fold).filter(Boolean);
/** A single letter stands for itself; more stand for all that begins so. */
const meets = (word, term) => word === term || ([...term].length > 1 && word.startsWith(term));

// --- the index: loaded part by part, once it is needed
let index = null;
const loaded = new Map();
async function fetched(name, options) {
  const answer = await fetch(name, options);
  if (!answer.ok) throw new Error(answer.status + " " + name);
  return answer;
}
function partOf(name) {
  if (!loaded.has(name)) {
    const part = fetched(`search.parts/${name}.json?${index.version}`).then(answer => answer.json());
    part.catch(() => loaded.delete(name));
    loaded.set(name, part);
  }
  return loaded.get(name);
}
const nameOf = beginning => ["words", ...[...beginning].map(c => c.codePointAt(0).toString(16).padStart(4, "0"))].join("-");
/** Editions by number with how well they answer: in the title before in the text, whole before begun. */
async function editionsWith(term) {
  const within = index.parts.filter(part => term.startsWith(part)).sort((a, b) => b.length - a.length)[0];
  const beyond = [...term].length > 1 ? index.parts.filter(part => part !== term && part.startsWith(term)) : [];
  const found = new Map();
  for (const part of await Promise.all([within, ...beyond].map(nameOf).map(partOf))) {
    for (const [word, steps] of Object.entries(part)) {
      if (!meets(word, term)) continue;
      let code = 0;
      for (const step of steps) {
        code += step;
        const number = code >> 1, worth = (code & 1) * 4 + (word === term ? 2 : 1);
        if (worth > (found.get(number) || 0)) found.set(number, worth);
      }
    }
  }
  return found;
}
/** The numbers of all editions that hold every term, best first and then newest. */
async function search(terms) {
  if (!index) index = await fetched(document.body.dataset.index, { cache: "no-cache" }).then(answer => answer.json());
  const [first, ...others] = await Promise.all(terms.map(editionsWith));
  const worth = new Map();
  for (const [number, sum] of first) {
    if (others.every(found => found.has(number))) worth.set(number, others.reduce((all, found) => all + found.get(number), sum));
  }
  return [...worth.keys()].sort((a, b) => worth.get(b) - worth.get(a) || b - a);
}

// --- results
const SHOWN = 10, ROOM = 90;
/** Text with the words that answer marked. */
function marked(text, terms) {
  const pieces = [];
  let at = 0;
  for (const found of text.matchAll(WORD)) {
    const word = fold(found[0].normalize("NFC"));
    if (!word || !terms.some(term => meets(word, term))) continue;
    pieces.push(text.slice(at, found.index), make("mark", {}, found[0]));
    at = found.index + found[0].length;
  }
  return [...pieces, text.slice(at)];
}
/** The sentence of an edition in which most terms stand: its id and text. */
async function sentenceOf(slug, terms) {
  const text = await fetched(slug + "/sentences.txt").then(answer => answer.text()).catch(() => "");
  let best = null, most = 0;
  for (const line of text.split("\n")) {
    // Characters that turn the direction of text would turn what is around it.
    const [id, sentence] = line.replace(/[\u202a-\u202e\u2066-\u2069]/g, "").split("\t");
    if (!sentence || id === "title" || id === "words") continue;
    const its = words(sentence);
    const worth = terms.reduce((sum, term) => sum + (its.includes(term) ? 2 : its.some(word => meets(word, term)) ? 1.5 : 0), 0);
    if (worth > most) { most = worth; best = { id, sentence }; }
  }
  return best;
}
/** What of a long sentence stands around the first word that answers. */
function around(sentence, terms) {
  const hit = [...sentence.matchAll(WORD)].find(found => terms.some(term => meets(fold(found[0].normalize("NFC")), term)));
  const from = sentence.lastIndexOf(" ", Math.max(0, (hit ? hit.index : 0) - ROOM)) + 1;
  const end = sentence.indexOf(" ", from + 3 * ROOM);
  return (from ? "… " : "") + (end < 0 ? sentence.slice(from) : sentence.slice(from, end) + " …");
}
async function result(number, terms) {
  const chunk = await partOf("editions-" + Math.floor(number / index.chunk));
  const [slug, title, language, date, seconds, sound, standfirst, guid] = chunk[number % index.chunk];
  const best = await sentenceOf(slug, terms), page = slug + "/index.html", lang = $("status").lang;
  const about = make("p", { class: "about", lang });
  if (date) about.append(make("span", {}, make("time", { datetime: date }, dayOf(date))));
  about.append(make("span", {}, make("span", { class: "unseen" }, said.duration + ": "), clock(seconds)));
  const article = make("article", { lang: language, "data-guid": guid }, make("h3", {}, make("a", { href: page }, ...marked(title, terms))), about);
  if (best && best.sentence !== title) {
    article.append(make("p", { class: "snippet" }, make("a", { href: page + "#" + best.id }, ...marked(around(best.sentence, terms), terms))));
  } else if (standfirst) article.append(make("p", { class: "standfirst" }, ...marked(standfirst, terms)));
  if (sound) {
    const link = linkSound(slug + "/" + encodeURIComponent(sound), { title, lang: language });
    article.append(make("p", { class: "row", lang }, link));
    playable(link);
  }
  return make("li", {}, article);
}
const dayOf = date => { const [year, month, day] = date.split("-").map(Number); return `${day} ${said.months[month - 1]} ${year}`; };

// --- asking
/** Says what came of a search, where the results are, until another is made. */
const answer = text => { $("status").textContent = text; };
let asked = 0, numbers = [], terms = [];
const list = $("results").querySelector("ol");
async function show(from, run) {
  const items = await Promise.all(numbers.slice(from, from + SHOWN).map(number => result(number, terms)));
  if (run !== asked) return null;
  list.append(...items);
  labels();
  $("further").hidden = from + SHOWN >= numbers.length;
  return items[0];
}
/** Back to the list of editions. */
function clear() {
  list.replaceChildren();
  $("results").hidden = true;
  $("editions").hidden = false;
  answer("");
}
async function ask() {
  const query = $("query").value.trim().normalize("NFC"), run = ++asked;
  const address = new URL(location.href);
  if (query) address.searchParams.set("q", query); else address.searchParams.delete("q");
  if (address.href !== location.href) history.replaceState(null, "", address);
  terms = [...new Set(words(query))];
  if (!terms.length) { clear(); return; }
  const late = setTimeout(() => { if (run === asked) answer(said.searching); }, 400);
  try {
    const found = await search(terms);
    if (run !== asked) return;
    numbers = found;
    list.replaceChildren();
    $("results").hidden = !found.length;
    $("editions").hidden = true;
    await show(0, run);
    if (run !== asked) return;
    answer(fill(found.length === 1 ? said.found_one : found.length ? said.found_many : said.found_none, { query, count: found.length }));
  } catch {
    index = null;
    loaded.clear();
    if (run === asked) { clear(); answer(said.search_failed); }
  } finally { clearTimeout(late); }
}
let soon = 0;
const form = $("search");
if (offline) {
  $("editions").hidden = true;
  for (const part of document.querySelectorAll(".subscribe")) part.hidden = true;
  answer(mine.list("kept").length ? said.offline : said.offline_none);
  // What is asked of a server by HEAD no worker answers; what plays is not interrupted.
  const look = () => audio.paused && fetch("index.html", { method: "HEAD" }).then(found => found.ok && location.replace("index.html"), () => null);
  addEventListener("online", look);
  setInterval(look, 5000);
} else if (form && location.protocol !== "file:") {  // from a folder, browsers let no page read its neighbours
  form.hidden = false;
  $("query").addEventListener("input", () => { clearTimeout(soon); soon = setTimeout(ask, 200); });
  form.addEventListener("submit", event => { event.preventDefault(); clearTimeout(soon); ask(); });
  $("further").addEventListener("click", async () => {
    const first = await show(list.children.length, asked).catch(() => answer(said.search_failed));
    if (first) first.querySelector("a").focus();
  });
  $("query").value = new URLSearchParams(location.search).get("q") || "";
  if ($("query").value) ask();
}

// --- what else a script can do
for (const button of document.querySelectorAll("[data-link]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const url = new URL(button.dataset.link, location.href).href, { title } = button.dataset;
    await (title ? shared.share(title, url) : shared.copy(url));
  });
}
shared.useLooks();
$("looks").hidden = false;
document.querySelectorAll("a.play").forEach(link => playable(link));
showMine();
addEventListener("pageshow", showMine);
})();
