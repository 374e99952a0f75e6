// WebDriver (W3C) in two browsers that Playwright cannot drive as Debian ships them: Firefox, which is spoken to in
// its own Marionette, where the commands go by their WebDriver names; and WebKitGTK by WebKitWebDriver, under Xvfb.
import { spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";

const pause = ms => new Promise(done => setTimeout(done, ms));
async function retry(what, ms = 20_000) {
  for (const end = Date.now() + ms; ;) { try { return await what(); } catch (error) { if (Date.now() > end) throw error; await pause(50); } }
}
const freePort = () => new Promise(done => { const server = net.createServer().listen(0, "127.0.0.1", () => { const { port } = server.address(); server.close(() => done(port)); }); });

/** A sound card that nobody hears: without one Firefox plays nothing. */
function openSound(folder) {
  const socket = path.join(folder, "sound"), environment = { ...process.env, HOME: folder, XDG_RUNTIME_DIR: folder, PULSE_RUNTIME_PATH: folder, PULSE_STATE_PATH: folder };
  const child = spawn("pulseaudio", ["-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "--load=module-null-sink", `--load=module-native-protocol-unix auth-anonymous=1 socket=${socket}`], { stdio: "ignore", env: environment });
  return { child, environment: { ...environment, PULSE_SERVER: "unix:" + socket } };
}

/** Firefox without a window, in a new profile: how to send it a command, and how to end it. */
async function openFirefox(executable) {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), "firefox-")), port = await freePort(), sound = openSound(profile);
  const settings = { "marionette.port": port, "intl.accept_languages": "hi-IN, hi", "browser.shell.checkDefaultBrowser": false, "datareporting.policy.dataSubmissionEnabled": false, "app.update.enabled": false, "network.captive-portal-service.enabled": false, "network.connectivity-service.enabled": false, "services.settings.server": "data:,#remote-settings-dummy/v1", "browser.startup.page": 0, "browser.newtabpage.enabled": false, "toolkit.telemetry.server": "", "extensions.update.enabled": false, "browser.safebrowsing.downloads.remote.enabled": false };
  fs.writeFileSync(path.join(profile, "user.js"), Object.entries(settings).map(([key, value]) => `user_pref(${JSON.stringify(key)}, ${JSON.stringify(value)});\n`).join(""));
  const child = spawn(executable, ["--headless", "--marionette", "--no-remote", "--profile", profile, "about:blank"], { stdio: "ignore", env: sound.environment });
  const socket = await retry(() => new Promise((done, fail) => { const one = net.connect(port, "127.0.0.1", () => done(one)); one.on("error", fail); }));
  const waiting = new Map();
  let number = 0, rest = Buffer.alloc(0), greet;
  const greeting = new Promise(done => { greet = done; });
  socket.on("data", data => {
    rest = Buffer.concat([rest, data]);
    for (let colon; (colon = rest.indexOf(58)) > 0;) {
      const end = colon + 1 + +rest.subarray(0, colon);
      if (rest.length < end) return;
      const answer = JSON.parse(rest.subarray(colon + 1, end));
      rest = rest.subarray(end);
      if (!Array.isArray(answer)) { greet(); continue; }
      const [, id, error, result] = answer, { done, fail } = waiting.get(id);
      waiting.delete(id);
      if (error) fail(new Error(`${error.error}: ${error.message}`)); else done(result && "value" in result ? result.value : result);
    }
  });
  await greeting;
  const send = (name, parameters = {}) => new Promise((done, fail) => {
    const text = JSON.stringify([0, ++number, "WebDriver:" + name, parameters]);
    waiting.set(number, { done, fail });
    socket.write(`${Buffer.byteLength(text)}:${text}`);
  });
  await send("NewSession", { strictFileInteractability: true });
  return { send, async close() { socket.destroy(); await end(child); await end(sound.child); fs.rmSync(profile, { recursive: true, force: true }); } };
}

const MINI_BROWSERS = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/libexec"].flatMap(folder => ["4.1", "4.0"].map(version => `${folder}/webkit2gtk-${version}/MiniBrowser`));
const PATHS = { NewSession: "", Navigate: "url", ExecuteScript: "execute/sync", ExecuteAsyncScript: "execute/async", PerformActions: "actions", SetWindowRect: "window/rect", SetTimeouts: "timeouts", TakeScreenshot: "screenshot" };

