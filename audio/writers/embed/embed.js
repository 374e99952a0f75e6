/* audio-edition embed 1: an edition's player on the page of its article.
   <script async src="https://…/embed.js" data-edition="https://…/SLUG/"></script>
   Without data-edition, the edition is the one whose source is this page's canonical address. */
(() => {
"use strict";
const script = document.currentScript;
const base = new URL(".", script.src);
const SPEEDS = [0.75, 1, 1.25, 1.5, 1.75, 2];
const STEP = 10; // seconds
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
  const url = new URL(address, location.href);
  return url.host.replace(/^www\./, "") + url.pathname.replace(/\/+$/, "") + url.search;
}

async function fetchJson(url) {
  const answer = await fetch(url, { credentials: "omit" });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}

async function findEdition() {
  const given = script.dataset.edition;
  if (given) return new URL(given.endsWith(".json") ? given : given.replace(/\/?$/, "/embed.json"), base);
  const link = document.querySelector("link[rel~=canonical]");
  const address = foldAddress(link ? link.href : location.origin + location.pathname);
  const bucket = (digest(address) & 255).toString(16).padStart(2, "0");
  const found = (await fetchJson(new URL(`embed.parts/${bucket}.json`, base)))[address];
  return found && new URL(`${found}/embed.json`, base);
}

// --- The page's text, and where the edition's sentences stand in it.

class PageText {
  constructor(root) {
    const kept = [], places = [];
    this.nodes = [];
    this.starts = []; // by node: its first kept letter
    this.blocks = []; // [from, to] in kept letters
    let last = null, begin = 0;
    const close = () => { if (kept.length > begin) this.blocks.push([begin, kept.length]); begin = kept.length; };
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, {
      acceptNode: node => (node.nodeType === 1 && node.matches(SILENT) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT),
    });
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.nodeType === 1) { if (node.localName === "br") close(); continue; }
      const block = node.parentElement.closest(BLOCK);
      if (block !== last) { close(); last = block; }
      this.nodes.push(node);
      this.starts.push(kept.length);
      foldInto(node.data, kept, places, 0);
    }
    close();
    this.text = kept.join("");
    this.places = places;
    this.root = root;
  }

  get isStale() { return this.nodes.some(node => !node.isConnected); }

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

  locate(node, offset) { // kept letters before a place in the page; -1 elsewhere
    const index = this.nodes.indexOf(node);
    if (index < 0) return -1;
    let at = this.starts[index];
    const end = this.starts[index + 1] ?? this.text.length;
    while (at < end && this.places[at] < offset) at++;
    return at;
  }
}

function placeParagraphs(page, paragraphs) {
  const blocks = new Map();
  page.blocks.forEach(([from, to], index) => {
    const hash = toHash(page.text.slice(from, to));
    blocks.set(hash, [...(blocks.get(hash) ?? []), index]);
  });
  let cursor = -1;
  for (const paragraph of paragraphs) {
    const found = blocks.get(paragraph.hash);
    const index = found && (found.find(one => one > cursor) ?? (found.length === 1 ? found[0] : undefined));
    paragraph.block = index === undefined ? null : page.blocks[index];
    if (index > cursor) cursor = index;
  }
}

