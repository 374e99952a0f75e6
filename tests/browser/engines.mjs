// The main path of a listener in an engine that is not Chromium.  usage: engines.mjs ROOT firefox|webkit EXECUTABLE
// ROOT holds story/ (spoken by espeak), embed.js and pages of other sites, as for embed.mjs.
import fs from "node:fs";
import path from "node:path";
import { serve } from "./browser.mjs";
import { LATE, UNLIT, fold as bare, seen } from "./templates.mjs";
import { openBrowser } from "./webdriver.mjs";

const [root, engine, executable] = process.argv.slice(2);
const edition = JSON.parse(fs.readFileSync(path.join(root, "story", "edition.json"), "utf8"));
const embed = JSON.parse(fs.readFileSync(path.join(root, "story", "embed.json"), "utf8"));
const NEAR = .08;
const PAGE = "/story/index.html";
const settled = async (check, ms = 5000) => { for (const end = Date.now() + ms; Date.now() < end; await new Promise(next => setTimeout(next, 20))) if (await check()) return true; return false; };

const server = await serve(root), browser = await openBrowser(engine, executable);
setTimeout(() => browser.close().then(() => process.exit(3)), 150_000).unref();
const { evaluate, press, clickAt } = browser;
const audio = () => evaluate(() => { const { currentTime, paused, playbackRate, duration, error } = document.querySelector("audio"); return { currentTime, paused, playbackRate, duration, error: error && error.message }; });
const pause = async () => { await evaluate(() => document.querySelector("audio").pause()); return (await audio()).currentTime; };
const playing = () => settled(async () => { const { paused, currentTime } = await audio(); return !paused && currentTime > 0; });
const seek = seconds => evaluate(t => new Promise(done => { const audio = document.querySelector("audio"); audio.addEventListener("seeked", () => requestAnimationFrame(() => done()), { once: true }); audio.currentTime = t; }), seconds);
/** Clicks the middle of an element's first line, as a hand does. */
async function click(selector) {
  const [x, y] = await evaluate(selector => { const element = document.querySelector(selector); element.scrollIntoView({ block: "center", behavior: "instant" }); const box = element.getClientRects()[0]; return [box.x + Math.min(box.width / 2, 60), box.y + box.height / 2]; }, selector);
  await clickAt(x, y);
}
const choose = (menu, value) => evaluate((menu, value) => { const select = document.querySelector(menu); select.value = value; select.dispatchEvent(new Event("change", { bubbles: true })); }, menu, value);
async function open(address) {
  await browser.goto("about:blank"); // an address that differs in its hash alone opens no page
  await browser.goto(server.address + address);
  await settled(async () => { const { duration, error } = await audio(); return duration > 0 || error; });
  const { duration, error } = await audio();
  if (!(duration > 0)) throw new Error(`does not load the sound: ${error}`);
}

