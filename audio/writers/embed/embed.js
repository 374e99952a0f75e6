/*! audio-edition embed 1: an edition's player on the page of its article.
   <script async src="https://…/embed.js" data-edition="https://…/SLUG/"></script>
   Without data-edition, the edition is the one whose source is this page's canonical address. */
(() => {
"use strict";
const script = document.currentScript;
const base = new URL(".", script.src);
const SPEEDS = [.5, .6, .7, .8, .9, 1, 1.1, 1.2, 1.3, 1.5, 1.75, 2, 2.25, 2.5, 3], MINUTES = [5, 10, 15, 20, 30, 45, 60, 90];
const STEP = 10; // seconds
const HERE = "audio-edition="; // a sentence in this page's address
/** What can be done, its key (by place on the keyboard, as in a Hindi layout), how that is called, its sign. */
const DOES = [
  ["previous_sentence", "Comma", ",", "«"], ["back", "KeyJ", "J", "−10"], ["forward", "KeyL", "L", "+10"], ["next_sentence", "Period", ".", "»"],
  ["repeat_sentence", "KeyR", "R"], ["previous_paragraph", "BracketLeft", "["], ["next_paragraph", "BracketRight", "]"],
  ["previous_chapter", "KeyP", "P"], ["next_chapter", "KeyN", "N"], ["slower", "Minus", "-"], ["faster", "Equal", "+"], ["copy_sentence", "KeyS", "S"],
];
const KEYS = { Space: "toggle", KeyK: "toggle", NumpadSubtract: "slower", NumpadAdd: "faster", ...Object.fromEntries(DOES.map(([does, key]) => [key, does])) };
/** To the next or the previous of these, or to where one began more than that many milliseconds ago. */
const LEAPS = { sentence: Infinity, paragraph: 3000, chapter: 3000 };
const LEAST = 12; // kept letters of a sentence that is looked for on the whole page
const BLOCK = "p,li,h1,h2,h3,h4,h5,h6,blockquote,td,th,dt,dd,figcaption,pre,div,section,article,main,aside,body";
const SILENT = "script,style,noscript,template,textarea,select,option,button,svg,math,iframe,audio,video,[hidden],[aria-hidden=true],[data-audio-edition]";
const PARTS = "table,tbody,thead,tr,ul,ol,dl,p,h1,h2,h3,h4,h5,h6"; // which can hold no player
const ACTIVE = "a,button,input,select,textarea,label,summary,audio,video,[contenteditable],[role=button],[data-audio-edition]";

// --- Texts are compared by their letters, vowel signs and digits alone (as in matching.py).

const KEPT = /[\p{L}\p{M}\p{N}]/u;

function foldInto(text, kept, places, offset) {
  let at = offset;
  for (const sign of text) {
    for (const one of sign.normalize("NFD").toLowerCase())
      if (one !== "\u093c" && KEPT.test(one))
        for (let unit = 0; unit < one.length; unit++) { kept.push(one[unit]); places.push(at); }
    at += sign.length;
  }
}

function fold({ text, shown = [0, text.length] }) { // of a row of a table what the page has: its cells
  const kept = [], places = [];
  for (let at = 0; at < shown.length; at += 2) foldInto(text.slice(shown[at], shown[at + 1]), kept, places, shown[at]);
  return { text: kept.join(""), places };
}

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n;
});

function digest(text) { // CRC-32 of UTF-8
  let sum = -1;
  for (const byte of new TextEncoder().encode(text)) sum = TABLE[(sum ^ byte) & 255] ^ (sum >>> 8);
  return (sum ^ -1) >>> 0;
}

const toHash = text => digest(text).toString(16).padStart(8, "0");

// --- Where the edition is.

function foldAddress(address) {
  const url = new URL(address, location.href), rest = url.pathname.replace(/\/+$/, "") + url.search;
  let plain = rest;
  try { plain = decodeURIComponent(rest); } catch { /* it is no UTF-8, and stays */ }
  return url.host.replace(/^www\./, "") + plain;
}

