// What a reader does on a newspaper's page that has our player.  usage: embed.mjs ROOT CHROMIUM SCENARIO…
// ROOT holds embed.js, embed.parts/, story/ (spoken by espeak) and a page a template.
import fs from "node:fs";
import path from "node:path";
import { axeSource, run } from "./browser.mjs";
import { LATE, UNLIT, fold, seen } from "./templates.mjs";

const [root, executable, ...names] = process.argv.slice(2);
const data = JSON.parse(fs.readFileSync(path.join(root, "story", "embed.json"), "utf8"));
const sentences = data.paragraphs.flatMap(paragraph => paragraph.sentences);
const settled = async (check, ms = 3000) => { for (const end = Date.now() + ms; Date.now() < end; await new Promise(next => setTimeout(next, 20))) if (await check()) return true; return false; };

/** In the page: the player, what is lit, and the time. */
const EYES = `
window.audios = []; const play = HTMLMediaElement.prototype.play;
HTMLMediaElement.prototype.play = function () { window.audios.push(this); return play.call(this); };
window.player = () => document.querySelector("[data-audio-edition]")?.shadowRoot;
window.lit = name => [...(CSS.highlights.get("audio-edition-" + name) ?? [])].map(range => range.toString()).join("");
window.now = () => window.audios.at(-1);
window.seek = t => new Promise(done => { const audio = window.now(); audio.pause(); audio.addEventListener("seeked", () => requestAnimationFrame(() => requestAnimationFrame(() => done())), { once: true }); audio.currentTime = t; });`;

async function openPage(open, template, options) {
  const page = await open(`/${template}.html`, options, p => p.addInitScript(EYES));
  await page.waitForFunction(() => window.player()?.querySelector("button"));
  await page.waitForTimeout(LATE.includes(template) ? 1300 : 50);
  return page;
}

const press = (page, name) => page.evaluate(name => window.player().querySelector(name).click(), name);
const start = async page => { await press(page, "button.main"); await page.waitForFunction(() => window.now()?.currentTime > 0); };

/** The page of a template, in which the player stands `before` some words. */
const reads = (template, before) => async ({ open, expect, figures }) => {
  const page = await openPage(open, template), text = () => page.evaluate(() => document.body.innerText.replace(/\s+/g, " "));
  const plain = await text();
  const box = await page.evaluate(() => { const box = window.player().querySelector("section").getBoundingClientRect(), button = window.player().querySelector("button.main"); return { width: box.width, height: box.height, size: parseFloat(getComputedStyle(button).fontSize), colour: getComputedStyle(button).color, next: document.querySelector("[data-audio-edition]").nextSibling?.textContent?.trim() ?? "" }; });
  expect(box.width > 250 && box.height > 100 && box.height < 330, `the player is ${box.width} × ${box.height}`);
  expect(box.size === 16 && box.colour === "rgb(255, 255, 255)", `the page's styles reach the player: ${JSON.stringify(box)}`);
  const covered = await page.evaluate(() => {
    const host = document.querySelector("[data-audio-edition]"), { left, right, top, bottom } = window.player().querySelector("section").getBoundingClientRect();
    return [.02, .2, .5, .8, .98].map(part => [left + part * (right - left), (top + bottom) / 2]).filter(([x, y]) => y < innerHeight && document.elementFromPoint(x, y) !== host).map(String);
  });
  expect(!covered.length, `something stands over the player at ${covered}`);
  expect(box.next.startsWith(before), `the player stands before ${JSON.stringify(box.next.slice(0, 40))}`);
  await start(page);
  for (const sentence of sentences) {
    await page.evaluate(t => window.seek(t), (sentence.start + sentence.length / 2) / 1000);
    const lit = await page.evaluate(() => [window.lit("sentence"), window.lit("word")]);
    const expected = seen(template, sentence);
    expect(fold(lit[0]) === expected, `${sentence.text}: lit is ${JSON.stringify(lit[0])}`);
    const at = sentence.words.findIndex((one, index) => index % 4 === 2 && one <= sentence.length / 2 && sentence.words[index + 1] > sentence.length / 2);
    const said = at < 0 ? [] : sentence.words.slice(at - 2, at), { shown } = sentence;
    const isName = shown && !shown.some((from, k) => k % 2 === 0 && said[0] >= from && said[0] < shown[k + 1]);
    const word = at < 0 || !expected || isName ? "" : fold(sentence.text.slice(...said));
    expect(fold(lit[1]) === word, `${sentence.text}: the lit word is ${JSON.stringify(lit[1])}, not ${word}`);
  }
  expect(await text() === plain, "the page's text is another than before");
  await page.evaluate(axeSource);
  const found = await page.evaluate(() => axe.run(document.querySelector("[data-audio-edition]"), { resultTypes: ["violations"] }).catch(error => ({ violations: [{ id: String(error), help: "", nodes: [{ html: "" }] }] })));
  for (const fault of found.violations) expect(false, `${fault.id}: ${fault.help}: ${fault.nodes[0].html.slice(0, 120)}`);
  figures.lit = sentences.length - UNLIT[template].length;
  if (process.env.PICTURES) await page.screenshot({ path: path.join(process.env.PICTURES, `${template}.png`) });
};