/** A screen that nobody sees. */
export async function openScreen() {
  const child = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1300x1000x24", "-nolisten", "tcp"], { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  const display = await new Promise((done, fail) => { child.stdio[3].once("data", data => done(":" + String(data).trim())); child.once("exit", () => fail(new Error("Xvfb does not start"))); });
  return { child, display };
}

/** WebKitGTK's MiniBrowser on a screen of its own. */
async function openWebKit(executable) {
  const port = await freePort(), screen = await openScreen();
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "webkit-"));
  const child = spawn(executable, ["--port=" + port], { stdio: "ignore", env: { ...process.env, DISPLAY: screen.display, HOME: home, XDG_RUNTIME_DIR: home, LANGUAGE: "hi_IN:hi", NO_AT_BRIDGE: "1", GSETTINGS_BACKEND: "memory", GST_REGISTRY: path.join(os.tmpdir(), "audio-edition-gst-registry"), LIBGL_ALWAYS_SOFTWARE: "1" } });
  let session = "";
  const send = async (name, parameters = {}) => {
    const [method, address] = name === "TakeScreenshot" ? ["GET", PATHS[name]] : ["POST", PATHS[name]];
    const answer = await fetch(`http://127.0.0.1:${port}/session${session}${address && "/" + address}`, { method, ...(method === "POST" ? { body: JSON.stringify(parameters) } : {}) });
    const { value } = await answer.json();
    if (value && value.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  const binary = MINI_BROWSERS.find(one => fs.existsSync(one));
  const options = { alwaysMatch: { browserName: "MiniBrowser", "webkitgtk:browserOptions": { binary, args: ["--automation", "--autoplay-policy=allow"] } } };
  session = "/" + (await retry(() => send("NewSession", { capabilities: options }))).sessionId;
  return { send, async close() { await fetch(`http://127.0.0.1:${port}/session${session}`, { method: "DELETE" }).catch(() => null); await end(child); await end(screen.child); fs.rmSync(home, { recursive: true, force: true }); } };
}

/** Ends a program that was started here. */
export function end(child) {
  if (child.exitCode !== null) return null;
  const gone = new Promise(done => child.once("exit", done)), hard = setTimeout(() => child.kill("SIGKILL"), 3000);
  child.kill();
  return gone.then(() => clearTimeout(hard));
}

const KEYS = { Tab: "\uE004", Enter: "\uE007", Space: " ", Escape: "\uE00C", ArrowRight: "\uE014", ArrowDown: "\uE015" };

/** A browser with one window, and what a scenario does in it. */
export async function openBrowser(engine, executable) {
  const { send, close } = await (engine === "firefox" ? openFirefox : openWebKit)(executable);
  await send("SetTimeouts", { script: 20_000, pageLoad: 20_000 });
  await send("SetWindowRect", { x: 0, y: 0, width: 1000, height: 860 });
  const act = actions => send("PerformActions", { actions });
  return {
    close,
    goto: url => send("Navigate", { url }),
    /** What `task` gives in the page, once it is there. */
    evaluate: async (task, ...args) => {
      const script = `const [args, done] = arguments; Promise.resolve().then(() => (${task})(...args)).then(value => done({ value }), error => done({ error: String(error) }));`;
      const { value, error } = await send("ExecuteAsyncScript", { script, args: [args] });
      if (error) throw new Error(error);
      return value;
    },
    press: key => act([{ type: "key", id: "keys", actions: [{ type: "keyDown", value: KEYS[key] || key }, { type: "keyUp", value: KEYS[key] || key }] }]),
    clickAt: (x, y) => act([{ type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions: [{ type: "pointerMove", x: Math.round(x), y: Math.round(y), duration: 0 }, { type: "pointerDown", button: 0 }, { type: "pointerUp", button: 0 }] }]),
    screenshot: async file => fs.writeFileSync(file, Buffer.from(await send("TakeScreenshot", {}), "base64")),
  };
}