const scenarios = {
  async "plays, and lights up the word that is heard"(expect) {
    await open(PAGE);
    await click("#toggle");
    expect(await playing(), "a click on play does not play");
    await settled(async () => (await audio()).currentTime > 1.5);
    const now = await pause(), words = edition.sentences.flatMap(sentence => sentence.words);
    const lit = await evaluate(() => [[...CSS.highlights.get("word")].map(range => range.toString()).join(""), document.querySelector(".current")?.id]);
    const heard = words.filter(word => word.start - NEAR <= now && now <= word.end + NEAR).map(word => bare(word.written));
    expect(lit[0] ? heard.includes(bare(lit[0])) : !words.some(word => word.start + NEAR < now && now < word.end - NEAR), `at ${now} lights up ${lit}, not ${heard}`);
    let seen = 0;
    for (const word of words.filter((_, index) => index % 5 === 0)) {
      await seek((word.start + word.end) / 2);
      const shown = await evaluate(() => [...CSS.highlights.get("word")].map(range => range.toString()).join(""));
      expect(bare(shown).includes(bare(word.written)), `${word.written}: lights up ${shown}`);
      seen++;
    }
    expect(seen > 5, "too few words");
  },

  async "goes to a sentence by its link, by a click and by a chapter"(expect) {
    const sentence = edition.sentences.at(-2);
    await open(`${PAGE}#${sentence.id}`);
    expect(await settled(async () => Math.abs((await audio()).currentTime - sentence.start) <= NEAR), `opens at ${(await audio()).currentTime}, not ${sentence.start}`);
    expect((await audio()).paused, "plays by itself");
    const third = edition.sentences[2];
    await click("#" + third.id);
    expect(await playing(), "a click on a sentence does not play");
    const heard = await pause();
    expect(heard >= third.start - NEAR && heard < third.start + 1.5, `a click goes to ${heard}, not ${third.start}`);
    await click("nav.chapters li:nth-child(2) a");
    expect(await playing(), "a click on a chapter does not play");
    const { start } = edition.chapters[1], at = await pause();
    expect(at >= start - NEAR && at < start + 2.5, `a chapter goes to ${at}, not ${start}`);
  },

  async "reads a table along, row by row, and plays from a click in one"(expect) {
    const rows = edition.sentences.filter(sentence => sentence.written.startsWith("गाँव: "));
    await open(`${PAGE}#${rows[1].id}`);
    const lit = () => evaluate(() => [...CSS.highlights.get("word")].map(range => range.toString()).join(""));
    expect(rows.length === 2 && await settled(() => evaluate(id => document.querySelector("tr.current")?.id === id, rows[1].id)), "the row of a link is not lit");
    for (const word of rows[0].words) {
      await seek((word.start + word.end) / 2);
      expect(bare(await lit()).includes(bare(word.written)), `${word.written}: lights up ${await lit()}`);
    }
    expect(await evaluate(id => [...document.getElementById(id).cells].map(cell => [...cell.childNodes].filter(one => one.className !== "heard").map(one => one.textContent).join("")).join("|"), rows[0].id) === "रामपुर कलाँ|3|240", "the cells of the row are others");
    await click(`#${rows[1].id} td:last-child`);
    expect(await playing(), "a click in a row does not play");
    const heard = await pause();
    expect(heard >= rows[1].start - NEAR && heard < rows[1].end, `a click in a row goes to ${heard}, not ${rows[1].start}`);
  },

  async "is worked by keys, changes its speed and tells so"(expect) {
    await open(PAGE);
    await click(".disclosure");
    await press("Space");
    expect(await playing(), "Space does not play");
    await press("Space");
    expect(await settled(async () => (await audio()).paused), "Space does not pause");
    await press("=");
    await press("=");
    expect(await settled(async () => (await audio()).playbackRate === 1.2), `the speed is ${(await audio()).playbackRate}`);
    expect((await evaluate(() => document.getElementById("status").textContent)).includes("1.2×"), "does not tell the speed");
    await open(PAGE);
    expect((await audio()).playbackRate === 1.2, "forgets the speed");
    await choose("#speed", "1");
  },

  async "stops at the end of a chapter when the sleep timer says so"(expect) {
    await open(PAGE);
    await click("#more");
    await choose("#sleep", "chapter");
    const end = edition.chapters[1].start;
    await seek(end - 1);
    await evaluate(() => { document.querySelector("audio").play(); });
    expect(await playing(), "stops too early");
    expect(await settled(async () => (await audio()).paused), "plays on after the chapter");
    const { currentTime } = await audio();
    expect(currentTime >= end && currentTime < end + 1, `stopped at ${currentTime}, not ${end}`);
  },

  async "reads along on the pages of other sites"(expect) {
    const wanted = edition.sentences.find(sentence => sentence.written.startsWith("प्रशासन"));
    for (const template of Object.keys(UNLIT)) {
      await browser.goto(`${server.address}/${template}.html`);
      const player = "document.querySelector('[data-audio-edition]')?.shadowRoot";
      expect(await settled(() => evaluate(`() => Boolean(${player}?.querySelector("button"))`)), `${template}: no player`);
      if (LATE.includes(template)) await new Promise(next => setTimeout(next, 1300));
      const box = await evaluate(`() => { const button = ${player}.querySelector("button.main"), box = button.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2, getComputedStyle(button).fontSize]; }`);
      expect(box[2] === "16px", `${template}: the page's styles reach the player`);
      await clickAt(...box);
      expect(await settled(() => evaluate(`() => Number(${player}.querySelector("input[type=range]").value) > 0`)), `${template}: a click on play does not play`);
      const place = await evaluate(start => {
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let node; (node = walker.nextNode());) if (node.data.includes(start)) { const range = new Range(); range.setStart(node, node.data.indexOf(start)); range.setEnd(node, range.startOffset + start.length); if (!range.getClientRects().length) continue; node.parentElement.scrollIntoView({ block: "center", behavior: "instant" }); const box = range.getClientRects()[0]; return [box.x + box.width / 2, box.y + box.height / 2]; }
      }, "परिवारों को");
      await clickAt(...place);
      const lit = () => evaluate(() => [...CSS.highlights.get("audio-edition-sentence")].map(range => range.toString()).join(""));
      expect(await settled(async () => bare(await lit()) === bare(wanted.written)), `${template}: a click lights up ${await lit()}`);
      // What the page has otherwise, or not at all, stays dark; all else is lit.
      await evaluate(`() => ${player}.querySelector("button.main").click()`);
      for (const one of embed.paragraphs.flatMap(paragraph => paragraph.sentences)) {
        await evaluate(`at => { const slider = ${player}.querySelector("input[type=range]"); slider.step = "any"; slider.value = at; slider.dispatchEvent(new Event("input")); }`, (one.start + one.length / 2) / 1000);
        expect(await settled(async () => bare(await lit()) === seen(template, one), 1500), `${template}: ${one.text}: lit is ${await lit()}`);
      }
      // By keys: to the sentence after, and from there.
      const [one, next] = embed.paragraphs[1].sentences;
      await evaluate(`at => { const slider = ${player}.querySelector("input[type=range]"); slider.value = at; slider.dispatchEvent(new Event("input")); }`, one.start / 1000 + .5);
      await evaluate(`() => ${player}.querySelector(".spot").focus()`);
      await press("ArrowRight");
      expect(await settled(() => evaluate(`text => ${player}.activeElement?.getAttribute("aria-label") === text`, next.text)), `${template}: an arrow leads to no sentence`);
      await press("Enter");
      expect(await settled(async () => bare(await lit()) === bare(next.text)), `${template}: Enter lights up ${await lit()}`);
      await press("k");
    }
  },
};

await browser.goto(server.address + PAGE);
const decodes = await evaluate(() => document.querySelector("audio").canPlayType("audio/mpeg") !== "");
if (!decodes) console.log(JSON.stringify({ name: "no sound" }));
for (const [name, scenario] of decodes ? Object.entries(scenarios) : []) {
  const problems = [], begun = Date.now();
  try { await scenario((truth, otherwise) => { if (!truth) problems.push(otherwise); }); } catch (error) { problems.push(String(error.stack || error)); }
  if (problems.length && process.env.PICTURES) await browser.screenshot(path.join(process.env.PICTURES, `${engine}.png`));
  console.log(JSON.stringify({ name, problems, figures: { seconds: (Date.now() - begun) / 1000 } }));
}
await browser.close();
server.close();