async function fetchJson(url) {
  const answer = await fetch(url, { credentials: "omit" });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}

/** The edition's address, as it is given, or that of the article which is shown now. */
function findAddress() {
  return script.dataset.edition || foldAddress(document.querySelector("link[rel~=canonical]")?.href || location.origin + location.pathname);
}

async function findEdition(address) {
  if (script.dataset.edition) return new URL(address.endsWith(".json") ? address : address.replace(/\/?$/, "/embed.json"), base);
  const bucket = (digest(address) & 255).toString(16).padStart(2, "0");
  const found = (await fetchJson(new URL(`embed.parts/${bucket}.json`, base)))[address];
  return found && new URL(`${found}/embed.json`, base);
}

// --- The page's text, and where the edition's sentences stand in it.

class PageText {
  constructor(root) { // what is not shown now, such as another copy for print, comes last
    const nodes = [], kept = [], places = [], range = document.createRange();
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, {
      acceptNode: node => (node.nodeType === 1 && node.matches(SILENT) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT),
    });
    while (walker.nextNode()) nodes.push(walker.currentNode);
    const isShown = node => { range.selectNodeContents(node); return node.nodeType === 1 || !node.data.trim() || range.getClientRects().length > 0; };
    const shown = new Set(nodes.filter(isShown));
    this.nodes = [];
    this.data = []; // by node: its text
    this.starts = []; // by node: its first kept letter
    this.blocks = []; // [from, to] in kept letters, and the element
    let last = null, begin = 0;
    const close = () => { if (kept.length > begin) this.blocks.push([begin, kept.length, last]); begin = kept.length; };
    const hidden = nodes.filter(one => !shown.has(one));
    for (const node of [...shown, ...hidden]) {
      if (node === hidden[0]) { close(); this.hidden = kept.length; }
      if (node.nodeType === 1) { if (node.localName === "br") close(); continue; }
      const block = node.parentElement.closest(BLOCK);
      if (block !== last) { close(); last = block; }
      this.nodes.push(node);
      this.data.push(node.data);
      this.starts.push(kept.length);
      foldInto(node.data, kept, places, 0);
    }
    close();
    this.text = kept.join("");
    this.hidden ??= kept.length; // the first letter that is not shown
    this.places = places;
  }

  get isStale() { return this.nodes.some((node, index) => !node.isConnected || node.data !== this.data[index]); }

  findNode(at) {
    let low = 0, high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle] <= at) low = middle; else high = middle - 1;
    }
    return low;
  }

  makeRanges(from, to) { // a range a text node, so that nothing between them is lit
    const ranges = [];
    for (let at = from; at < to;) {
      const index = this.findNode(at), node = this.nodes[index];
      const end = Math.min(to, this.starts[index + 1] ?? this.text.length);
      const range = document.createRange();
      const stop = this.places[end - 1];
      range.setStart(node, this.places[at]);
      // Vowel signs that were decomposed and marks that are not compared belong to the letter before.
      const rest = /^[\p{M}\u200c\u200d]*/u.exec(node.data.slice(stop + 1))[0].length;
      range.setEnd(node, Math.min(node.length, stop + 1 + rest));
      ranges.push(range);
      at = end;
    }
    return ranges;
  }
}

function placeParagraphs(page, paragraphs, [begin, stop]) {
  const blocks = new Map();
  page.blocks.forEach(([from, to], index) => {
    if (from < begin || to > stop) return;
    const hash = toHash(page.text.slice(from, to));
    blocks.set(hash, [...(blocks.get(hash) ?? []), index]);
  });
  let cursor = -1;
  paragraphs.forEach((paragraph, number) => {
    let found = blocks.get(paragraph.hash) ?? [];
    if (!number && found.length > 1) { // A title stands in lists, too: the article's is a heading, and the last before its text.
      const headings = found.filter(one => page.blocks[one][2].matches("h1,h2,h3,h4,h5,h6"));
      const [text] = paragraphs.slice(1).map(one => blocks.get(one.hash)).find(one => one?.length === 1) ?? [Infinity];
      if (headings.length) found = headings;
      found = [found.findLast(one => one < text) ?? found[0]];
    }
    const index = found.find(one => one > cursor) ?? (found.length === 1 ? found[0] : undefined);
    paragraph.block = index === undefined ? null : page.blocks[index];
    if (index > cursor) cursor = index;
  });
}

