// What a blind listener hears of an edition's page: Orca's own words, from its log, as real keys work Chromium.
// usage: dbus-run-session -- node orca.mjs ROOT CHROMIUM; ROOT holds story/, spoken by espeak.
// Orca has no speech server here, so it waits for no voice: what it would say is in the log at once.
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";
import { FLAGS, serve } from "./browser.mjs";
import { end, openScreen } from "./webdriver.mjs";

const [root, executablePath] = process.argv.slice(2);
const edition = JSON.parse(fs.readFileSync(path.join(root, "story", "edition.json"), "utf8"));
const embed = JSON.parse(fs.readFileSync(path.join(root, "story", "embed.json"), "utf8"));
const home = fs.mkdtempSync(path.join(os.tmpdir(), "orca-")), log = path.join(home, "log");
const wait = ms => new Promise(done => setTimeout(done, ms));
const settled = async (check, ms = 8000) => { for (const stop = Date.now() + ms; Date.now() < stop; await wait(50)) if (await check()) return true; return false; };

const server = await serve(root), screen = await openScreen();
Object.assign(process.env, { HOME: home, XDG_RUNTIME_DIR: home, DISPLAY: screen.display, GSETTINGS_BACKEND: "memory", ACCESSIBILITY_ENABLED: "1", SPEECHD_CMD: "/bin/false", LANG: "C.UTF-8", LC_ALL: "C.UTF-8" });
fs.mkdirSync(path.join(home, ".local/share/orca"), { recursive: true });
// A log of whole lines, as they are said.
fs.writeFileSync(path.join(home, ".local/share/orca/orca-customizations.py"), "from orca import debug\ndebug.debugFile.reconfigure(line_buffering=True)\n");
const children = [spawn("openbox", [], { stdio: "ignore" }), spawn("orca", ["--replace", "--disable", "braille", "--debug-file", log], { stdio: "ignore" }), screen.child];
let browser = null;
async function close() {
  await browser?.close();
  for (const child of children) await end(child);
  server.close();
  fs.rmSync(home, { recursive: true, force: true });
}
setTimeout(() => close().then(() => process.exit(3)), 150_000).unref();
/** All that Orca has said since it began. */
const said = () => fs.existsSync(log) ? [...fs.readFileSync(log, "utf8").matchAll(/SPEECH OUTPUT: '(.*?)'(?: ?\[?\{|\n)/gs)].map(match => match[1].replace(/\s+/g, " ").trim()) : [];
await settled(() => said().length, 30_000);
const profile = path.join(home, "profile");
fs.mkdirSync(path.join(profile, "Default"), { recursive: true });
fs.writeFileSync(path.join(profile, "Default", "Preferences"), JSON.stringify({ translate: { enabled: false } })); // it would take the focus
const window = ["--force-renderer-accessibility", "--window-size=1000,850", "--window-position=0,0", "--app=" + server.address + "/story/index.html"];
browser = await chromium.launchPersistentContext(profile, { executablePath, headless: false, viewport: null, args: [...FLAGS.filter(flag => flag !== "--headless"), ...window] });
const [page] = browser.pages();
const audio = () => page.evaluate(() => { const { currentTime, paused, playbackRate } = document.querySelector("audio"); return { currentTime, paused, playbackRate }; });

/** Presses a key as a hand does; gives what was said after that, once it holds `wanted`. */
async function press(key, wanted) {
  const before = said().length, told = () => said().slice(before).filter(text => text !== key.toLowerCase()).join(" ");
  execFileSync("xdotool", ["key", key]);
  await settled(() => told().includes(wanted), 5000);
  return told();
}
/** Goes by Tab to what is told by `name`; gives what was said there. */
async function tabTo(name) {
  for (let stops = 0; stops < 30; stops++) {
    const before = said().length;
    execFileSync("xdotool", ["key", "Tab"]);
    const told = () => said().slice(before).filter(text => text !== "tab").join(" ");
    if (!await settled(() => told(), 3000)) continue;
    await wait(60);
    if (told().includes(name)) return told();
  }
  return "";
}

/** The cells of each row of a table, by its sentence's id: a sentence a row. */
const rows = Object.fromEntries(embed.paragraphs.flatMap(({ sentences }) => sentences).filter(({ shown }) => shown).map(({ id, text, shown }) => [id, shown.flatMap((from, k) => (k % 2 ? [] : [text.slice(from, shown[k + 1])]))]));

const scenarios = {
  async "says what the page is, that the voice is made, then title and text in order"(expect) {
    const last = edition.sentences.at(-1).written;
    expect(await settled(() => said().includes(last), 20_000), "does not read to the end");
    const lines = said();
    expect(lines.some(line => line.startsWith(edition.title) && line.endsWith("document web.")), "does not say the page's title");
    const order = ["यह आवाज़ कृत्रिम है।", edition.title, "heading level 1", "चलाएँ", "अध्याय", ...edition.sentences.slice(2).flatMap(({ id, written }) => rows[id] || [written])];
    expect(/table with 3 rows 3 columns/.test(lines.join("\n")) && lines.filter(line => line === "column header").length === 3, "does not tell of a table and its columns");
    let before = lines.indexOf("main content");
    for (const text of order) {
      const found = lines.indexOf(text, before + 1);
      expect(found > before, `does not say “${text}” after “${lines[before]}”`);
      before = Math.max(found, before);
    }
  },

  async "tells play, speed, chapters and a sentence's link, each by its Hindi name"(expect) {
    expect(/चलाएँ push button/.test(await tabTo("चलाएँ")), "does not tell the button that plays");
    expect(/गति combo box.*1×/.test(await tabTo("गति")), "does not tell the speed");
    expect(/collapsed/.test(await tabTo("और नियंत्रण")), "does not tell that there are more controls");
    const told = await tabTo(edition.chapters[1].title);
    expect(/^आगे की तैयारी ?0:2\d link\.$/.test(told), `calls a chapter “${told}”`);
    execFileSync("xdotool", ["key", "Return"]);
    const { start } = edition.chapters[1];
    expect(await settled(async () => { const { paused, currentTime } = await audio(); return !paused && currentTime >= start && currentTime < start + 3; }), "a chapter's link does not play it");
    expect(await settled(() => /^0:2\d से सुनिए link\.$/.test(said().at(-1))), `says “${said().at(-1)}” where the chapter begins`);
    expect((await press("space", "रुका")).includes("रुका, 0:2"), "does not say where it was paused");
  },

  async "plays a sentence from its link, and tells a change of speed"(expect) {
    await page.evaluate(() => { document.querySelector("audio").currentTime = 1; });
    execFileSync("xdotool", ["key", "Return"]);
    const { start } = edition.chapters[1];
    expect(await settled(async () => { const { paused, currentTime } = await audio(); return !paused && currentTime >= start && currentTime < start + 3; }), "the link does not play its sentence");
    await page.evaluate(() => document.querySelector("audio").pause());
    expect((await press("plus", "गति")).includes("गति: 1.1×"), "does not tell the speed");
    expect((await audio()).playbackRate === 1.1, "the speed does not change");
  },
};

try {
  for (const [name, scenario] of Object.entries(scenarios)) {
    const problems = [], begun = Date.now();
    try { await scenario((truth, otherwise) => { if (!truth) problems.push(otherwise); }); } catch (error) { problems.push(String(error.stack || error)); }
    console.log(JSON.stringify({ name, problems, figures: { seconds: (Date.now() - begun) / 1000 } }));
  }
} finally {
  if (process.env.LOG) fs.copyFileSync(log, process.env.LOG);
  await close();
}
process.exit(0);
