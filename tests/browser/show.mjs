// What a reader and listener does on a show's page.  usage: show.mjs ROOT CHROMIUM SCENARIO…
// ROOT holds small/ (edition-1 to -3 with sound), spellings/, many/ (paged), hostile/, english/, local/ (without a feed).
import fs from "node:fs";
import path from "node:path";
import { findFaults, run } from "./browser.mjs";
import { reachBar, tabThrough } from "./reach.mjs";

const [root, executable, ...names] = process.argv.slice(2);
const SMALL = "/small/index.html";
const settled = async (check, ms = 3000) => { for (const end = Date.now() + ms; Date.now() < end; await new Promise(next => setTimeout(next, 20))) if (await check()) return true; return false; };
/** What is said of a search, and in the player. */
const status = page => page.evaluate(() => ["status", "told"].map(id => document.getElementById(id)).filter(e => e && e.getClientRects().length).map(e => e.textContent).join(""));
const titles = page => page.$$eval("#results h3", all => all.map(e => e.textContent));
/** Asks as a reader does, and waits for the answer. */
async function ask(page, query) {
  await page.fill("#query", "");
  await page.keyboard.press("Enter");
  await settled(async () => !await status(page));
  await page.fill("#query", query);
  await page.keyboard.press("Enter");
  await page.waitForFunction(query => document.querySelector("#status").textContent.startsWith(`“${query}”`), query, { timeout: 5000 });
}
const sound = page => page.evaluate(() => { const a = document.querySelector("audio"); return a && { src: a.getAttribute("src"), time: a.currentTime, paused: a.paused }; });
const requested = page => { const all = []; page.on("request", request => all.push(new URL(request.url()).pathname)); return all; };