function placeSentences(page, paragraphs) {
  placeParagraphs(page, paragraphs);
  let cursor = 0;
  paragraphs.forEach((paragraph, number) => {
    if (paragraph.block) cursor = paragraph.block[0];
    const next = paragraphs.slice(number + 1).find(one => one.block && one.block[0] >= cursor);
    const end = paragraph.block ? paragraph.block[1] : next ? next.block[0] : page.text.length;
    for (const sentence of paragraph.sentences) {
      const wanted = sentence.folded.text;
      let at = wanted ? page.text.indexOf(wanted, cursor) : -1;
      if (at < 0 || at + wanted.length > end) at = -1;
      if (at < 0 && !paragraph.block && wanted.length >= LEAST) at = page.text.indexOf(wanted);
      if (at >= 0 && wanted.length < LEAST && !paragraph.block && at - cursor > 200) at = -1;
      sentence.place = at < 0 ? null : [at, at + wanted.length];
      if (at >= cursor) cursor = at + wanted.length;
    }
  });
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
  :host{display:block}
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
  .small{font-size:smaller}
  a{color:inherit}
  .live{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
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

class Player {
  constructor(data, address) {
    this.data = data;
    this.sentences = data.paragraphs.flatMap(paragraph => paragraph.sentences);
    for (const sentence of this.sentences) sentence.folded = fold(sentence);
    this.audio = make("audio", { preload: "none" });
    for (const { src, type } of data.sounds) this.audio.append(make("source", { src: new URL(src, address), type }));
    this.current = this.lit = null;
    this.host = make("div", { "data-audio-edition": data.guid, lang: data.labels_language });
    force(this.host, { all: "initial", display: "block" });
    this.draw(new URL(data.page, address));
    this.look();
    this.put();
    this.listen();
  }

  draw(page) {
    const say = this.data.labels, root = this.host.attachShadow({ mode: "open" });
    const button = (does, sign) => {
      const made = make("button", { type: "button", "aria-label": say[does], title: say[does] }, sign);
      made.addEventListener("click", () => this[does]());
      return made;
    };
    this.toggler = make("button", { type: "button", class: "main" });
    this.toggler.addEventListener("click", () => this.toggle());
    this.slider = make("input", { type: "range", min: 0, max: this.data.seconds, step: 1, "aria-label": say.position });
    this.slider.value = 0;
    this.slider.addEventListener("input", () => this.seek(Number(this.slider.value)));
    this.clock = make("span", { class: "clock" });
    this.speeds = make("select", { "aria-label": say.speed });
    for (const speed of SPEEDS) this.speeds.append(make("option", { value: speed }, `${speed}×`));
    this.speeds.value = "1";
    this.speeds.addEventListener("change", () => this.setSpeed(Number(this.speeds.value)));
    this.live = make("p", { class: "live", role: "status" });
    const more = make("a", { href: page }, say.feed_page);
    this.box = make("section", { "aria-label": `${say.player}: ${this.data.title}` },
      make("p", {}, make("strong", {}, say.listen), ` (${toClock(this.data.seconds)})`),
      make("div", { class: "row" }, this.toggler, button("previous_sentence", "«"), button("back", "−10"), button("forward", "+10"), button("next_sentence", "»"), this.speeds),
      make("div", { class: "row" }, this.slider, this.clock),
      make("p", { class: "small" }, `${this.data.disclosure} `, more), this.live);
    adopt(root, STYLE);
    root.append(this.box); // The sound stays outside: what is moved in a page stops playing.
    this.show();
  }

  look() { // for the text on the page as it is now
    const chosen = script.dataset.article;
    const root = (chosen && document.querySelector(chosen)) || document.body;
    this.page = new PageText(root);
    placeSentences(this.page, this.data.paragraphs);
    this.found = this.sentences.filter(one => one.place).sort((a, b) => a.place[0] - b.place[0]);
    this.watch();
  }

  watch() { // Sites that draw their text anew take away what was found in it.
    this.observer?.disconnect();
    this.observer = new MutationObserver(() => {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.lookAgain(), 300);
    });
    this.observer.observe(this.page.root, { childList: true, subtree: true, characterData: true });
  }

  lookAgain() {
    if (!this.page.isStale && this.found.length && this.host.isConnected) return;
    this.look();
    if (!this.host.isConnected || !this.isPut) this.put();
    this.current = this.lit = null;
    this.show();
  }

  put() { // before the article's text, as far out as nothing else stands before it
    const chosen = script.dataset.place && document.querySelector(script.dataset.place);
    const found = this.data.paragraphs.slice(1).flatMap(one => one.sentences).filter(one => one.place);
    this.isPut = !!(chosen || found.length);
    if (chosen) chosen.append(this.host);
    else if (found.length) {
      const nodes = found.map(one => this.page.nodes[this.page.findNode(one.place[0])]);
      let around = nodes[0].parentElement.closest(BLOCK).parentElement;
      const range = document.createRange();
      range.setStart(nodes[0], 0);
      range.setEnd(nodes.at(-1), 0);
      const common = range.collapsed ? around : range.commonAncestorContainer;
      around = (common.nodeType === 1 ? common : common.parentElement).closest(`:not(${PARTS})`);
      let first = nodes[0];
      while (first.parentElement !== around) first = first.parentElement;
      first.before(this.host);
    } else if (document.body.contains(script)) script.after(this.host);
    else document.body.prepend(this.host);
    this.box.classList.toggle("dark", isDark(this.host.parentElement));
  }

  listen() {
    for (const event of ["play", "pause", "ended", "seeked", "timeupdate"]) this.audio.addEventListener(event, () => this.show());
    this.audio.addEventListener("play", () => { this.describe(); this.follow(); });
    this.audio.addEventListener("error", () => this.tell(this.data.labels.failed), true);
    this.host.addEventListener("keydown", event => this.press(event));
    document.addEventListener("click", event => this.choose(event));
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

  find(seconds) { // the sentence that is spoken then, or the one before
    const moment = seconds * 1000;
    let low = 0, high = this.sentences.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.sentences[middle].start <= moment) low = middle; else high = middle - 1;
    }
    return low;
  }

  show() {
    const { labels } = this.data, now = this.audio.currentTime, paused = this.audio.paused;
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
    const sentence = this.sentences[this.find(moment / 1000)];
    const heard = sentence && moment >= sentence.start && moment < sentence.start + sentence.length ? sentence : null;
    if (heard !== this.current) {
      const wasInSight = this.current?.place && this.isInSight(this.current);
      this.current = heard;
      lights.show("sentence", heard?.place ? this.page.makeRanges(...heard.place) : []);
      if (heard?.place && wasInSight && !this.audio.paused && !this.isInSight(heard)) this.scrollTo(heard);
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

  findBox(sentence) { return this.page.makeRanges(...sentence.place)[0].getBoundingClientRect(); }

  isInSight(sentence) {
    const box = this.findBox(sentence);
    return box.bottom > 0 && box.top < innerHeight;
  }

  scrollTo(sentence) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    scrollBy({ top: this.findBox(sentence).top - innerHeight / 3, behavior: calm ? "auto" : "smooth" });
  }

  choose(event) { // a click on a sentence of the page plays it
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (event.target.closest(ACTIVE) || !getSelection().isCollapsed) return;
    const point = document.caretPositionFromPoint?.(event.clientX, event.clientY);
    const range = point ? null : document.caretRangeFromPoint?.(event.clientX, event.clientY);
    const at = point ? this.page.locate(point.offsetNode, point.offset) : range ? this.page.locate(range.startContainer, range.startOffset) : -1;
    const sentence = at >= 0 && this.found.find(one => at >= one.place[0] && at <= one.place[1] && this.holds(one, event));
    if (sentence) { this.seek(sentence.start / 1000); this.play(); }
  }

  holds(sentence, { clientX, clientY }) { // Margins beside a text lead to its nearest letter.
    const near = 4;
    return this.page.makeRanges(...sentence.place).some(range => [...range.getClientRects()].some(box =>
      clientX >= box.left - near && clientX <= box.right + near && clientY >= box.top - near && clientY <= box.bottom + near));
  }

  press(event) { // while the player has the focus
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.composedPath()[0].localName;
    const does = { k: "toggle", j: "back", l: "forward", ",": "previous_sentence", ".": "next_sentence" }[event.key.toLowerCase()];
    if (does && target !== "select") { event.preventDefault(); this[does](); }
    else if (event.key === " " && target !== "select" && target !== "button") { event.preventDefault(); this.toggle(); }
  }

  play() { this.audio.play().catch(error => { if (error.name !== "AbortError") this.tell(this.data.labels.failed); }); }

  toggle() { if (this.audio.paused) this.play(); else this.audio.pause(); }

  seek(seconds) { this.audio.currentTime = Math.max(0, Math.min(seconds, this.data.seconds - .05)); this.show(); }

  back() { this.seek(this.audio.currentTime - STEP); }

  forward() { this.seek(this.audio.currentTime + STEP); }

  previous_sentence() {
    const now = this.audio.currentTime, at = this.find(now);
    const early = now - this.sentences[at].start / 1000 < 1;
    this.seek(this.sentences[Math.max(0, early ? at - 1 : at)].start / 1000);
  }

  next_sentence() {
    const at = this.find(this.audio.currentTime);
    const next = this.sentences[at].start > this.audio.currentTime * 1000 ? at : at + 1;
    if (next < this.sentences.length) this.seek(this.sentences[next].start / 1000);
  }

  setSpeed(speed) {
    this.audio.defaultPlaybackRate = this.audio.playbackRate = speed;
    this.tell(this.data.labels.speed_is.replace("{speed}", `${speed}×`));
  }

  tell(text) { this.live.textContent = text; }
}

async function start() {
  if (document.readyState === "loading") await new Promise(done => document.addEventListener("DOMContentLoaded", done, { once: true }));
  const address = await findEdition();
  if (!address) return;
  const data = await fetchJson(address);
  if (document.querySelector(`[data-audio-edition="${CSS.escape(data.guid)}"]`)) return;
  adopt(document, lights.style);
  new Player(data, address);
}

start().catch(error => console.warn("audio-edition:", error.message));
})();
