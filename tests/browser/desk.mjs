// What an editor does at the desk.  usage: desk.mjs ADDRESS CHROMIUM FOLDER
// Prints one JSON object a step: its name, problems and figures. FOLDER holds article.txt and word.docx.
import fs from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";
import { axeSource, FLAGS } from "./browser.mjs";

const [address, executablePath, folder] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: FLAGS });
const context = await browser.newContext({ locale: "hi-IN", viewport: { width: 1000, height: 900 } });
const page = await context.newPage();
const errors = [];
page.on("pageerror", error => errors.push(String(error)));
page.on("console", message => { if (message.type() === "error" && !page.expectsErrors) errors.push(message.text()); });
page.on("request", request => { if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(address)) errors.push("asks " + request.url()); });
const picture = async name => { if (process.env.PICTURES) await page.screenshot({ path: path.join(process.env.PICTURES, `${name}.png`), fullPage: false }); };

async function step(name, does) {
  const problems = [], figures = {};
  const expect = (truth, otherwise) => { if (!truth) problems.push(otherwise); return truth; };
  try { await does(expect, figures); } catch (error) { problems.push(String(error.stack || error).slice(0, 1500)); }
  console.log(JSON.stringify({ name, problems: [...problems, ...errors.splice(0)], figures }));
}

/** Sees that a click is followed by sound; how long that takes, and how long the sound is. */
async function heard(click) {
  await page.evaluate(() => { const sound = document.getElementById("sound"); sound.removeAttribute("src"); window.playing = new Promise(done => sound.addEventListener("playing", () => done({ at: performance.now(), seconds: sound.duration }), { once: true })); });
  const before = await page.evaluate(() => performance.now());
  await click();
  const { at, seconds } = await page.evaluate(() => Promise.race([window.playing, new Promise((_, fail) => setTimeout(() => fail(new Error("no sound: " + document.getElementById("status").textContent)), 20000))]));
  return { after: Math.round(at - before) / 1000, seconds };
}

async function look(expect, width) {
  await page.setViewportSize({ width, height: 800 });
  await page.evaluate(axeSource);
  const found = await page.evaluate(() => axe.run(document, { rules: { "target-size": { enabled: true } }, resultTypes: ["violations"] }));
  for (const fault of found.violations) expect(false, `${width}: ${fault.id}: ${fault.help}: ${fault.nodes[0].html.slice(0, 160)}`);
  expect(await page.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth), `${width}: wider than the window`);
}