function placeSentences(page, paragraphs, [begin, stop]) {
  const text = page.text.slice(0, stop);
  placeParagraphs(page, paragraphs, [begin, stop]);
  let cursor = begin;
  paragraphs.forEach((paragraph, number) => {
    if (paragraph.block) cursor = paragraph.block[0];
    const next = paragraphs.slice(number + 1).find(one => one.block && one.block[0] >= cursor);
    const end = paragraph.block ? paragraph.block[1] : next ? next.block[0] : stop;
    for (const sentence of paragraph.sentences) {
      const wanted = sentence.folded.text;
      let at = wanted ? text.indexOf(wanted, cursor) : -1;
      if (at < 0 || at + wanted.length > end) at = -1;
      if (at < 0 && !paragraph.block && wanted.length >= LEAST) at = text.indexOf(wanted, begin);
      if (wanted.length < LEAST && !paragraph.block && (cursor === begin || at - cursor > 200)) at = -1; // any text has a word or two of it
      sentence.place = at < 0 ? null : [at, at + wanted.length];
      if (at >= cursor) cursor = at + wanted.length;
    }
  });
}

/** In what is shown, and what stands nowhere there, in what is hidden now, such as the rest of a text. */
function placeAll(page, paragraphs) {
  placeSentences(page, paragraphs, [0, page.hidden]);
  placeSentences(page, paragraphs.filter(one => !one.sentences.some(sentence => sentence.place)), [page.hidden, page.text.length]);
}

// --- Light on the page's own text, without a change to it.

const lights = window.CSS && CSS.highlights && window.Highlight
  ? { // CSS Custom Highlight API
    show(name, ranges) { CSS.highlights.set(`audio-edition-${name}`, new Highlight(...ranges)); },
    style: "::highlight(audio-edition-sentence){background-color:#ffe9a8;color:#1d1a16}" +
      "::highlight(audio-edition-word){background-color:#8a2c0d;color:#fff}",
  }
  : { // Boxes over it
    boxes: {},
    show(name, ranges) {
      this.boxes[name]?.remove();
      const layer = this.boxes[name] = document.createElement("div");
      layer.dataset.audioEdition = name;
      layer.setAttribute("aria-hidden", "true");
      force(layer, { all: "initial", position: "absolute", left: "0", top: "0", "pointer-events": "none", "z-index": "2147483000", "mix-blend-mode": "multiply" });
      for (const range of ranges)
        for (const box of range.getClientRects()) {
          const part = document.createElement("div");
          force(part, { all: "initial", position: "absolute", left: `${box.left + scrollX}px`, top: `${box.top + scrollY}px`, width: `${box.width}px`, height: `${box.height}px`, background: name === "word" ? "#ffb38a" : "#ffe9a8" });
          layer.append(part);
        }
      document.documentElement.append(layer);
    },
    style: "",
  };

function force(element, styles) {
  for (const [name, value] of Object.entries(styles)) element.style.setProperty(name, value, "important");
}

function adopt(root, css) {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch {
    const style = document.createElement("style");
    style.textContent = css;
    (root.head ?? root).append(style);
  }
}

// --- The player.

