// How soon an edition's page plays, seeks and scrolls.  usage: speed.mjs ROOT CHROMIUM PAGE…
// Prints a JSON object a page; milliseconds from a hand's click until the sound moves, the median of several.
import path from "node:path";
import fs from "node:fs";
import { chromium } from "playwright-core";
import { FLAGS, serve } from "./browser.mjs";

const [root, executablePath, ...pages] = process.argv.slice(2);
const median = list => list.sort((a, b) => a - b)[list.length >> 1];

/** In the page: calls `done` with what passed between the next click and a sound that moves from where it leads. */
const WATCH = `window.watch = () => new Promise(done => {
  const audio = document.querySelector("audio");
  addEventListener("click", click => {
    const look = from => {
      if (audio.paused || audio.seeking || audio.readyState < 3) return requestAnimationFrame(() => look(null));
      if (from !== null && audio.currentTime > from) return done(performance.now() - click.timeStamp);
      requestAnimationFrame(() => look(from ?? audio.currentTime));
    };
    setTimeout(() => look(null));
  }, { once: true, capture: true });
});`;

async function clicked(page, selector) {
  await page.evaluate(() => { window.passed = window.watch(); });
  const box = await page.evaluate(selector => { const element = document.querySelector(selector); element.scrollIntoView({ block: "center", behavior: "instant" }); const box = element.getClientRects()[0]; return [box.x + Math.min(box.width / 2, 40), box.y + box.height / 2]; }, selector);
  await page.waitForTimeout(300);
  await page.mouse.click(...box);
  return page.evaluate(() => window.passed);
}

/** Turns the wheel through the page and counts the frames that came late. */
async function scroll(page, turns) {
  await page.evaluate(() => {
    scrollTo(0, 0);
    window.frames = [];
    let last = performance.now();
    const look = now => { window.frames.push(now - last); last = now; if (window.frames.going !== false) requestAnimationFrame(look); };
    requestAnimationFrame(look);
  });
  await page.mouse.move(500, 300);
  for (let turn = 0; turn < turns; turn++) { await page.mouse.wheel(0, 600); await page.waitForTimeout(30); }
  // A leap to the middle and to the end, as with the scroll bar.
  for (const part of [.5, 1, .25]) { await page.evaluate(part => scrollTo(0, part * document.scrollingElement.scrollHeight), part); await page.waitForTimeout(200); }
  return page.evaluate(() => { window.frames.going = false; const frames = [...window.frames].slice(1); return { frames: frames.length, late: frames.filter(ms => ms > 50).length, worst: Math.round(Math.max(...frames)) }; });
}

const server = await serve(root), browser = await chromium.launch({ executablePath, args: FLAGS });
for (const name of pages) {
  const plays = [], seeks = [], opened = [];
  let page;
  for (let round = 0; round < 5; round++) {
    const context = await browser.newContext({ viewport: { width: 1000, height: 800 } });
    page = await context.newPage();
    await page.addInitScript(WATCH);
    const begun = Date.now();
    await page.goto(`${server.address}/${name}`);
    await page.waitForFunction(() => document.querySelector("audio").duration > 0);
    opened.push(Date.now() - begun);
    plays.push(await clicked(page, "#toggle"));
    const sentences = await page.evaluate(() => [...document.querySelectorAll("[data-t]")].map(one => one.id));
    for (const part of [.9, .1, .5, .99]) seeks.push(await clicked(page, "#" + sentences[Math.floor(part * sentences.length)]));
    if (round < 4) await context.close();
  }
  await page.evaluate(() => document.querySelector("audio").pause());
  const still = await scroll(page, 100);
  const kilobytes = fs.readFileSync(path.join(root, name), "utf8").match(/<script>[\s\S]*?<\/script>/g).reduce((sum, one) => sum + Buffer.byteLength(one), 0) / 1000;
  console.log(JSON.stringify({ name, opened: median(opened), play: median(plays), slowest_play: Math.max(...plays), seek: median(seeks), slowest_seek: Math.max(...seeks), kilobytes, scroll: still }));
  await page.context().close();
}
await browser.close();
server.close();
