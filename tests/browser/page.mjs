// What a reader and listener does on an edition's page.  usage: page.mjs ROOT CHROMIUM SCENARIO…
// ROOT holds read/ (spoken by espeak, with audio), hour/ (an hour long, no audio file), hostile/, english/, table/ (the same).
import fs from "node:fs";
import path from "node:path";
import { findFaults, run } from "./browser.mjs";
import { reachBar, tabThrough } from "./reach.mjs";

const [root, executable, ...names] = process.argv.slice(2);
const edition = folder => JSON.parse(fs.readFileSync(path.join(root, folder, "edition.json"), "utf8"));
const NEAR = .08;
const READ = "/read/index.html";
const time = page => page.evaluate(() => document.querySelector("audio").currentTime);
const paused = page => page.evaluate(() => document.querySelector("audio").paused);
const pause = page => page.evaluate(() => document.querySelector("audio").pause());
const set = (page, seconds) => page.evaluate(t => new Promise(done => {
  const audio = document.querySelector("audio");
  audio.addEventListener("seeked", () => requestAnimationFrame(() => done()), { once: true });
  audio.currentTime = t;
}), seconds);
const loaded = page => page.waitForFunction(() => document.querySelector("audio").duration > 0);
const settled = async (check, ms = 2000) => { for (const end = Date.now() + ms; Date.now() < end; await new Promise(next => setTimeout(next, 20))) if (await check()) return true; return false; };
const seekedTo = (page, seconds) => settled(async () => Math.abs(await time(page) - seconds) <= NEAR);

/** In the page: what is lit now, as sentence id and offsets in code points. */
const LIT = `window.lit = () => {
  const pen = window.CSS && CSS.highlights && CSS.highlights.get("word"), points = (s, n) => [...s.slice(0, n)].length;
  let range = pen && [...pen][0];
  const spans = [...document.querySelectorAll(".word")];
  if (!range && spans.length) { range = new Range(); range.setStart(spans[0].firstChild, 0); range.setEnd(spans.at(-1).lastChild, spans.at(-1).lastChild.length); }
  if (!range) return null;
  const sentence = range.startContainer.parentElement.closest("[data-t]"), before = new Range(), all = sentence.textContent;
  before.setStart(sentence, 0); before.setEnd(range.startContainer, range.startOffset);
  const from = before.toString().length, to = from + range.toString().length;
  return { id: sentence.id, from: points(all, from), to: points(all, to) };
};
/** How far, in seconds, what is lit is from what edition.json says is heard at \`t\`. */
window.off = (by, t, now) => {
  const far = w => t < w.start ? w.start - t : t > w.end ? t - w.end : 0;
  const heard = by.at(t);
  let worst = 0;
  if (now) {
    const words = by.id[now.id].words.filter(w => w.chars[0] >= now.from && w.chars[1] <= now.to);
    worst = words.length ? Math.min(...words.map(far)) : Infinity;
    const [first, last] = [words[0], words.at(-1)];
    if (words.length && t > first.start && t < last.end) worst = 0;
  }
  if (heard && !(now && now.id === heard.id && heard.word.chars[0] >= now.from && heard.word.chars[1] <= now.to)) worst = Math.max(worst, Math.min(t - heard.word.start, heard.word.end - t));
  return worst;
};
window.indexed = edition => {
  const words = edition.sentences.flatMap(s => s.words.map(word => ({ id: s.id, word }))), id = Object.fromEntries(edition.sentences.map(s => [s.id, s]));
  let k = 0;
  return { id, at(t) { if (k && words[k - 1].word.start > t) k = 0; while (k < words.length && words[k].word.end <= t) k++; return words[k] && words[k].word.start <= t ? words[k] : null; } };
};`;

/** The middle of a stretch of a sentence on the screen, in view. */
const place = (page, id, from, to) => page.evaluate(([id, from, to]) => {
  const sentence = document.getElementById(id), walker = document.createTreeWalker(sentence, NodeFilter.SHOW_TEXT), range = new Range();
  sentence.scrollIntoView({ block: "center", behavior: "instant" });
  let at = 0, node;
  while ((node = walker.nextNode())) { if (from >= at && from < at + node.length) { range.setStart(node, from - at); range.setEnd(node, Math.min(node.length, to - at)); break; } at += node.length; }
  const box = range.getClientRects()[0];
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}, [id, from, to]);