const STYLE = `
  *{box-sizing:border-box}
  section{font:medium/1.5 system-ui,"Noto Sans Devanagari",sans-serif;color:#1d1a16;background:#fff;border:1px solid #8a7f73;border-radius:10px;padding:12px;margin:0 0 16px;text-align:start}
  section.dark{color:#f4efe8;background:#1f1b17;border-color:#94897c}
  p{margin:0}
  .row{display:flex;flex-wrap:wrap;gap:8px;align-items:center;margin-top:8px}
  button,select{font:inherit;color:inherit;background:transparent;border:1px solid currentColor;border-radius:8px;min-width:44px;min-height:44px;padding:4px 10px;cursor:pointer}
  select{background:#fff}
  .dark select{background:#1f1b17}
  button.main{background:#8a2c0d;border-color:#8a2c0d;color:#fff;min-width:104px}
  :focus-visible{outline:3px solid #1a5fb4;outline-offset:2px}
  .dark :focus-visible{outline-color:#99c1f1}
  input{flex:1 1 140px;min-width:100px;min-height:44px;margin:0;accent-color:#8a2c0d}
  .dark input{accent-color:#ff9d6e}
  .clock{font-variant-numeric:tabular-nums;white-space:nowrap}
  .small{font-size:smaller;margin-top:8px}
  a{color:inherit}
  summary{min-height:44px;padding:10px 0 0;cursor:pointer}
  .unseen,.spot:not(:focus){position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
  .spot{display:block}
  .spot.over{position:absolute;pointer-events:none}
  @media (forced-colors:active){button.main{forced-color-adjust:none}}`;

function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

function toClock(seconds) {
  const whole = Math.floor(seconds), pad = number => String(number).padStart(2, "0");
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return hours ? `${hours}:${pad(minutes)}:${pad(rest)}` : `${minutes}:${pad(rest)}`;
}

function isDark(element) {
  const numbers = getComputedStyle(element).color.match(/[\d.]+/g);
  return !!numbers && numbers.slice(0, 3).reduce((sum, one) => sum + Number(one), 0) > 450;
}

const findPlayers = ({ guid }) => [...document.querySelectorAll(`[data-audio-edition="${CSS.escape(guid)}"]`)];

class Player {
  constructor(data, address) {
    this.data = data;
    this.address = new URL(data.page, address);
    this.sentences = data.paragraphs.flatMap(paragraph => paragraph.sentences);
    for (const sentence of this.sentences) sentence.folded = fold(sentence);
    const paragraphs = data.paragraphs.map(one => one.sentences[0]);
    this.steps = { sentence: this.sentences, paragraph: paragraphs, chapter: paragraphs.filter((_, at) => !at || data.paragraphs[at].chapter) };
    this.audio = make("audio", { preload: "none" });
    for (const { src, type } of data.sounds) this.audio.append(make("source", { src: new URL(src, address), type }));
    this.current = this.lit = null;
    this.path = location.pathname;
    this.asked = asked;
    this.deadline = 0;
    this.end = Infinity; // the milliseconds of the sound at which the sleep timer stops it
    this.host = make("div", { "data-audio-edition": data.guid, lang: data.labels_language });
    force(this.host, { all: "initial", display: "flow-root", "min-width": "min(100%, 280px)", direction: "ltr" }); // beside what floats, not under it
    this.draw();
    this.look();
    this.put();
    this.listen();
    this.goToAddress();
  }