await page.goto(address);
await step("takes an article that is pasted", async (expect, figures) => {
  await look(expect, 360);
  await page.fill("#paste", fs.readFileSync(path.join(folder, "article.txt"), "utf8"));
  await page.click("[data-form=create] button");
  await page.waitForURL(/script\?article=/);
  figures.guesses = await page.locator(".word.guess").count();
  figures.words = await page.locator(".word").count();
  expect(figures.words > 3, "nothing is said otherwise than it is written");
  await picture("script");
});
await step("lets a sentence be heard", async (expect, figures) => {
  Object.assign(figures, await heard(() => page.click(".sentence .hear")));
  expect(figures.seconds > 1 && figures.seconds < 30, `the sentence lasts ${figures.seconds} s`);
});
await step("is worked by keys: to a guess, to hear it, to open it", async expect => {
  await page.focus("main");
  await page.keyboard.press("n");
  expect(await page.evaluate(() => document.activeElement.matches(".word")), "n leads to no word");
  await heard(() => page.keyboard.press("Space"));
  await page.keyboard.press("Enter");
  await page.waitForSelector("dialog[open]");
  expect(await page.locator("#reading-offers input").count() > 0, "no reading is offered");
  await look(expect, 360);
  await picture("reading-phone");
  await page.setViewportSize({ width: 1000, height: 900 });
  await picture("reading");
  await page.keyboard.press("Escape");
});
await step("keeps a reading for the show, heard before", async (expect, figures) => {
  const word = page.locator('.word[data-written="EEZ"]').first();
  await word.click();
  await page.fill("#reading-other", "ई ई ज़ेड इलाक़ा");
  Object.assign(figures, await heard(() => page.click("[data-do=hear_in_sentence]")));
  await page.press("#reading-other", "Enter");
  await page.waitForFunction(() => document.querySelector("#status")?.textContent.includes("lexicon.tsv"));
  expect(await page.evaluate(() => document.activeElement.matches(".word")), "the focus is lost");
  expect(await page.locator('.word[data-written="EEZ"]').first().getAttribute("data-spoken") === "ई ई ज़ेड इलाक़ा", "the reading is not the new one");
});
await step("keeps a reading for this article alone", async expect => {
  await page.locator('.word[data-written="NATO"]').first().click();
  await page.fill("#reading-other", "नाटो संगठन");
  await page.click("dialog button[value=here]");
  await page.waitForFunction(() => /\.tsv/.test(document.querySelector("#status")?.textContent) && !document.querySelector("#status")?.textContent.includes("lexicon.tsv"));
  expect(await page.locator('.word[data-written="NATO"]').first().getAttribute("data-spoken") === "नाटो संगठन", "the reading is not the new one");
});
await step("gives any word another reading, by mouse and by keys", async (expect, figures) => {
  await page.locator(".plain", { hasText: "किसानों" }).click();
  expect((await page.textContent("#reading-word")).includes("किसानों"), "a word that is said as it is written cannot be opened");
  await page.keyboard.press("Escape");
  await page.locator(".sentence", { hasText: "किसानों" }).locator(".other").focus();
  await page.keyboard.press("Enter");
  await page.selectOption("#reading-words", { label: "पुराना" });
  await page.fill("#reading-other", "पुरा-ना");
  Object.assign(figures, await heard(() => page.click("[data-do=hear_word]")));
  await page.press("#reading-other", "Enter");
  await page.waitForFunction(() => document.querySelector("#status")?.textContent.includes("पुरा-ना"));
  expect(await page.evaluate(() => document.activeElement.dataset.written === "पुराना"), "the focus is not on the word");
  await page.keyboard.press("ArrowLeft");
  expect(await page.evaluate(() => document.activeElement.textContent === "यह"), "arrows do not lead from word to word");
  await page.click("#status button");
  await page.waitForFunction(() => document.querySelector(".script") && !document.querySelector('.word[data-written="पुराना"]'));
});
await step("refuses what cannot be said", async expect => {
  page.expectsErrors = true;
  await page.locator(".word").first().click();
  await page.fill("#reading-other", "x y");
  await page.click("dialog button[value=always]");
  await page.waitForFunction(() => document.querySelector("#reading-status")?.textContent.length > 5);
  page.expectsErrors = false;
  errors.length = 0;
  expect(await page.isVisible("dialog"), "the dialog is gone");
  await page.keyboard.press("Escape");
});
await step("saves a text, and takes it back", async expect => {
  await page.click(".tabs a[href^=text]");
  await look(expect, 360);
  const before = await page.inputValue("#body");
  await page.fill("#author", "आशा");
  await page.fill("#body", before + "\n\nयह पंक्ति बाद में जोड़ी गई।\n");
  await picture("text");
  await page.click("[data-form=save] button.main");
  await page.waitForFunction(() => document.querySelector("#status")?.textContent.includes("सहेजा गया"));
  expect(await page.inputValue("#author") === "आशा" && (await page.inputValue("#body")).includes("बाद में जोड़ी गई"), "it is not saved");
  await page.click("[data-do=undo]");
  await page.waitForFunction(() => document.querySelector("#body")?.value.includes("बाद में जोड़ी गई") === false);
});
await step("overwrites nothing that has changed meanwhile", async expect => {
  const name = await page.getAttribute("[data-article]", "data-article"), file = path.join(folder, "content", name);
  fs.appendFileSync(file, "\nकिसी और ने यह जोड़ा।\n");
  await page.fill("#body", (await page.inputValue("#body")) + "\nमेरा वाक्य।\n");
  await page.click("[data-form=save] button.main");
  await page.waitForURL(/compare\?/);
  expect(fs.readFileSync(file, "utf8").includes("किसी और ने") && fs.readFileSync(file + ".new", "utf8").includes("मेरा वाक्य"), "a change is lost");
  await look(expect, 360);
  await picture("comparison");
  await page.click("[data-form=merge] button.main");
  expect(/compare/.test(page.url()), "it is merged before anything is chosen");
  for (const choice of await page.locator("fieldset.choice").all()) await choice.locator("input").last().check();
  await page.click("[data-form=merge] button.main");
  await page.waitForURL(/text\?/);
  const merged = fs.readFileSync(file, "utf8");
  expect(merged.includes("किसी और ने") && merged.includes("मेरा वाक्य"), "of both versions one is missing");
  expect(!fs.existsSync(file + ".new"), "what is merged still waits");
  await page.click("details summary");
  await page.click("[data-do=bring_back]");
  await page.waitForURL(/compare\?/);
  expect(fs.readFileSync(file + ".new", "utf8").includes("मेरा वाक्य"), "what was merged cannot be had back");
  fs.unlinkSync(file + ".new");
  await page.goto(page.url().replace("compare", "text"));
  fs.appendFileSync(file, "\nयह भी किसी और का।\n");
  await page.reload();
  expect(await page.locator("[data-do=undo]").count() === 0 && await page.locator("a[href*=earlier]").count() === 1, "undo is offered where it would overwrite");
});
await step("merges what two have changed, where they are not at odds", async expect => {
  await page.goto(page.url());
  const file = path.join(folder, "content", await page.getAttribute("[data-article]", "data-article"));
  fs.writeFileSync(file, fs.readFileSync(file, "utf8").replace("भारत का EEZ", "भारत का बड़ा EEZ"));
  await page.fill("#body", (await page.inputValue("#body")).replace("XQTR भी", "XQTR ही"));
  await page.click("[data-form=save] button.main");
  await page.waitForFunction(() => document.querySelector("#status")?.textContent.includes("दोनों के बदलाव"));
  const merged = fs.readFileSync(file, "utf8");
  expect(merged.includes("बड़ा EEZ") && merged.includes("XQTR ही"), merged);
});
await step("keeps what is typed and not saved, for any browser", async expect => {
  await page.goto(page.url());
  await page.fill("#body", (await page.inputValue("#body")) + "\nबिना सहेजा वाक्य।\n");
  await page.waitForFunction(() => document.querySelector("#draft-status")?.textContent.length > 5);
  const other = await browser.newContext({ locale: "hi-IN" }), tab = await other.newPage();
  await tab.goto(address);
  expect(await tab.locator(".shelf .message a[href^=text]").count() === 1, "the shelf does not tell of it");
  await tab.goto(page.url());
  expect((await tab.inputValue("#body")).includes("बिना सहेजा वाक्य"), "it is gone");
  tab.once("dialog", dialog => dialog.dismiss());
  await tab.click("[data-do=drop_draft]");
  await tab.reload();
  expect((await tab.inputValue("#body")).includes("बिना सहेजा वाक्य"), "it is given up though that was not confirmed");
  tab.once("dialog", dialog => dialog.accept());
  await tab.click("[data-do=drop_draft]");
  await tab.waitForFunction(() => document.querySelector("#body")?.value.includes("बिना सहेजा वाक्य") === false);
  await tab.clock.install();
  await tab.reload();
  await tab.focus("#body");
  let kept = 0;
  tab.on("request", request => { kept += request.url().includes("/draft"); });
  for (let key = 0; key < 9; key++) { await tab.keyboard.insertText("क"); await tab.clock.runFor(300); }
  expect(kept > 0, "nothing is kept while one types without a pause");
  await tab.route("**/draft?*", route => route.fulfill({ status: 404, contentType: "text/plain", body: "Open the address" }));
  await tab.keyboard.insertText("क");
  await tab.clock.runFor(500);
  await tab.waitForFunction(() => /नया पता|नए सिरे/.test(document.querySelector("#draft-status").textContent));
  await other.close();
});
await step("lets voices be heard and chosen", async (expect, figures) => {
  await page.click(".tabs a[href^=voice]");
  await look(expect, 360);
  Object.assign(figures, await heard(() => page.click('[data-voice^="espeak"][data-do=hear_voice]')));
  const quote = await page.locator("#voice-quote option").nth(1).textContent();
  Object.assign(figures, { pauses: await heard(() => page.click("[data-do=hear_pauses]")) });
  await page.selectOption("#voice-quote", quote);
  await page.fill("#speed", "1.1");
  await picture("voice");
  const settings = path.join(folder, "content", "show.toml"), before = fs.readFileSync(settings, "utf8");
  expect(before.includes(quote) === false, "it is kept before that is asked for");
  await page.click("[data-form=settings] button.main");
  await page.waitForFunction(() => document.querySelector("#status")?.textContent.includes("show.toml"));
  expect(!fs.readFileSync(settings, "utf8").includes("pause"), "what nobody changed is written");
  expect(fs.readFileSync(path.join(folder, "content", "show.toml"), "utf8").includes(quote), "the quotations' voice is not kept");
  await page.selectOption("#voice-quote", "");
  await page.click("[data-form=settings] button.main");
  await page.waitForFunction(() => document.querySelector("#status")?.textContent.includes("—"));
});
await step("takes a file that is dropped, and tells what came", async expect => {
  await page.click("header nav a");
  const dropped = await page.evaluateHandle(base64 => {
    const data = new DataTransfer(), bytes = Uint8Array.from(atob(base64), each => each.charCodeAt(0));
    data.items.add(new File([bytes], "word.docx"));
    return data;
  }, fs.readFileSync(path.join(folder, "word.docx")).toString("base64"));
  await page.dispatchEvent("h1", "drop", { dataTransfer: dropped });
  await page.waitForSelector("#imported:not([hidden])");
  expect((await page.innerText("#imported")).includes(".md"), await page.innerText("#imported"));
  await page.reload();
  expect(await page.locator(".shelf li").count() === 2, "it is not on the shelf");
  await look(expect, 360);
  await page.setViewportSize({ width: 1000, height: 900 });
  await picture("shelf");
});
await step("withdraws an article, deletes one, and has both back", async expect => {
  const files = () => fs.readdirSync(path.join(folder, "content")).filter(name => name.endsWith(".md"));
  const item = page.locator(".shelf li", { hasText: "समुद्र की सीमा" }), button = name => item.locator(`[data-do=${name}]`);
  const told = words => page.waitForFunction(words => document.querySelector("#status")?.textContent.includes(words), words);
  const before = files();
  await item.locator("summary").click();
  await look(expect, 360);
  await picture("withdrawal");
  await button("withdraw").click();
  await told("मसौदा है");
  expect(await item.locator(".state.draft").count() === 1, "it is no draft");
  await page.click("#status button");
  await told("लौटाया गया");
  expect(await item.locator(".state.draft").count() === 0, "it is a draft for good");
  for (const back of ["#status button", "[data-do=restore]"]) {
    await item.locator("summary").click();
    await button("delete").click();
    await told("मिटाया गया");
    expect(files().length === before.length - 1 && await item.count() === 0, "it is not deleted");
    if (back.includes("restore")) await page.click("#deleted summary");
    await page.click(back);
    await item.waitFor();
  }
  expect(String(files()) === String(before), "it is not as it was");
  await page.setViewportSize({ width: 1000, height: 900 });
});
await step("speaks the language that is chosen on the page", async expect => {
  await page.click("[data-language=en]");
  await page.waitForSelector("html[lang=en]");
  expect((await page.innerText("header")).includes("Publish"), "the page does not speak English");
  await page.click("[data-language=hi]");
  await page.waitForSelector("html[lang=hi]");
});
await step("keeps what is known of the show, and where it is sent", async expect => {
  const settings = path.join(folder, "content", "show.toml");
  fs.appendFileSync(settings, "# मेरी टिप्पणी\n");
  await page.click("header nav a[href=show]");
  await look(expect, 360);
  await page.fill("#link", "https://example.org/podcast/");
  await page.fill("#email", "editor@example.org");
  await page.fill("#publish_to", path.join(folder, "public"));
  await picture("show");
  await page.click("[data-form=show] button.main");
  await page.waitForFunction(() => document.querySelector("#status")?.textContent.includes("show.toml"));
  const written = fs.readFileSync(settings, "utf8");
  expect(written.includes("https://example.org/podcast/") && written.includes("# मेरी टिप्पणी"), written);
});
await step("stops a build, and says nothing of faults then", async expect => {
  await page.click("header nav a[href=publish]");
  await page.click("[data-form=build] button.main");
  await page.click("#cancel:not([disabled])");
  await page.waitForFunction(() => document.querySelector("#cancel")?.disabled);
  expect(await page.isHidden("#findings"), await page.innerText("#findings"));
});
await step("builds, checks, sends and shows the page", async (expect, figures) => {
  const begun = Date.now();
  await page.click("#send");
  await page.waitForFunction(() => document.querySelector("#findings")?.hidden === false, null, { timeout: 90000 });
  figures.seconds = (Date.now() - begun) / 1000;
  await look(expect, 360);
  await page.setViewportSize({ width: 1000, height: 900 });
  await picture("publish");
  figures.said = await page.innerText("#progress");
  figures.findings = await page.innerText("#findings ul");
  expect(/2/.test(figures.said), figures.said);
  expect(fs.existsSync(path.join(folder, "public", "feed.xml")), "the feed is not sent");
  expect((await page.request.get(await page.locator("#feed a").evaluate(link => link.href))).ok(), "the feed cannot be opened");
  await page.click("#result a");
  await page.waitForURL(/site\//);
  expect(await page.locator("[data-guid]").count() >= 2, "the show does not list its editions");
});
await browser.close();