const scenarios = {
  async "needs no script to list, play, download and turn pages"({ open, expect, root }) {
    const page = await open("/many/index.html", { javaScriptEnabled: false });
    const seen = new Set();
    for (let turns = 0; turns < 9; turns++) {
      for (const href of await page.$$eval("h3 a", all => all.map(a => a.getAttribute("href")))) seen.add(href);
      expect(await page.locator("form, #looks, #copy").evaluateAll(all => all.every(e => !e.getClientRects().length)), "shows what only works with scripts");
      const next = page.locator("nav.pages a[rel=next]");
      if (!await next.count()) break;
      await next.click();
    }
    expect(seen.size === 160, `reaches ${seen.size} of 160 editions`);
    await page.goto(page.url().replace(/many.*/, "small/index.html"));
    const play = await page.getAttribute("a.play", "href"), load = await page.getAttribute("a[download]", "href");
    expect(fs.existsSync(path.join(root, "small", play)) && play === load, "leads to no sound: " + play);
  },
  async "plays one edition at a time, in place"({ open, expect }) {
    const page = await open(SMALL), [first, second] = await page.locator("button.play").all();
    expect(!(await sound(page)).src, "has a sound before one is asked for");
    await first.click();
    expect(await settled(async () => (await sound(page)).time > .3), "does not play");
    expect((await first.textContent()).startsWith("रोकें"), "the button does not say that it pauses");
    expect(await page.evaluate(() => navigator.mediaSession.metadata.title) === "तीसरी ख़बर", "does not tell the lock screen");
    await second.click();
    expect(await settled(async () => (await sound(page)).src.includes("edition-2") && (await sound(page)).time > .1), "does not play the other");
    expect((await first.textContent()).startsWith("चलाएँ") && await page.locator("audio").count() === 1, "two play at once");
    expect(await page.locator(".cards .current").count() === 1, "marks more than the one that plays");
    await second.focus();
    await page.keyboard.press("Space");
    expect(await settled(async () => (await sound(page)).paused), "does not pause by its button");
    expect((await page.locator(".bar a").getAttribute("href")).endsWith("/small/edition-2/index.html"), "the player does not lead to the edition");
    await page.click("[data-do=close]");
    expect(await second.evaluate(e => e === document.activeElement), "the focus is lost when the player closes");
    expect(await page.locator(".bar").isHidden(), "the player does not close");
  },
  async "goes on where the edition's own page was left"({ open, expect }) {
    const page = await open(SMALL);
    await page.evaluate(() => localStorage.setItem("audio-edition at article-3", "4.0"));
    await page.locator("button.play").first().click();
    expect(await settled(async () => (await sound(page)).time >= 4), "begins anew");
    expect(/0:04/.test(await status(page)), "does not say where it goes on: " + await status(page));
    await page.evaluate(() => { document.querySelector("audio").currentTime = 6; });
    await settled(async () => (await sound(page)).time >= 6.1);
    await page.locator("button.play").first().click();
    expect(await settled(() => page.evaluate(() => +localStorage.getItem("audio-edition at article-3") >= 6)), "does not keep the place");
  },
  async "finds a word however it is written"({ open, expect, root }) {
    const page = await open("/spellings/index.html");
    const rows = JSON.parse(fs.readFileSync(path.join(root, "spellings", "rows.json"), "utf8"));
    for (const { written, folded, id } of rows) {
      for (const query of [written, folded]) {
        await ask(page, query);
        const link = page.locator("#results .snippet a").first();
        if (!expect(await link.count(), `${query}: not found`)) continue;
        const marks = await link.locator("mark").allTextContents();
        expect(await link.getAttribute("href") === "edition-1/index.html#" + id, `${query}: leads to ${await link.getAttribute("href")}, not ${id}`);
        expect(marks.includes(written), `${query}: marks ${marks}`);
      }
    }
  },
  async "puts titles first, then whole words, then the newest; all words must be there"({ open, expect }) {
    const page = await open(SMALL);
    await ask(page, "ख़बर");
    expect((await titles(page)).join() === "तीसरी ख़बर,दूसरी ख़बर,पहली ख़बर", "by date: " + await titles(page));
    await ask(page, "बाज़ार");
    expect((await titles(page)).join() === "दूसरी ख़बर,तीसरी ख़बर,पहली ख़बर", "whole words, then the newest: " + await titles(page));
    await ask(page, "दूसरी");
    expect((await titles(page)).join() === "दूसरी ख़बर,तीसरी ख़बर", "titles first: " + await titles(page));
    await ask(page, "पहली बाज़ार");
    expect((await titles(page)).join() === "पहली ख़बर", "all words: " + await titles(page));
    await ask(page, "पहल");
    expect((await titles(page)).join() === "पहली ख़बर", "beginnings: " + await titles(page));
    await ask(page, "नहीं ऐसा कुछ");
    expect(!(await titles(page)).length && /किसी संस्करण में नहीं/.test(await status(page)), "finds what is not there");
    expect(await page.locator("#editions").isHidden(), "shows the list as if it were an answer");
  },
  async "is asked, told and left by keys"({ open, expect }) {
    const page = await open(SMALL);
    await page.focus("#query");
    await page.keyboard.type("मछली");
    expect(await settled(async () => (await status(page)) === "“मछली”: 1 संस्करण मिला"), "says: " + await status(page));
    expect(await page.getAttribute("#status", "role") === "status", "the answer is not announced");
    for (let stops = 0; stops < 4 && !await page.evaluate(() => document.activeElement.closest(".snippet")); stops++) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await settled(() => page.url().endsWith("/small/edition-1/index.html#p3s1")), "Enter leads to " + page.url());
    await page.waitForLoadState();
    await page.goBack();
    expect(await settled(async () => (await titles(page)).length === 1), "the answer is gone on coming back");
    expect(await page.inputValue("#query") === "मछली", "the question is gone on coming back");
    await page.fill("#query", "");
    expect(await settled(() => page.locator("#editions").isVisible()) && !page.url().includes("?"), "does not come back to the list");
  },
  async "shows more results when asked, and plays them"({ open, expect }) {
    const page = await open("/many/index.html");
    await ask(page, "साझा");
    expect((await titles(page)).length === 10 && /160/.test(await status(page)), `${(await titles(page)).length} at first: ` + await status(page));
    await page.click("#further");
    expect(await settled(async () => (await titles(page)).length === 20), "shows no more");
    expect(await page.evaluate(() => document.activeElement.textContent) === (await titles(page))[10], "the focus is not on the first new one");
    await page.goto(page.url().replace("many", "small").replace(/\?.*/, "?q=" + encodeURIComponent("मछली")));
    await page.locator("#results button.play").click();
    expect(await settled(async () => (await sound(page)).src.includes("edition-1") && (await sound(page)).time > .1), "does not play a result");
  },
  async "loads nothing of the index before it is needed, and little then"({ open, expect, figures }) {
    let asked;
    const page = await open("/many/index.html", {}, page => { asked = requested(page); });
    await page.waitForTimeout(200);
    expect(!asked.some(name => /search|sentences|mp3/.test(name)), "asks beforehand: " + asked);
    await ask(page, "साझा");
    figures.requests = asked.filter(name => /search/.test(name)).length;
    expect(figures.requests <= 6, "asks for much: " + asked);
  },
  async "says that a search failed, and works again after"({ open, expect }) {
    const page = await open(SMALL, { serviceWorkers: "block" });
    page.expectsErrors = true;
    await page.route("**/search.parts/**", route => route.abort());
    await page.fill("#query", "मछली");
    expect(await settled(async () => /खोज नहीं हो सकी/.test(await status(page))), "says: " + await status(page));
    expect(await page.locator("#editions").isVisible(), "takes the list away for nothing");
    await page.unroute("**/search.parts/**");
    await page.click(".search button");
    expect(await settled(async () => (await titles(page)).length === 1), "does not work again");
  },
  async "finds titles where an edition's text cannot be had"({ open, expect }) {
    const page = await open(SMALL, { serviceWorkers: "block" });
    page.expectsErrors = true;
    await page.route("**/sentences.txt", route => route.abort());
    await ask(page, "पहली");
    expect((await titles(page)).join() === "पहली ख़बर", "finds " + await titles(page));
  },
  async "copies the feed's address"({ open, expect }) {
    const page = await open(SMALL, { permissions: ["clipboard-read", "clipboard-write"] });
    await page.click("#copy");
    expect(await settled(async () => /लिंक कॉपी हो गया/.test(await status(page))), "says: " + await status(page));
    expect(await page.evaluate(() => navigator.clipboard.readText()) === "https://example.org/show/feed.xml", "copies something else");
    const local = await open("/local/index.html");
    expect(!await local.locator(".subscribe").count(), "offers a feed that is not there");
  },
  async "runs nothing that titles and texts hold"({ open, expect }) {
    const page = await open("/hostile/index.html", {}, page => page.on("dialog", () => expect(false, "a script of the text ran")));
    await ask(page, "सच");
    expect(await page.locator("#results article").count() === 1 && !await page.locator("main img, main script").count(), "markup of the text is markup of the page");
    expect(!/[\u202a-\u202e\u2066-\u2069]/.test((await titles(page)).join()), "a title turns what is around it");
    await page.goto(page.url().replace(/\?.*/, "?q=" + encodeURIComponent("<img src=x onerror=alert(1)>")));
    expect(await settled(async () => /<img src=x/.test(await status(page))), "says: " + await status(page));
  },
  async "has no fault that axe knows, in any look, and fits a narrow screen"({ open, expect }) {
    const looks = [
      {}, { colorScheme: "dark" }, { forcedColors: "active" }, { theme: "contrast" }, { size: [320, 640], theme: "dark" },
      { size: [360, 640], reducedMotion: "reduce", letters: "200" },
    ];
    const judge = async (page, told, chosen = looks) => {
      for (const { theme = "", letters = "", size: [width, height] = [1000, 800], ...media } of chosen) {
        await page.emulateMedia({ colorScheme: "light", forcedColors: "none", reducedMotion: "no-preference", ...media });
        await page.setViewportSize({ width, height });
        await page.selectOption("#theme", theme);
        await page.selectOption("#size", letters);
        const look = `${told}, ${JSON.stringify({ theme, letters, width, ...media })}`, wide = await page.evaluate(() => document.scrollingElement.scrollWidth - innerWidth);
        for (const fault of await findFaults(page)) expect(false, `${look}: ${fault}`);
        expect(wide <= 0, `${look}: ${wide} px too wide`);
      }
    };
    for (const folder of ["many", "english", "empty"]) await judge(await open(`/${folder}/index.html`), folder, looks.slice(-1));
    const page = await open(SMALL);
    await judge(page, "at first");
    await page.locator("button.play").first().click();
    await ask(page, "बाज़ार");
    await judge(page, "with results and player");
  },
  async "keeps the look that was chosen on an edition's page"({ open, expect }) {
    const page = await open(SMALL);
    await page.evaluate(() => localStorage.setItem("audio-edition theme", "contrast"));
    await page.reload();
    expect(await page.evaluate(() => document.documentElement.dataset.theme) === "contrast" && await page.inputValue("#theme") === "contrast", "looks otherwise");
  },
  async "works from a folder, without a server"({ open, expect, root }) {
    const page = await open("file://" + path.join(root, "small", "index.html"));
    expect(await page.locator("#search").isHidden(), "offers a search that cannot work");
    await page.locator("button.play").first().click();
    expect(await settled(async () => (await sound(page)).time > .2), "does not play");
  },
  async "leads on where a listener left off, and plays through the queue"({ open, expect }) {
    const page = await open(SMALL), list = name => page.locator(`#${name} h3`).allTextContents();
    expect(await page.isHidden("#continue") && await page.isHidden("#queue"), "offers what nobody has begun");
    await page.locator("#editions button.play").nth(0).click();
    await settled(async () => (await sound(page)).time > 0);
    await page.evaluate(() => { document.querySelector("audio").currentTime = 5; });
    await page.waitForTimeout(200);
    await page.locator("#editions button.queue").nth(2).click();
    expect((await list("queue")).join() === "पहली ख़बर", "queues " + await list("queue"));
    expect(/कतार में जुड़ा: पहली ख़बर/.test(await status(page)), "says " + await status(page));
    const left = await page.evaluate(() => { const audio = document.querySelector("audio"); audio.pause(); return Math.round(audio.currentTime); });
    await page.reload();
    expect((await list("continue")).join() === "तीसरी ख़बर" && (await page.textContent("#continue .about")).includes("0:0" + left), "leads on with " + await list("continue"));
    await page.locator("#continue button.play").click();
    expect(await settled(async () => (await sound(page)).time >= 5), "does not go on where it was left");
    await page.evaluate(() => { document.querySelector("audio").currentTime = 11.6; });
    expect(await settled(async () => /edition-1/.test((await sound(page)).src) && !(await sound(page)).paused, 4000), "does not play on with the queue: " + JSON.stringify(await sound(page)));
    expect(/अब चल रहा है: पहली ख़बर/.test(await status(page)), "does not say what it plays on with: " + await status(page));
    expect(await page.isHidden("#queue") && await page.isHidden("#continue"), "keeps what is done in its lists");
    expect(await page.inputValue("#sleep") === "", "the timer is not off at first");
    expect(await page.locator(".mine button.queue").count() === 0, "offers the queue twice");
    await page.click("#more");
    await page.selectOption("#sleep", "edition");
    await page.locator("#editions button.queue").nth(0).click();
    await page.evaluate(() => { document.querySelector("audio").currentTime = 11.6; });
    expect(await settled(async () => /टाइमर ने रोक/.test(await status(page)), 4000) && (await list("queue")).length === 1, "plays on though the timer says not to");
  },
  async "keeps speed and letters from page to page"({ open, expect }) {
    const page = await open(SMALL);
    await page.locator("#editions button.play").first().click();
    await page.selectOption("#speed", "1.5");
    await page.selectOption("#size", "150");
    const link = await page.locator("#editions h3 a").first().getAttribute("href");
    await page.goto(new URL(link, page.url()).href);
    expect(await page.evaluate(() => document.querySelector("audio").playbackRate + document.documentElement.dataset.size) === "1.5150", "an edition's page knows nothing of them");
  },
  async "leads from an edition to the next, which plays on if that is wanted"({ open, expect }) {
    const page = await open("/small/edition-2/index.html");
    await settled(() => page.isVisible("#beside"));
    const titles = await page.locator("#beside a span:last-child").allTextContents();
    expect((await page.locator("#beside a").evaluateAll(all => all.map(a => a.rel))).join() === "prev,next", "tells machines of another order");
    expect(titles.join() === "पहली ख़बर,तीसरी ख़बर", "leads to " + titles);
    await page.click("#more");
    await page.check("#on");
    await page.click("#toggle");
    await settled(() => page.evaluate(() => document.querySelector("audio").currentTime > 0));
    await page.evaluate(() => { document.querySelector("audio").currentTime = 11.7; });
    await page.waitForURL("**/edition-1/index.html", { timeout: 5000 });
    expect(await settled(() => page.evaluate(() => !document.querySelector("audio").paused || /चलाएँ दबाइए/.test(document.getElementById("status").textContent))), "neither plays on nor says that it waits");
    const alone = await open("/small/edition-1/index.html");
    await alone.waitForTimeout(300);
    expect(await alone.evaluate(() => document.querySelector("audio").paused), "plays by itself");
  },
  async "keeps an edition for a journey, and finds it again without the network"({ open, expect }) {
    const page = await open("/small/edition-2/index.html");
    await page.evaluate(() => { document.querySelector("audio").dataset.cover = "chapters.json"; }); // for its picture
    await page.click("#more");
    await page.click("#keep");
    expect(await settled(async () => /^रख लिया/.test(await status(page)), 5000), "says " + await status(page));
    await settled(() => page.evaluate(() => navigator.serviceWorker.controller !== null));
    page.expectsErrors = true; // what was not kept cannot be had
    await page.context().setOffline(true);
    await page.goto(page.url().replace("edition-2/index.html", ""));
    expect(await page.locator("#kept h3").allTextContents().then(all => all.join()) === "दूसरी ख़बर", "the show's page is not found");
    expect(/वह नीचे है/.test(await status(page)) && await page.isHidden("#editions"), "does not say what can be heard: " + await status(page));
    await page.locator("#kept h3 a").click();
    await page.click("#toggle");
    expect(await settled(() => page.evaluate(() => document.querySelector("audio").currentTime > .2)), "does not play without the network");
    await page.evaluate(() => { document.querySelector("audio").currentTime = 9; });
    expect(await settled(() => page.evaluate(() => document.querySelector("audio").currentTime > 9.1)), "cannot be sought in without the network");
    await page.context().setOffline(false);
    await page.evaluate(() => { delete document.querySelector("audio").dataset.cover; });
    await page.click("#more");
    await page.click("#keep");
    expect(await settled(async () => /^हटा/.test(await status(page))), "cannot be removed");
    const left = await page.evaluate(async () => { const urls = []; for (const name of await caches.keys()) urls.push(...(await (await caches.open(name)).keys()).map(r => r.url)); return urls.filter(url => /edition-2/.test(url)); });
    expect(!left.length, "leaves " + left);
  },
  async "can be installed, and opens without the network with nothing kept"({ open, expect }) {
    const page = await open(SMALL);
    const devtools = await page.context().newCDPSession(page);
    const faults = async () => (await devtools.send("Page.getInstallabilityErrors")).installabilityErrors.map(one => one.errorId).filter(id => id !== "in-incognito");
    expect(!(await faults()).length, "cannot be installed: " + await faults());
    expect(await settled(() => page.evaluate(() => navigator.serviceWorker.controller !== null)), "no worker by itself");
    page.expectsErrors = true; // what was not kept cannot be had
    await page.clock.install(); // it looks for the network every five seconds
    await page.context().setOffline(true);
    await page.goto(page.url().replace("index.html", "edition-2/index.html"));
    expect(page.url().endsWith("/small/index.html?offline") && /यात्रा के लिए कुछ रखा नहीं/.test(await status(page)), `opens ${page.url()} and says ` + await status(page));
    expect(await page.isHidden("#editions") && await page.isHidden("#search"), "offers what cannot be heard");
    await page.context().setOffline(false);
    await page.clock.fastForward(5000);
    expect(await settled(async () => page.url().endsWith("/small/index.html") && await page.isVisible("#editions"), 8000), "stays away when the network is back");
  },
  async "has the keys, the help and the sleep timer of an edition's page"({ open, expect }) {
    const page = await open(SMALL, { permissions: ["clipboard-read", "clipboard-write"], serviceWorkers: "block" });
    await page.route("**/chapters.json", route => route.fulfill({ json: { chapters: [{ startTime: 0 }, { startTime: 4 }] } }));
    await page.locator("#editions button.play").first().click();
    await settled(async () => (await sound(page)).time > 0);
    await page.locator("#editions h3 a").first().focus();
    await page.keyboard.press("Space");
    expect(await settled(async () => (await sound(page)).paused && /रुका, 0:0/.test(await status(page))), "Space does not pause, or says " + await status(page));
    await page.keyboard.press("l");
    expect(await settled(async () => (await sound(page)).time >= 10 && /^0:1\d$/.test(await status(page))), "L does not lead on, or says " + await status(page));
    await page.keyboard.press("=");
    expect(/गति: 1.1×/.test(await status(page)), "says of the speed " + await status(page));
    await page.keyboard.press("m");
    expect((await page.locator("#keylist kbd").allTextContents()).join(" ") === "Space K J L M - +", "helps with " + await page.locator("#keylist kbd").allTextContents());
    await page.uncheck("#keys");
    await page.focus("#speed");
    await page.keyboard.press("j");
    expect((await sound(page)).time >= 10, "J works though it is off");
    await page.evaluate(() => { document.querySelector("audio").currentTime = 2.5; });
    await page.selectOption("#sleep", "chapter");
    await page.focus("#speed");
    await page.keyboard.press("Space");
    expect(await settled(async () => !(await sound(page)).paused), "Space does not play from a menu, with the other keys off");
    expect(await settled(async () => (await sound(page)).paused, 5000) && /टाइमर ने रोक/.test(await status(page)), "plays on after the chapter");
    expect((await sound(page)).time < 5, `stopped at ${(await sound(page)).time}`);
    await page.selectOption("#sleep", "10");
    await page.goto(new URL("edition-2/index.html", page.url()).href);
    expect(/टाइमर में (10:00|9:5\d) बाकी/.test(await page.textContent("#left")) && await page.inputValue("#sleep") === "10", "the timer's time is lost: " + await page.textContent("#left"));
    expect(/टाइमर में/.test(await page.textContent("#status")), "does not say what is left of the timer");
    await page.click("#more");
    await page.click("[data-do=copy_sentence]");
    const [copied, own] = await page.evaluate(async () => [await navigator.clipboard.readText(), document.querySelector("link[rel=canonical]").href]);
    expect(copied.startsWith(own + "#p"), `copies ${copied}, and shares ${own}`);
    await page.click("#queue");
    expect(/कतार में जुड़ा: दूसरी/.test(await page.textContent("#status")) && await page.getAttribute("#queue", "aria-pressed") === "true", "is not queued from its page");
    await page.goto(new URL("../index.html", page.url()).href);
    expect((await page.locator("#queue h3").allTextContents()).join() === "दूसरी ख़बर", "the queue knows nothing of it");
  },
  async "keeps every control of the player in reach, and the focus on what is seen"({ open, expect, figures }) {
    const page = await open("/many/index.html");
    page.expectsErrors = true; // these have no sound
    await page.locator("button.play").nth(9).click();
    figures.windows = await reachBar(page, expect);
    const few = await open(SMALL);
    await few.locator("button.play").first().click();
    figures.stops = await tabThrough(few, expect);
    expect(figures.stops > 100, `only ${figures.stops} stops`);
  },
};
await run(scenarios, names, root, executable);