  draw() {
    const say = this.data.labels, root = this.host.attachShadow({ mode: "open" });
    const button = ([does, , key, sign]) => {
      const made = make("button", { type: "button", title: `${say[does]} (${key})`, "aria-keyshortcuts": key }, sign ?? say[does]);
      if (sign) made.setAttribute("aria-label", say[does]);
      made.addEventListener("click", () => this.act(does));
      return made;
    };
    const menu = (label, options, chosen, change) => {
      const made = make("select", { "aria-label": label });
      for (const [value, text] of options) made.append(make("option", { value }, text));
      made.value = chosen;
      made.addEventListener("change", change);
      return made;
    };
    const row = (...children) => make("div", { class: "row" }, ...children);
    this.toggler = make("button", { type: "button", class: "main", "aria-keyshortcuts": "K" });
    this.toggler.addEventListener("click", () => this.toggle());
    this.slider = make("input", { type: "range", min: 0, max: this.data.seconds, step: 1, "aria-label": say.position });
    this.slider.value = 0;
    this.slider.addEventListener("input", () => this.seek(Number(this.slider.value)));
    this.clock = make("span", { class: "clock" });
    this.speeds = menu(say.speed, SPEEDS.map(one => [one, `${one}×`]), 1, () => this.setSpeed());
    const stops = [["", say.sleep_off], ...MINUTES.map(one => [one, say.minutes.replace("{count}", one)])];
    if (this.steps.chapter.length > 1) stops.push(["chapter", say.sleep_chapter]);
    this.sleep = menu(say.sleep, stops, "", () => this.setSleep());
    this.status = make("p", { class: "unseen", role: "status" });
    this.spot = make("a");
    const rest = DOES.slice(4).filter(([does]) => this.steps.chapter.length > 1 || !does.endsWith("chapter"));
    this.box = make("section", { "aria-label": `${say.player}: ${this.data.title}` },
      make("p", {}, make("strong", {}, say.listen), ` (${toClock(this.data.seconds)})`),
      row(this.toggler, ...DOES.slice(0, 4).map(button), this.speeds),
      row(this.slider, this.clock),
      make("details", {}, make("summary", {}, say.more), row(...rest.map(button), make("label", {}, `${say.sleep} `, this.sleep)), make("p", { class: "small" }, say.embed_keys)),
      make("p", { class: "small" }, `${this.data.disclosure} `, make("a", { href: this.address }, say.feed_page)), this.status, this.spot);
    adopt(root, STYLE);
    root.append(this.box); // The sound stays outside: what is moved in a page stops playing.
    this.pick(0);
    this.show();
  }

  look() { // for the text on the page as it is now
    const chosen = script.dataset.article;
    this.root = (chosen && document.querySelector(chosen)) || document.body;
    this.weight = this.root.textContent.length;
    this.page = new PageText(this.root);
    placeAll(this.page, this.data.paragraphs);
    this.found = this.sentences.filter(one => one.place);
  }

  lookAgain() {
    const isWhole = this.found.length === this.sentences.length || this.root.textContent.length === this.weight;
    if (!this.page.isStale && this.host.isConnected && this.root.isConnected && isWhole) return;
    this.look();
    if (!this.found.length && (location.pathname !== this.path || asked !== this.asked)) { this.audio.pause(); this.host.remove(); return; } // another article
    if (!this.host.isConnected || !this.isPut) this.put();
    this.current = this.lit = null;
    this.show();
  }

  put() { // before the article's text, as far out as nothing else stands before it
    const chosen = script.dataset.place && document.querySelector(script.dataset.place), text = this.data.paragraphs.slice(1);
    const sure = text.filter(one => one.block), found = (sure.length ? sure : text).flatMap(one => one.sentences).filter(one => one.place);
    const findNode = one => this.page.nodes[this.page.findNode(one.place[0])], title = this.data.paragraphs[0].block?.[0] ?? -1;
    this.isPut = !!(chosen || found.length);
    for (const copy of findPlayers(this.data)) if (!copy.shadowRoot) copy.remove(); // of a page that was kept and brought back
    if (chosen) chosen.append(this.host);
    else if (found.length) {
      const nodes = found.map(findNode);
      let around = nodes[0].parentElement.closest(BLOCK).parentElement;
      const range = document.createRange();
      range.setStart(nodes[0], 0);
      range.setEnd(nodes.at(-1), 0);
      const common = range.collapsed ? around : range.commonAncestorContainer;
      around = (common.nodeType === 1 ? common : common.parentElement).closest(`:not(${PARTS})`);
      // Of a paragraph that was edited, what is left may stand before the first that was not.
      const early = text.flatMap(one => one.sentences).filter(({ place }) => place && place[0] > title && place[0] < found[0].place[0]);
      let first = early.sort((one, other) => one.place[0] - other.place[0]).map(findNode).find(one => around.contains(one)) ?? nodes[0];
      while (first.parentElement !== around) first = first.parentElement;
      first.before(this.host);
    } else if (document.body.contains(script)) script.after(this.host);
    else document.body.prepend(this.host);
    this.box.classList.toggle("dark", isDark(this.host.parentElement));
  }