const scenarios = {
  "reads along on a portal of hostile styles": reads("portal", "बाँध का पानी सोमवार"),
  "reads along in a table of broken lines, found by the page's address": reads("table", "बाँध का पानी"),
  "reads along on a blog": reads("blog", "बाँध का पानी सोमवार"),
  "reads along under a strict policy": reads("strict", "बाँध का पानी सोमवार"),
  "reads along on a page that a script draws twice": reads("drawn", "बाँध का पानी सोमवार"),
  "reads along among drop caps, hidden copies, its title again, and what comes late": reads("modern", "बाँध का पानी सोमवार"),

  async "plays from a click on a sentence, and from no link"({ open, expect }) {
    const page = await openPage(open, "portal"), wanted = sentences.find(one => one.text.startsWith("हमने"));
    await page.click("blockquote p", { position: { x: 40, y: 12 } });
    expect(await settled(() => page.evaluate(t => window.now()?.currentTime >= t && window.now().currentTime < t + 1.5, wanted.start / 1000)), "a click does not play its sentence");
    await page.evaluate(() => window.now().pause());
    await page.click("li a");
    await page.waitForTimeout(150);
    expect(await page.evaluate(() => window.now().paused), "a link plays");
  },

  async "plays from a click where nothing can be selected, from no drag; follows past a header"({ open, expect }) {
    const page = await openPage(open, "modern", { viewport: { width: 1000, height: 500 } }), plays = () => page.evaluate(() => Boolean(window.now()) && !window.now().paused);
    const find = words => page.evaluate(words => { const node = [...document.querySelectorAll(".body p, .body li")].find(one => one.textContent.includes(words)).firstChild, range = new Range(); node.parentElement.scrollIntoView({ block: "center" }); range.selectNodeContents(node); const { left, top, height } = range.getBoundingClientRect(); return [left + 60, top + height / 2]; }, words);
    const [left, top] = await find("राहत दल");
    await page.mouse.move(left, top);
    await page.mouse.down();
    await page.mouse.move(left + 120, top, { steps: 4 });
    await page.mouse.up();
    await page.click("a[href='#town']");
    await page.waitForTimeout(150);
    expect(!await plays() && page.url().endsWith("#town"), "a drag or a link plays");
    await page.mouse.click(...await find("राहत दल"));
    expect(await settled(plays), "a click does not play");
    await page.evaluate(t => { window.now().currentTime = t; }, sentences[0].start / 1000 - .1);
    const where = () => page.evaluate(() => { const [range] = CSS.highlights.get("audio-edition-sentence"); return range && [range.startContainer.parentElement.localName, range.getBoundingClientRect().top]; });
    expect(await settled(async () => { const [name, top] = (await where()) ?? []; return name === "h1" && top > 100 && top < 420; }), `the title is lit as ${await where()}`);
  },

  async "is worked by keys and tells what changes"({ open, expect }) {
    const page = await openPage(open, "strict");
    await page.keyboard.press("Tab");
    const focused = () => page.evaluate(() => window.player().activeElement?.className || window.player().activeElement?.localName);
    expect(await focused() === "main", `the first stop is ${await focused()}`);
    await page.keyboard.press("Space");
    expect(await settled(() => page.evaluate(t => window.now() && !window.now().paused && window.now().currentTime > t, sentences[0].start / 1000)), "Space does not play");
    await page.keyboard.press(".");
    expect(await settled(() => page.evaluate(t => window.now().currentTime >= t, sentences[1].start / 1000 - .05)), "a full stop does not lead to the next sentence");
    await page.evaluate(() => { const speeds = window.player().querySelector("select"); speeds.value = "1.5"; speeds.dispatchEvent(new Event("change")); });
    expect(await page.evaluate(() => window.now().playbackRate === 1.5 && window.player().querySelector("[role=status]").textContent.includes("1.5")), "the speed is not told");
    await page.keyboard.press("k");
    expect(await settled(() => page.evaluate(() => window.now().paused)), "K does not pause");
  },

  async "leads to a sentence of the page by keys alone, and says where the player's keys lead"({ open, expect }) {
    const page = await openPage(open, "portal", { viewport: { width: 360, height: 740 } }), title = sentences[0];
    const focused = () => page.evaluate(() => { const one = window.player().activeElement, box = one?.getBoundingClientRect(); return one && { name: one.getAttribute("aria-label") || one.textContent, left: box.left, top: box.top, bottom: box.bottom }; });
    const told = () => page.evaluate(() => window.player().querySelector("[role=status]").textContent);
    const at = one => settled(() => page.evaluate(t => window.now() && !window.now().paused && window.now().currentTime >= t - .05 && window.now().currentTime < t + 2, one.start / 1000));
    await page.evaluate(() => { window.sites = []; document.addEventListener("keydown", event => window.sites.push(event.code)); window.player().querySelector("summary").focus(); });
    for (let stops = 0; stops < 6 && (await focused())?.name !== title.text; stops++) await page.keyboard.press("Tab");
    expect((await focused())?.name === title.text, `Tab leads to ${JSON.stringify(await focused())}`);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    const wanted = data.paragraphs[1].sentences[1];
    expect((await focused()).name === wanted.text, `the arrows lead to ${(await focused()).name}`);
    await page.waitForTimeout(600);
    const [over, text] = [await focused(), await page.evaluate(words => { const range = new Range(), node = [...document.querySelectorAll(".story p")].find(one => one.textContent.includes(words)).firstChild; range.setStart(node, node.data.indexOf(words)); range.setEnd(node, range.startOffset + words.length); const box = range.getBoundingClientRect(); return { top: box.top, bottom: box.bottom }; }, wanted.text.slice(0, 10))];
    expect(over.top >= 0 && over.bottom <= 740 && Math.abs(over.top - text.top) < 6, `the focus is at ${JSON.stringify(over)}, its sentence at ${JSON.stringify(text)}`);
    await page.keyboard.press("Enter");
    expect(await at(wanted), "Enter does not play the sentence");
    await page.keyboard.press("Space");
    expect(await settled(() => page.evaluate(() => window.now().paused)), "Space does not pause");
    await page.keyboard.press("Escape");
    await page.keyboard.press("]");
    expect(await told() === data.paragraphs[2].sentences[0].text, `"]" says ${JSON.stringify(await told())}`);
    await press(page, "button[title*=',']");
    expect(await told() === wanted.text, `« says ${JSON.stringify(await told())}`);
    await page.keyboard.press("Equal");
    expect((await told()).includes("1.1×"), `"+" says ${JSON.stringify(await told())}`);
    await page.keyboard.press("n");
    expect(await told() === "आगे की तैयारी", `"n" says ${JSON.stringify(await told())}`);
    expect((await page.evaluate(() => window.sites)).join() === "Tab,Tab,Enter", `the site sees the player's keys: ${await page.evaluate(() => window.sites)}`);
    await page.evaluate(() => { window.player().activeElement.blur(); window.sites = []; });
    await page.keyboard.press("Period");
    expect(await told() === "आगे की तैयारी" && (await page.evaluate(() => window.sites)).length === 1, "a key elsewhere in the page is the player's");
  },

  async "stops by its sleep timer, and links to a sentence of the page"({ open, expect, address }) {
    const page = await openPage(open, "strict", { permissions: ["clipboard-read", "clipboard-write"] });
    const told = () => page.evaluate(() => window.player().querySelector("[role=status]").textContent);
    await start(page);
    await page.evaluate(() => { const sleep = [...window.player().querySelectorAll("select")].at(-1); sleep.value = "chapter"; sleep.dispatchEvent(new Event("change")); });
    const [, end] = data.paragraphs.filter((one, at) => !at || one.chapter).map(one => one.sentences[0].start / 1000);
    await page.evaluate(t => window.seek(t), end - .4);
    await page.evaluate(() => window.now().play());
    expect(await settled(() => page.evaluate(t => window.now().paused && window.now().currentTime >= t, end)), "plays on after the chapter");
    await press(page, "button[title*='(S)']");
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link.startsWith(`${address}/strict.html#`) && (await told()).includes(link), `the link is ${link}`);
    await press(page, "button[title*='(,)']");
    const heading = sentences.find(one => one.text === "आगे की तैयारी"), other = await open("/strict.html" + link.slice(link.indexOf("#")), {}, p => p.addInitScript(EYES));
    expect(await settled(() => other.evaluate(() => window.player()?.querySelector("input").value > 0)), "its link leads nowhere");
    expect(Math.abs(await other.evaluate(() => Number(window.player().querySelector("input").value)) - heading.start / 1000) < 1.5, "its link leads elsewhere");
  },

  async "lights up by boxes where there are no highlights"({ open, expect }) {
    const page = await open("/portal.html", {}, async p => { await p.addInitScript("delete CSS.highlights; delete window.Highlight;"); await p.addInitScript(EYES); });
    await page.waitForFunction(() => window.player()?.querySelector("button"));
    await start(page);
    const wanted = sentences.find(one => one.text.startsWith("हमने"));
    await page.evaluate(t => window.seek(t), (wanted.start + wanted.length / 2) / 1000);
    const over = await page.evaluate(() => { const text = document.querySelector("blockquote p").getBoundingClientRect(), box = document.querySelector("[data-audio-edition=sentence] div").getBoundingClientRect(); return box.top >= text.top - 8 && box.bottom <= text.bottom + 8 && box.width > 100; });
    expect(over, "the box is not over the sentence");
  },

  async "shows nothing on a page of no edition"({ open, expect }) {
    const page = await open("/other.html", {}, p => { p.expectsErrors = true; return p.addInitScript(EYES); });
    await page.waitForTimeout(300);
    expect(await page.evaluate(() => !document.querySelector("[data-audio-edition]")), "there is a player");
  },

  async "goes with the articles of a site that shows another without loading a page"({ open, expect }) {
    const page = await open("/other.html", {}, p => { p.expectsErrors = true; return p.addInitScript(EYES); });
    const go = (address, text) => page.evaluate(([address, text]) => {
      history.pushState(null, "", new URL(address).pathname);
      const link = document.querySelector("link[rel=canonical]") ?? document.head.appendChild(Object.assign(document.createElement("link"), { rel: "canonical" }));
      link.href = address;
      document.querySelector("main, body > p").outerHTML = `<main><h1>${text[0]}</h1>${text.slice(1).map(one => `<p>${one}</p>`).join("")}</main>`;
    }, [address, text]);
    const story = data.paragraphs.filter(one => !one.cells).map(one => one.sentences.map(({ text }) => text).join(" ")), players = () => page.evaluate(() => document.querySelectorAll("[data-audio-edition]").length);
    const stands = () => settled(async () => await players() === 1 && await page.evaluate(() => document.querySelector("[data-audio-edition] + p")?.textContent.startsWith("बाँध का पानी सोमवार")));
    await page.waitForTimeout(200);
    expect(await players() === 0, "a page without an edition has a player");
    await go("https://paper.example/khabar/बाँध", story);
    expect(await stands(), "the article that is shown later gets no player");
    await start(page);
    await go("https://paper.example/elsewhere", ["दूसरी ख़बर", "यहाँ कुछ और लिखा है।"]);
    expect(await settled(async () => await players() === 0 && await page.evaluate(() => window.now().paused)), "its player stays on another article's page");
    await go("https://paper.example/khabar/बाँध", story);
    expect(await stands(), "it does not come back with its article");
  },

  async "has a frame for those who can run no script"({ open, expect }) {
    const oembed = JSON.parse(fs.readFileSync(path.join(root, "story", "oembed.json"), "utf8"));
    const page = await open("/story/index.html#player", { javaScriptEnabled: false, viewport: { width: Math.min(oembed.width, 360), height: oembed.height } });
    const box = await page.locator("audio[controls]").boundingBox();
    expect(box && box.y >= 0 && box.y < oembed.height - 40, `the player is not in view: ${JSON.stringify(box)}`);
    expect(await page.innerText("body").then(text => text.includes("कृत्रिम")), "no disclosure");
  },

  async "opens what its frame leads to beside the page, and chapters within"({ open, expect }) {
    const page = await open("/other.html", {}, p => { p.expectsErrors = true; });
    await page.evaluate(() => { const frame = document.createElement("iframe"); frame.src = "/story/index.html#player"; document.body.append(frame); });
    expect(await settled(() => page.frames().length === 2 && page.frames()[1].evaluate(() => document.documentElement.classList.contains("listening")).catch(() => false)), "the frame does not start");
    const targets = await page.frames()[1].evaluate(() => ["header.show a", "#text a[rel=noopener]", "nav.chapters a"].map(one => document.querySelector(one).target));
    expect(targets.join() === "_blank,_blank,", `links open in ${targets}`);
  },

  async "plays in a frame that may keep nothing, from the moment in its address"({ open, expect }) {
    const page = await open("/portal.html");
    await page.evaluate(() => { const frame = document.createElement("iframe"); frame.sandbox = "allow-scripts"; frame.src = "/story/index.html?t=12#player"; frame.width = 600; frame.height = 480; document.body.prepend(frame); });
    const [, frame] = page.frames(), time = () => frame.evaluate(() => document.querySelector("audio").currentTime);
    expect(await settled(async () => Math.abs(await time() - 12) < .1), `it stands at ${await time()}`);
    await frame.click("#toggle");
    expect(await settled(async () => await time() > 12.2), "it does not play");
  },
};

await run(scenarios, names, root, executable);
