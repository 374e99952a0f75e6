// How soon the desk lets a sentence be heard.  usage: desk_speed.mjs ADDRESS CHROMIUM PROCESS
// Prints a JSON object: milliseconds from a hand's click until the sound moves, each with the sentence's signs and,
// on Linux, the milliseconds of the processor that the desk's process took for it.
import fs from "node:fs";
import { chromium } from "playwright-core";
import { FLAGS } from "./browser.mjs";

const [address, executablePath, desk] = process.argv.slice(2);
const READINGS = ["नया नाम", "दूसरा नाम"];
const STAT = `/proc/${desk}/stat`, TICK = 10;
/** What the desk's process has used of the processor. */
const used = () => fs.existsSync(STAT) ? fs.readFileSync(STAT, "utf8").split(") ")[1].split(" ").slice(11, 13).reduce((sum, ticks) => sum + ticks * TICK, 0) : 0;
const browser = await chromium.launch({ executablePath, args: FLAGS });
const page = await browser.newPage({ locale: "hi-IN" });

/** Clicks; what passes until the sound of that click moves. */
async function clicked(element) {
  await element.scrollIntoViewIfNeeded();
  await page.evaluate(() => {
    const sound = document.getElementById("sound");
    sound.pause();
    const before = sound.src;
    window.passed = new Promise((done, fail) => addEventListener("click", click => {
      const look = () => {
        const now = performance.now() - click.timeStamp;
        if (sound.src !== before && sound.currentTime > 0) done(now);
        else if (now > 120000) fail(new Error(document.getElementById("status").textContent));
        else requestAnimationFrame(look);
      };
      look();
    }, { once: true, capture: true }));
  });
  const begun = used();
  await element.click();
  const milliseconds = Math.round(await page.evaluate(() => window.passed));
  return { milliseconds, processor: used() - begun };
}

await page.goto(address);
await page.locator(".shelf h2 a").first().click();
await page.waitForSelector(".script");
const sentences = await page.locator(".sentence").all();
const first = await clicked(sentences[1].locator(".hear"));
const heard = [], corrected = [];
for (const sentence of sentences.slice(2)) {
  const signs = (await sentence.getAttribute("data-text")).length;
  heard.push({ signs, ...await clicked(sentence.locator(".hear")) });
  await sentence.locator(".plain").nth(1).click();
  for (const reading of READINGS) {
    await page.fill("#reading-other", reading);
    corrected.push({ signs, ...await clicked(page.locator("[data-do=hear_in_sentence]")) });
  }
  await page.keyboard.press("Escape");
}
console.log(JSON.stringify({ first, heard, corrected }));
await browser.close();