  listen() {
    for (const event of ["play", "pause", "ended", "seeked", "timeupdate"]) this.audio.addEventListener(event, () => this.show());
    this.audio.addEventListener("play", () => {
      for (const one of Object.values(players)) if (one !== this) one.audio.pause();
      this.describe();
      this.follow();
    });
    this.audio.addEventListener("error", () => this.tell(this.data.labels.failed, true), true);
    // Whoever goes elsewhere means the chapter that is there.
    this.audio.addEventListener("seeking", () => { if (this.sleep.value === "chapter") this.end = this.findEnd(); });
    this.host.addEventListener("keydown", event => this.press(event));
    document.addEventListener("pointerdown", event => { this.pressed = event; }, true);
    document.addEventListener("click", event => this.choose(event));
    addEventListener("hashchange", () => this.goToAddress());
    addEventListener("resize", () => this.cover());
  }

  follow() { // as long as it plays, before every frame
    if (this.audio.paused) return;
    this.show();
    requestAnimationFrame(() => this.follow());
  }

  describe() {
    if (!navigator.mediaSession || !window.MediaMetadata) return;
    navigator.mediaSession.metadata = new MediaMetadata({ title: this.data.title, artist: this.data.show });
  }

  get now() { return this.audio.currentTime * 1000; }

  /** The number of the sentence, paragraph or chapter that is heard, or was last; -1 before the first. */
  find(kind, now = this.now) { return this.steps[kind].findLastIndex(one => one.start <= now); }

  show() {
    const { labels } = this.data, now = this.audio.currentTime, paused = this.audio.paused;
    if (!paused && (this.deadline && Date.now() >= this.deadline || this.now >= this.end)) {
      this.audio.pause();
      this.sleep.value = "";
      this.deadline = 0;
      this.end = Infinity;
      this.tell(labels.slept, true);
    }
    const does = paused ? labels.play : labels.pause, sign = paused ? "▶ " : "⏸ ";
    if (this.toggler.textContent !== sign + does) this.toggler.textContent = sign + does;
    const time = `${toClock(now)} / ${toClock(this.data.seconds)}`;
    if (this.clock.textContent !== time) {
      this.clock.textContent = time;
      this.slider.value = now;
      this.slider.setAttribute("aria-valuetext", time);
    }
    if (now > 0 || !paused) this.light(now * 1000);
  }

  light(moment) {
    const at = this.find("sentence"), sentence = this.sentences[at];
    const heard = sentence && moment < sentence.start + sentence.length ? sentence : null;
    if (heard !== this.current) {
      this.current = heard;
      lights.show("sentence", heard?.place ? this.page.makeRanges(...heard.place) : []);
      if (heard?.place) { // It is followed for as long as nobody has scrolled elsewhere.
        if (this.followed?.place && this.isInSight(this.followed) && !this.audio.paused && !this.isInSight(heard, .15)) this.scrollTo(heard);
        this.followed = heard;
      }
      if (heard && !this.spot.matches(":focus")) this.pick(at);
    }
    const word = heard?.place ? this.findWord(heard, moment - heard.start) : -1;
    const key = word < 0 ? null : `${heard.id} ${word}`;
    if (key === this.lit) return;
    this.lit = key;
    const range = key && this.findLetters(heard, heard.words[word], heard.words[word + 1]);
    lights.show("word", range ? this.page.makeRanges(...range) : []);
  }

  findWord(sentence, moment) {
    for (let at = 0; at < sentence.words.length; at += 4)
      if (moment >= sentence.words[at + 2] && moment < sentence.words[at + 3]) return at;
    return -1;
  }

  findLetters(sentence, from, to) { // UTF-16 units of the sentence → kept letters of the page
    const { places } = sentence.folded;
    let first = places.findIndex(place => place >= from), last = places.findIndex(place => place >= to);
    if (last < 0) last = places.length;
    return first < 0 || first >= last ? null : [sentence.place[0] + first, sentence.place[0] + last];
  }