const scenarios = {
  async "lights up what is heard, at three times the speed"({ open, expect, figures }) {
    const page = await open(READ, {}, p => p.addInitScript(LIT)), data = edition("read");
    await loaded(page);
    await page.selectOption("#speed", "3");
    await page.click("#toggle");
    const found = await page.evaluate(data => new Promise(done => {
      const audio = document.querySelector("audio"), by = indexed(data), seen = new Set();
      let worst = 0, frames = 0, last = performance.now();
      const look = () => {
        const t = audio.currentTime, now = lit(), at = performance.now();
        if (now) seen.add(now.id + now.from);
        // Where the machine is busy a frame comes late, and what is lit with it: by that much, and no more.
        const late = Math.max(0, (at - last) / 1000 - 1 / 60) * audio.playbackRate;
        worst = Math.max(worst, off(by, t, now) - late);
        last = at;
        frames++;
        if (t < 14 && !audio.paused) requestAnimationFrame(look); else done({ worst, frames, seen: seen.size, pitch: audio.preservesPitch, rate: audio.playbackRate });
      };
      requestAnimationFrame(look);
    }), data);
    Object.assign(figures, found);
    expect(found.worst <= NEAR, `the highlight was ${found.worst} s off`);
    expect(found.seen > 15, `only ${found.seen} words lit up`);
    expect(found.pitch && found.rate === 3, "the pitch is not kept at speed 3");
  },

  async "keeps to edition.json through an hour, in steady memory"({ open, expect, figures }) {
    const page = await open("/hour/index.html", {}, async p => {
      p.expectsErrors = true; // the hour has no audio file
      await p.addInitScript(LIT);
      await p.addInitScript(() => { window.now = 0; Object.defineProperty(HTMLMediaElement.prototype, "currentTime", { get: () => window.now, set: t => { window.now = t; } }); });
    });
    const devtools = await page.context().newCDPSession(page), data = edition("hour");
    const measured = async () => { await devtools.send("HeapProfiler.collectGarbage"); return { heap: (await devtools.send("Runtime.getHeapUsage")).usedSize, nodes: (await devtools.send("Memory.getDOMCounters")).nodes }; };
    await page.evaluate(data => { window.by = indexed(data); window.end = data.duration; }, data);
    const listen = step => page.evaluate(step => {
      const audio = document.querySelector("audio"), tell = new Event("timeupdate");
      let worst = 0, steps = 0;
      const seen = new Set();
      for (window.now = 0; window.now < window.end; window.now += step, steps++) { audio.dispatchEvent(tell); const l = lit(); if (l) seen.add(l.id + " " + l.from); worst = Math.max(worst, off(by, window.now, l)); }
      return { worst, steps, lit: seen.size };
    }, step);
    await listen(10);
    const before = await measured();
    const found = await listen(.1);
    const after = await measured();
    Object.assign(figures, found, { hours: data.duration / 3600, before, after });
    const stretches = new Set(data.sentences.flatMap(s => s.words.map(w => s.id + " " + w.chars[0]))).size;
    expect(found.worst <= NEAR, `the highlight was ${found.worst} s off`);
    expect(found.lit === stretches, `${found.lit} of ${stretches} stretches lit up`);
    expect(after.heap - before.heap < 500_000, `the heap grew by ${after.heap - before.heap} bytes`);
    expect(after.nodes - before.nodes < 50, `${after.nodes - before.nodes} nodes were left behind`);
  },

  async "finds its way in a text that is not drawn yet"({ open, expect }) {
    const data = edition("hour"), far = data.sentences.at(-9);
    const page = await open("/hour/index.html#" + far.id, { viewport: { width: 1280, height: 720 } }, p => { p.expectsErrors = true; }); // no audio file
    const drawn = () => page.evaluate(id => { const box = document.getElementById(id).getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; }, far.id);
    expect(await settled(drawn), "the address does not lead to its sentence");
    expect(await page.evaluate(id => { const stamp = document.getElementById(id).closest(".block").querySelector(".stamp"), box = stamp.getBoundingClientRect(); return document.elementFromPoint(box.x + 5, box.y + box.height / 2) === stamp; }, far.id), "the margin is cut off");
    const undrawn = await page.evaluate(() => [...document.querySelectorAll(".part p")].filter(one => !one.checkVisibility({ contentVisibilityAuto: true })).length);
    expect(undrawn > 200, `only ${undrawn} paragraphs wait until they are near`);
  },

  async "lights up by spans where there are no highlights, and leaves the text whole"({ open, expect, figures }) {
    const page = await open(READ, {}, async p => { await p.addInitScript(LIT); await p.addInitScript(() => { delete window.Highlight; }); });
    await loaded(page);
    const data = edition("read");
    const text = await page.evaluate(() => document.querySelector("article").textContent);
    for (const sentence of data.sentences) for (const word of sentence.words.slice(0, 4)) {
      await set(page, (word.start + word.end) / 2);
      const off = await page.evaluate(([data, t]) => window.off(indexed(data), t, lit()), [data, (word.start + word.end) / 2]);
      expect(off <= NEAR, `${word.written}: ${off} s off`);
    }
    figures.words = data.sentences.reduce((n, s) => n + s.words.length, 0);
    await set(page, 0);
    expect(await page.evaluate(() => document.querySelector("article").textContent) === text.replace(/^/, ""), "the text has changed");
    expect(await page.locator(".word").count() === 0, "spans are left behind");
  },

  async "plays from the word, sentence, time stamp or chapter that is chosen"({ open, expect }) {
    const page = await open(READ, {}, p => p.addInitScript(LIT)), data = edition("read");
    await loaded(page);
    const units = (text, n) => [...text].slice(0, n).join("").length;
    const later = data.sentences.filter(s => s.words.length > 4 && s.start > 3);
    expect(later.length >= 3, "too few sentences");
    for (const sentence of later) {
      const word = sentence.words[3], from = units(sentence.written, word.chars[0]), to = units(sentence.written, word.chars[1]);
      const begins = Math.min(...sentence.words.filter(w => w.chars[0] < word.chars[1] && w.chars[1] > word.chars[0]).map(w => w.start));
      const at = await place(page, sentence.id, from, to);
      await page.mouse.click(at.x, at.y);
      await page.evaluate(() => document.querySelector("audio").pause());
      const first = await time(page);
      expect(Math.abs(first - sentence.start) < .4, `a click into ${sentence.id} goes to ${first}, not ${sentence.start}`);
      await page.mouse.click(at.x, at.y);
      await pause(page);
      const second = await time(page);
      expect(second >= begins - NEAR && second < begins + .4, `a second click on ${word.written} goes to ${second}, not ${begins}`);
      await set(page, 0);
      await page.evaluate(() => { window.sought = []; document.querySelector("audio").addEventListener("seeking", e => sought.push(e.target.currentTime)); });
      await page.mouse.dblclick(at.x, at.y);
      await settled(() => page.evaluate(() => sought.length));
      await pause(page);
      const near = (await page.evaluate(() => sought)).concat(await time(page)).some(t => Math.abs(t - begins) <= NEAR);
      expect(near, `a double click on ${word.written} does not go to ${begins}`);
      await page.evaluate(() => getSelection().removeAllRanges());
    }
    for (const paragraph of new Set(later.map(s => s.id.split("s")[0]))) {
      const stamp = page.locator(`.stamp[href^="#${paragraph}s"]`), start = data.sentences.find(s => s.id === paragraph + "s1").start;
      await stamp.click();
      await pause(page);
      const t = await time(page);
      expect(t >= start && t < start + .4, `the stamp of ${paragraph} goes to ${t}, not ${start}`);
    }
    await page.locator("nav.chapters a").nth(1).click();
    await pause(page);
    expect(Math.abs(await time(page) - data.chapters[1].start) < 1, "a chapter's link does not go to it");
    const before = await time(page);
    await page.evaluate(() => addEventListener("click", event => { window.followed = !event.defaultPrevented; event.preventDefault(); }));
    await page.click("#text [data-t] a");
    expect(await page.evaluate(() => followed), "a click on a link of the text does not follow it");
    expect(await paused(page) && await time(page) === before, "a click on a link of the text plays");
  },

  async "opens at a moment or a sentence, in silence, and copies links to them"({ open, expect, address }) {
    const data = edition("read"), third = data.sentences[3];
    for (const [hash, wanted] of [["#t=5.5", 5.5], ["#t=0:06", 6], ["#" + third.id, third.start], ["#" + third.id.split("s")[0], data.sentences.find(s => s.id === third.id.split("s")[0] + "s1").start]]) {
      const page = await open(READ + hash);
      await loaded(page);
      expect(await seekedTo(page, wanted), `${hash} opens at ${await time(page)}`);
      expect(await paused(page), `${hash} plays by itself`);
      await page.context().close();
    }
    const page = await open(READ, { permissions: ["clipboard-read", "clipboard-write"] });
    await loaded(page);
    await set(page, third.start + .3);
    await page.click("#more");
    const copied = async does => { await page.click(`[data-do=${does}]`); await settled(async () => (await page.textContent("#status")).includes("#")); return page.evaluate(() => navigator.clipboard.readText()); };
    expect(await copied("copy_sentence") === address + READ + "#" + third.id, "the sentence's link is wrong");
    expect(await copied("copy_moment") === address + READ + "#t=" + Math.floor((third.start + .3) * 10 + .01) / 10, "the moment's link is wrong");
    await page.evaluate(() => { location.hash = "#t=2"; });
    expect(await seekedTo(page, 2), "a new address does not move the audio");
  },

  async "does all by buttons and keys, which can be switched off"({ open, expect, figures }) {
    const page = await open(READ, { permissions: ["clipboard-read", "clipboard-write"] }), data = edition("read"), starts = data.sentences.map(s => s.start);
    await loaded(page);
    const paragraphs = data.sentences.filter(s => s.id.endsWith("s1")).map(s => s.start);
    await page.keyboard.press("k");
    expect(await settled(async () => !await paused(page)), "K does not play");
    await page.keyboard.press("Space");
    expect(await settled(() => paused(page)), "Space does not pause");
    await page.focus("#toggle");
    await page.keyboard.press("Space");
    expect(await settled(async () => !await paused(page)), "Space on the button does not play, or does so twice");
    await page.keyboard.press("Enter");
    expect(await settled(() => paused(page)), "Enter on the button does not pause");
    const moves = [
      ["next_sentence", ".", starts[2] + .2, starts[3]], ["previous_sentence", ",", starts[3] + .2, starts[2]],
      ["forward", "l", 3, 13], ["back", "j", 13.5, 3.5],
      ["next_paragraph", "]", paragraphs[1] + .1, paragraphs[2]], ["previous_paragraph", "[", paragraphs[2] + .1, paragraphs[1]],
      ["next_chapter", "n", 2, paragraphs.find(t => t >= data.chapters[1].start)], ["previous_chapter", "p", data.chapters[1].start + 2, paragraphs[0]],
    ];
    await page.click("#more");
    for (const [does, key, from, to] of moves) {
      await set(page, from);
      await page.click(`[data-do=${does}]`);
      expect(await seekedTo(page, to), `${does}: ${await time(page)}, not ${to}`);
      await set(page, from);
      await page.keyboard.press(key);
      expect(await seekedTo(page, to), `${key}: ${await time(page)}, not ${to}`);
    }
    await set(page, starts[2] + .5);
    await page.keyboard.press("r");
    expect(await settled(async () => !await paused(page)) && Math.abs(await time(page) - starts[2]) < .5, "R does not repeat the sentence");
    await pause(page);
    for (const [does, key, speed] of [["faster", "=", 1.2], ["slower", "-", 1]]) {
      await page.click(`[data-do=${does}]`);
      await page.keyboard.press(key);
      expect(await page.evaluate(() => document.querySelector("audio").playbackRate) === speed, `${does} and ${key} do not come to ${speed}`);
    }
    await page.click("#more");
    await page.focus("nav.chapters a");
    await page.keyboard.press("m");
    expect(await page.evaluate(() => !!document.activeElement.closest("#panel")), "M does not lead to the other controls");
    await page.keyboard.press("m");
    expect(await page.evaluate(() => document.activeElement.id === "more") && await page.isHidden("#panel"), "M does not put them away");
    await page.keyboard.press("s");
    expect(await settled(async () => /#p\d+s\d+$/.test(await page.evaluate(() => navigator.clipboard.readText()))), "S does not copy a sentence's link");
    await page.click("#more");
    expect(await page.getAttribute("#toggle", "aria-keyshortcuts") === "K", "keys are not told of");
    await page.uncheck("#keys");
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press("k");
    expect(await paused(page) && await page.getAttribute("#toggle", "aria-keyshortcuts") === null, "keys cannot be switched off");
    await page.reload();
    expect(!await page.isChecked("#keys"), "keys are on again after a reload");
    let stops = 0;
    await page.evaluate(() => document.activeElement.blur());
    for (let last = null; stops < 100; stops++) { await page.keyboard.press("Tab"); const at = await page.evaluate(() => document.activeElement === document.body ? null : document.activeElement.outerHTML); if (at === null || at === last && !stops) break; last = at; }
    figures.stops = stops;
    expect(stops >= 8 && stops < 40, `${stops} tab stops`);
  },

  async "leads through the text by arrows, word by word"({ open, expect }) {
    const page = await open(READ), data = edition("read");
    await loaded(page);
    await page.focus(".stamp[tabindex='0']");
    expect(await page.locator(".stamp[tabindex='0']").count() === 1, "more than one stamp is a tab stop");
    await page.keyboard.press("ArrowDown");
    const paragraph = (await page.evaluate(() => document.activeElement.getAttribute("href"))).slice(1).split("s")[0];
    const sentence = data.sentences.find(s => s.id === paragraph + "s1"), whole = await page.textContent("#" + paragraph);
    for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowRight");
    const word = sentence.words[2];
    expect(await page.evaluate(() => document.activeElement.getAttribute("role") + document.activeElement.textContent) === "link" + word.written, "the third word has not the focus");
    expect(await page.textContent("#" + paragraph) === whole, "the text has changed under the cursor");
    await page.keyboard.press("Enter");
    expect(await settled(async () => !await paused(page)) && Math.abs(await time(page) - word.start) < .4, `Enter goes to ${await time(page)}, not ${word.start}`);
    await pause(page);
    await page.keyboard.press("ArrowLeft");
    expect(await page.evaluate(() => document.activeElement.textContent) === sentence.words[1].written, "ArrowLeft does not go back");
    await page.keyboard.press("Escape");
    expect(await page.evaluate(() => document.activeElement.classList.contains("stamp")), "Escape does not lead back to the stamp");
    expect(await settled(async () => await page.locator(".chosen").count() === 0), "the cursor is left behind");
    const words = data.sentences.filter(s => s.id.startsWith(paragraph + "s"));
    for (let i = 0; i <= words[0].words.length + 1; i++) await page.keyboard.press("ArrowRight");
    expect(await page.evaluate(() => !!document.activeElement.closest(".chosen")), "the cursor does not go on to the next sentence");
  },

  async "leads through a table by arrows, and brings what is heard in it into sight"({ open, expect }) {
    const page = await open("/table/index.html", { viewport: { width: 280, height: 740 } }, p => { p.expectsErrors = true; });
    const room = await page.evaluate(() => { const { scrollWidth, clientWidth, scrollLeft } = document.querySelector(".rows"); return { scrollWidth, clientWidth, scrollLeft, page: document.scrollingElement.scrollWidth }; });
    expect(room.page <= 280 && room.scrollWidth > room.clientWidth + 40, `the page scrolls, not the table: ${JSON.stringify(room)}`);
    const focused = () => page.evaluate(() => document.activeElement.className + " " + document.activeElement.innerText.replace(/[\s;।]+$/, ""));
    await page.focus("a.stamp[href='#p2s1']");
    await page.keyboard.press("ArrowRight");
    expect(await focused() === "chosen सुपौल", `the first word of the table is “${await focused()}”`);
    for (let i = 0; i < 12 && !(await focused()).endsWith(" मधेपुरा"); i++) await page.keyboard.press("ArrowRight");
    expect(await focused() === "chosen मधेपुरा", "arrows do not lead to the next row, past the names of columns");
    await page.keyboard.press("ArrowLeft");
    expect(await focused() === "chosen बराबर", `before it is “${await focused()}”`);
    await page.keyboard.press("ArrowDown");
    expect((await page.evaluate(() => document.activeElement.hash)) === "#p4s1", "ArrowDown does not leave the table");
    // The clock is made up: nothing is to be heard of this edition.
    const [start, , words] = await page.evaluate(() => { const { t, w } = document.getElementById("p2s1").dataset; return [...t.split(" ").map(Number), w.split(" ").map(Number)]; });
    await page.evaluate(() => { const audio = document.querySelector("audio"); Object.defineProperties(audio, { currentTime: { get: () => window.clock, set() {} }, paused: { get: () => false } }); document.querySelector(".rows").scrollLeft = 0; });
    const at = async number => { await page.evaluate(t => { window.clock = t; document.querySelector("audio").dispatchEvent(new Event("seeked")); }, (start + words[4 * number + 2] + 20) / 1000); return page.evaluate(() => [[...CSS.highlights.get("word")].map(String).join(""), document.querySelector("tr.current").id, document.querySelector(".rows").scrollLeft]); };
    const [name, row, left] = await at(0), last = await at(words.length / 4 - 1);
    expect(name === "ज़िला" && row === "p2s1" && left === 0, `of a column's name lights up ${name} in ${row}, at ${left}`);
    expect(last[0] === "बराबर।" && last[2] > 40, `the last word of the row, ${last[0]}, is out of sight: ${last[2]}`);
  },

  async "remembers place, speed and looks, for each edition"({ open, expect }) {
    const page = await open(READ);
    await loaded(page);
    await set(page, 7);
    await page.selectOption("#speed", "1.5");
    await page.click("#more");
    await page.selectOption("#theme", "dark");
    await page.selectOption("#size", "150");
    await page.reload();
    await loaded(page);
    expect(await seekedTo(page, 7), `reopened at ${await time(page)}`);
    expect(await paused(page), "plays by itself");
    expect(await page.evaluate(() => document.querySelector("audio").playbackRate) === 1.5, "the speed is forgotten");
    expect(await page.evaluate(() => document.documentElement.dataset.theme + document.documentElement.dataset.size) === "dark150", "the looks are forgotten");
    page.expectsErrors = true; // the other one has no audio file
    await page.goto(page.url().replace("/read/", "/hostile/"));
    expect(await time(page) === 0, "the place is remembered for another edition");
  },

  async "scrolls along, unless the reader has gone elsewhere or wants no motion"({ open, expect }) {
    const data = edition("read"), last = data.sentences.at(-2);
    const inSight = page => page.evaluate(() => { const box = document.querySelector(".current")?.getBoundingClientRect(); return !!box && box.top >= 0 && box.bottom <= innerHeight; });
    const small = { viewport: { width: 400, height: 420 } };
    const page = await open(READ, small);
    await loaded(page);
    await page.click("#toggle");
    await page.evaluate(t => { document.querySelector("audio").currentTime = t; }, last.start - .2);
    expect(await settled(() => inSight(page), 3000), "does not scroll along");
    await page.waitForTimeout(500);
    await pause(page);
    await page.mouse.move(200, 150);
    await page.mouse.wheel(0, -5000);
    await settled(() => page.evaluate(() => scrollY === 0));
    expect(await settled(() => page.isVisible("#follow")), "offers no way back");
    await page.evaluate(t => { const audio = document.querySelector("audio"); audio.currentTime = t; audio.play(); }, data.sentences.at(-1).start - .1);
    await settled(() => page.evaluate(id => document.querySelector(".current")?.id === id, data.sentences.at(-1).id));
    await page.waitForTimeout(300);
    expect(await page.evaluate(() => scrollY < 100), "scrolls though the reader has gone elsewhere");
    await pause(page);
    await page.click("#follow");
    expect(await settled(() => inSight(page), 3000), "does not lead back");
    const calm = await open(READ, { ...small, reducedMotion: "reduce" });
    await loaded(calm);
    await calm.click("#toggle");
    await calm.evaluate(t => { document.querySelector("audio").currentTime = t; }, last.start - .2);
    await settled(() => calm.evaluate(id => document.querySelector(".current")?.id === id, last.id));
    expect(await calm.evaluate(() => scrollY === 0), "scrolls though less motion is wanted");
    expect(await settled(() => calm.isVisible("#follow")), "offers no way back without motion");
  },

  async "tells the lock screen"({ open, expect }) {
    const page = await open(READ, {}, p => p.addInitScript(() => { window.handlers = {}; const set = MediaSession.prototype.setActionHandler; MediaSession.prototype.setActionHandler = function (name, handler) { window.handlers[name] = handler; return set.call(this, name, handler); }; }));
    await loaded(page);
    await page.click("#toggle");
    await settled(() => page.evaluate(() => !!navigator.mediaSession.metadata));
    const data = edition("read");
    expect(await page.evaluate(() => navigator.mediaSession.metadata.title) === data.title, "the title is not told");
    await page.evaluate(() => handlers.pause());
    expect(await paused(page), "its pause does nothing");
    await page.evaluate(() => handlers.seekto({ seekTime: 4 }));
    expect(await seekedTo(page, 4), "its seek does nothing");
    await page.evaluate(() => handlers.nexttrack());
    expect(await time(page) >= data.chapters[1].start, "its next track is not the next chapter");
  },

  async "runs nothing that a text holds"({ open, expect }) {
    const page = await open("/hostile/index.html", {}, p => { p.expectsErrors = true; return p.addInitScript(() => { window.alert = () => { window.harmed = true; }; }); });
    const data = edition("hostile");
    const shown = await page.evaluate(() => Object.fromEntries([...document.querySelectorAll("[data-t]")].map(e => [e.id, e.textContent])));
    const picture = text => [...text].map(c => { const n = c.codePointAt(0); return n < 32 && n !== 9 && n !== 10 ? String.fromCodePoint(0x2400 + n) : c; }).join("");
    for (const sentence of data.sentences) expect(shown[sentence.id] === picture(sentence.written), `${sentence.id} shows ${JSON.stringify(shown[sentence.id])}`);
    expect(!await page.evaluate(() => window.harmed), "a script in the text has run");
    const width = await page.evaluate(() => { const turned = [...document.querySelectorAll(".turn")][0], after = new Range(); after.setStart(turned.nextSibling, 0); after.setEnd(turned.nextSibling, 1); const more = new Range(); more.setStart(turned.nextSibling, 1); more.setEnd(turned.nextSibling, 2); return more.getBoundingClientRect().x - after.getBoundingClientRect().x; });
    expect(width > 0, "a character turns the direction of what follows it");
    await page.evaluate(() => { const script = document.createElement("script"); script.textContent = "window.harmed = true"; document.body.append(script); document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.harmed = true'>"); });
    await page.waitForTimeout(200);
    expect(!await page.evaluate(() => window.harmed), "the policy lets a foreign script run");
  },

  async "prints black on white in one size, however the screen looks"({ open, expect }) {
    const page = await open(READ);
    await loaded(page);
    await page.click("#more");
    await page.selectOption("#theme", "dark");
    await page.selectOption("#size", "200");
    await page.emulateMedia({ media: "print" });
    const look = await page.evaluate(() => ["article p", ".about dd", "h1"].map(one => { const { color, fontSize } = getComputedStyle(document.querySelector(one)); return color + " " + parseFloat(fontSize); }));
    expect(look.every(one => /^rgb\((0, 0, 0|68, 68, 68)\) (1[2-9]|2\d)/.test(one)), `prints ${look}`);
    expect(await page.isHidden("#bar") && await page.isHidden(".stamp") && await page.isVisible("h1"), "prints what is for the screen");
    expect(await page.evaluate(() => { const parts = [...document.querySelectorAll("#text .part")]; return parts.length > 0 && parts.every(one => getComputedStyle(one).display === "contents"); }), "a part of the text keeps its last heading from what follows");
  },

  async "has no fault that axe knows, in any look"({ open, expect, figures }) {
    const silent = page => { page.expectsErrors = true; }, read = await open(READ); // the others have no sound
    const english = await open("/english/index.html", {}, silent), table = await open("/table/index.html", {}, silent);
    await loaded(read);
    await set(read, 6);
    const looks = {
      light: {}, dark: { colorScheme: "dark" }, forced: { forcedColors: "active" }, "dark forced": { forcedColors: "active", colorScheme: "dark" },
      "320 px": { size: [320, 640] }, contrast: { theme: "contrast" }, english: { page: english }, table: { page: table, size: [360, 740] },
    };
    for (const page of [read, english, table]) await page.click("#more");
    for (const [name, { page = read, theme = "", size: [width, height] = [1000, 800], ...media }] of Object.entries(looks)) {
      await page.emulateMedia({ colorScheme: "light", forcedColors: "none", reducedMotion: "reduce", ...media });
      await page.setViewportSize({ width, height });
      await page.selectOption("#theme", theme);
      const found = await findFaults(page);
      figures[name] = found.length;
      for (const fault of found) expect(false, `${name}: ${fault}`);
      expect(await page.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth), `${name}: wider than the window`);
    }
  },

  async "keeps every control in reach and in order, at any width, letter size and turn"({ open, expect, figures }) {
    const page = await open(READ);
    await loaded(page);
    figures.windows = await reachBar(page, expect);
    if (await page.isHidden("#panel")) await page.click("#more");
    await page.setViewportSize({ width: 360, height: 740 });
    await page.focus("#size");
    await page.keyboard.press("Escape");
    expect(await page.evaluate(() => document.activeElement.id) === "more" && await page.isHidden("#panel"), "Escape does not put the panel away");
  },

  async "never leaves the focus on what is covered"({ open, expect, figures }) {
    const page = await open(READ);
    await loaded(page);
    await set(page, 6);
    figures.stops = await tabThrough(page, expect);
    expect(figures.stops > 100, `only ${figures.stops} stops`);
  },

  async "plays and pauses by Space wherever the keyboard is, and tells what keys change"({ open, expect }) {
    const page = await open(READ), data = edition("read");
    await loaded(page);
    await page.click("#more");
    const status = () => page.textContent("#status");
    const places = [".stamp[tabindex='0']", "nav.chapters a", "#seek", "header.show a, .skip", "#speed", "#text", "word"];
    for (const place of places) {
      if (!await page.locator(place === "word" ? ".stamp" : place).count()) continue;
      if (place === "word") { await page.focus(".stamp[tabindex='0']"); await page.keyboard.press("ArrowRight"); } else await page.locator(place).first().focus();
      await pause(page);
      await set(page, 8);
      if (place !== "#speed") {  // a menu opens by it
        await page.keyboard.press("Space");
        expect(await settled(async () => !await paused(page)) && await time(page) < 9.5, `Space at ${place} does not play from where it was`);
        await page.keyboard.press("Space");
        expect(await settled(() => paused(page)), `Space at ${place} does not pause`);
        expect(/रुका, 0:0[89]/.test(await status()), `says “${await status()}” when paused at ${place}`);
      }
    }
    await page.locator("nav.chapters a").nth(1).focus();
    await page.keyboard.press("Enter");
    expect(await settled(async () => !await paused(page)) && await time(page) >= data.chapters[1].start - NEAR, "Enter does not follow a link");
    await pause(page);
    await page.keyboard.press("+");
    await page.keyboard.press("=");
    expect(/गति: 1\.[12]×/.test(await status()), `says “${await status()}” of the speed`);
    await page.keyboard.press("p");
    await page.keyboard.press("n");
    expect(await status() === data.chapters[1].title, `says “${await status()}” of the chapter`);
    await set(page, 5.2);
    await page.keyboard.press("l");
    expect(await settled(async () => await status() === "0:15"), `says “${await status()}” of the moment`);
  },

  async "stops when the sleep timer says so"({ open, expect }) {
    const page = await open(READ), data = edition("read");
    await loaded(page);
    await page.click("#more");
    await page.selectOption("#sleep", "chapter");
    const end = data.chapters[1].start;
    await page.evaluate(t => { const audio = document.querySelector("audio"); audio.currentTime = t; audio.play(); }, end - 1);
    expect(await settled(() => paused(page), 4000), "plays on after the chapter");
    const stopped = await time(page);
    expect(stopped >= end && stopped < end + 1 && await page.inputValue("#sleep") === "", `stopped at ${stopped}, not ${end}`);
    expect(/टाइमर ने रोक/.test(await page.textContent("#status")), "does not say why it stopped");
    await page.selectOption("#sleep", "5");
    await page.evaluate(() => { const now = Date.now; Date.now = () => now() + 299_000; document.querySelector("audio").currentTime = 1; document.querySelector("audio").play(); });
    await page.waitForTimeout(300);
    expect(!await paused(page), "stops before its time");
    expect(await settled(() => paused(page), 3000), "plays on after five minutes");
  },

  async "needs no script to be read and heard"({ open, expect }) {
    const page = await open(READ, { javaScriptEnabled: false }), data = edition("read");
    const text = await page.innerText("body");
    for (const sentence of data.sentences) expect(text.replace(/\s/g, "").includes(sentence.written.replace(/\s/g, "")), `${sentence.id} is missing`);
    expect(await page.isVisible("audio[controls]"), "no audio controls");
    expect(!await page.isVisible("#bar"), "buttons that do nothing");
  },

  async "works from a folder, without a server"({ open, expect }) {
    const page = await open("file://" + path.join(root, "read", "index.html"));
    await loaded(page);
    await page.click("#toggle");
    expect(await settled(async () => await time(page) > .3), "does not play from a file");
    expect(await settled(() => page.evaluate(() => document.querySelectorAll(".current").length === 1)), "does not light up from a file");
  },
};

await run(scenarios, names, root, executable);