  /** Where the sentence stands in the window; of no size where the page hides it. */
  findBox(sentence) {
    const [range, ...more] = this.page.makeRanges(...sentence.place);
    for (const { endContainer, endOffset } of more) range.setEnd(endContainer, endOffset);
    return range.getBoundingClientRect();
  }

  isInSight(sentence, margin = 0) { // which fixed headers and advertisements may cover
    const box = this.findBox(sentence);
    return !box.height || box.bottom > innerHeight * margin && box.top < innerHeight * (1 - margin);
  }

  scrollTo(sentence) {
    const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth", top = this.findBox(sentence).top - innerHeight / 3;
    let frame = this.page.nodes[this.page.findNode(sentence.place[0])].parentElement;
    while (frame && !(frame.scrollHeight > frame.clientHeight && /auto|scroll/.test(getComputedStyle(frame).overflowY))) frame = frame.parentElement;
    for (const one of new Set([frame ?? document.scrollingElement, ...(frame === document.body ? [document.scrollingElement] : [])])) one.scrollBy({ top, behavior });
  }

  choose(event) { // a click on a sentence of the page plays it
    const { target, button, clientX: x, clientY: y } = event, near = 4;
    if (event.defaultPrevented || button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (!(target instanceof Element) || target.closest(ACTIVE) || !getSelection().isCollapsed) return;
    if (Math.hypot(x - this.pressed?.clientX, y - this.pressed?.clientY) > near) return; // drawn over the text
    const sentence = this.found.find(({ place }) => this.page.makeRanges(...place).some(range => target.contains(range.startContainer) &&
      [...range.getClientRects()].some(box => x >= box.left - near && x <= box.right + near && y >= box.top - near && y <= box.bottom + near)));
    if (sentence) this.playFrom(sentence);
  }

  /** Makes a sentence the one that keys go to: a link over the page's own words, or, where it has others, with them. */
  pick(at, isFocused = false) {
    const one = this.sentences[at];
    if (!one) return;
    const spot = make("a", { class: "spot", href: this.makeLink(one), lang: this.data.language });
    spot.addEventListener("click", event => { event.preventDefault(); this.playFrom(one); });
    spot.addEventListener("focus", () => this.cover());
    this.spot.after(spot);
    const old = this.spot;
    this.spot = spot;
    this.picked = at;
    this.cover();
    if (isFocused) spot.focus({ preventScroll: true });
    old.remove();
    if (isFocused && one.place && !this.isInSight(one, .15)) this.scrollTo(one);
  }

  cover() {
    const one = this.sentences[this.picked], { spot } = this, box = one.place && this.findBox(one);
    spot.className = box?.height ? "spot over" : "spot";
    spot.textContent = box?.height ? "" : one.text;
    if (!box?.height) { spot.removeAttribute("aria-label"); spot.removeAttribute("style"); return; }
    spot.setAttribute("aria-label", one.text);
    Object.assign(spot.style, { left: 0, top: 0, width: `${box.width}px`, height: `${box.height}px` });
    const { left, top } = spot.getBoundingClientRect();
    Object.assign(spot.style, { left: `${box.left - left}px`, top: `${box.top - top}px` });
  }

  press(event) { // while the player or its sentence has the focus
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const [target] = event.composedPath(), { code } = event;
    const step = target === this.spot && { ArrowRight: ["sentence", 1], ArrowLeft: ["sentence", -1], ArrowDown: ["paragraph", 1], ArrowUp: ["paragraph", -1] }[code];
    if (step) this.pick(this.sentences.indexOf(this.findStep(...step, this.sentences[this.picked].start)), true);
    else if (target === this.spot && code === "Escape") this.toggler.focus();
    else if (KEYS[code] && !target.matches(code === "Space" ? "select,button,summary" : "select")) this.act(KEYS[code]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  act(does) {
    const [, way, kind] = /^(next|previous)_(.*)/.exec(does) ?? [];
    if (!kind) { this[does](); return; }
    const to = this.findStep(kind, way === "next" ? 1 : -1, this.now);
    if (!to) return;
    this.goTo(to);
    if (this.audio.paused) this.tell(to.text); // what else would be heard
  }

  findStep(kind, way, now) {
    const steps = this.steps[kind], at = this.find(kind, now);
    return steps[way < 0 && now - steps[at]?.start > LEAPS[kind] ? at : Math.max(0, at + way)];
  }

  goTo(sentence) { this.seek(sentence.start / 1000 + .001); }

  playFrom(sentence) { this.goTo(sentence); this.play(); }

  play() { this.audio.play().catch(error => { if (error.name !== "AbortError") this.tell(this.data.labels.failed, true); }); }

  toggle() { if (this.audio.paused) this.play(); else this.audio.pause(); }

  seek(seconds) { this.audio.currentTime = Math.max(0, Math.min(seconds, this.data.seconds - .05)); this.show(); }

  skip(seconds) { this.seek(this.audio.currentTime + seconds); if (this.audio.paused) this.tell(toClock(this.audio.currentTime)); }

  back() { this.skip(-STEP); }

  forward() { this.skip(STEP); }

  repeat_sentence() { this.playFrom(this.sentences[Math.max(0, this.find("sentence"))]); }

  slower() { this.setSpeed(-1); }

  faster() { this.setSpeed(1); }

  setSpeed(steps = 0) {
    this.speeds.selectedIndex = Math.max(0, Math.min(this.speeds.selectedIndex + steps, SPEEDS.length - 1));
    const speed = this.audio.defaultPlaybackRate = this.audio.playbackRate = Number(this.speeds.value);
    this.tell(this.data.labels.speed_is.replace("{speed}", `${speed}×`));
  }

  findEnd() { return this.steps.chapter.find(one => one.start > this.now)?.start ?? Infinity; }

  setSleep() {
    const { value, selectedOptions: [{ text }] } = this.sleep, { labels } = this.data;
    this.deadline = Number(value) ? Date.now() + value * 60_000 : 0;
    this.end = value === "chapter" ? this.findEnd() : Infinity;
    this.tell(value ? labels.sleep_set.replace("{when}", text) : labels.sleep_unset);
  }

  /** To this page at the sentence, or to the edition's own where the site needs what follows the #. */
  makeLink({ id }) { return /^#[!/]/.test(location.hash) ? `${this.address}#${id}` : `${location.href.split("#")[0]}#${HERE}${id}`; }

  goToAddress() {
    const sentence = this.sentences.find(one => location.hash === `#${HERE}${one.id}`);
    if (!sentence) return;
    this.goTo(sentence);
    if (sentence.place) this.scrollTo(sentence);
  }

  async copy_sentence() {
    const { labels } = this.data, link = this.makeLink(this.sentences[Math.max(0, this.find("sentence"))]);
    let said = labels.copied;
    try { await navigator.clipboard.writeText(link); } catch { said = labels.not_copied; }
    this.tell(said.replace("{link}", link), true);
  }

  /** To screen readers alone, or to everybody. */
  tell(text, isSeen = false) { this.status.textContent = text; this.status.className = isSeen ? "" : "unseen"; }
}

const players = {}; // by the edition's guid
let asked = null; // the address whose edition was looked for last

async function start() {
  if (document.readyState === "loading") await new Promise(done => document.addEventListener("DOMContentLoaded", done, { once: true }));
  const address = findAddress();
  if (address === asked) return;
  asked = address;
  const found = await findEdition(address);
  const data = found && await fetchJson(found);
  if (!data || address !== asked) return;
  if (players[data.guid] || findPlayers(data).some(one => one.shadowRoot)) return;
  adopt(document, lights.style);
  players[data.guid] = new Player(data, found);
}

let waiting = null;
function look() {
  waiting = null;
  for (const one of Object.values(players)) one.lookAgain();
  start().catch(error => console.warn("audio-edition:", error.message));
}

look();
// Sites draw their text anew, bring more of it later, and show other articles without loading a page.
new MutationObserver(() => { waiting ??= setTimeout(look, 300); })
  .observe(document.documentElement, { childList: true, subtree: true, characterData: true, attributeFilter: ["href"] });
})();
