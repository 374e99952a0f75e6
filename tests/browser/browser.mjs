// A browser, a server for it, and the scenarios' common ground.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

export const axeSource = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".mp3": "audio/mpeg", ".json": "application/json", ".vtt": "text/vtt", ".jpg": "image/jpeg", ".xml": "application/xml" };
export const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic", "--no-first-run", "--mute-audio"];

/** What axe finds on a page as it looks now. */
export async function findFaults(page) {
  if (!await page.evaluate(() => "axe" in window)) await page.evaluate(axeSource);
  const found = await page.evaluate(() => axe.run(document, { rules: { "target-size": { enabled: true } }, resultTypes: ["violations"] }));
  return found.violations.map(({ id, help, nodes: [{ html }] }) => `${id}: ${help}: ${html.slice(0, 120)}`);
}

/** Serves `root` on loopback with byte ranges. */
export async function serve(root) {
  const server = http.createServer((request, response) => {
    const file = path.join(root, path.normalize(decodeURIComponent(new URL(request.url, "http://x").pathname)));
    if (!fs.existsSync(file) || !fs.statSync(file).isFile()) { response.writeHead(404); response.end(); return; }
    const size = fs.statSync(file).size, range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range || "");
    const start = range ? +range[1] : 0, end = range && range[2] ? Math.min(+range[2], size - 1) : size - 1;
    const headers = { "content-type": TYPES[path.extname(file)] || "application/octet-stream", "accept-ranges": "bytes", "content-length": end - start + 1 };
    if (range) headers["content-range"] = `bytes ${start}-${end}/${size}`;
    response.writeHead(range ? 206 : 200, headers);
    fs.createReadStream(file, { start, end }).on("error", () => response.destroy()).pipe(response);
  });
  await new Promise(ready => server.listen(0, "127.0.0.1", ready));
  return { address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** Runs the named scenarios and prints what each found, one JSON object a line. */
export async function run(scenarios, names, root, executablePath) {
  const server = await serve(root);
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  for (const name of names) {
    const problems = [], figures = {};
    const expect = (truth, otherwise) => { if (!truth) problems.push(otherwise); return truth; };
    const contexts = [];
    /** A page in a profile of its own; its errors are problems. */
    const open = async (address, options = {}, before) => {
      const context = await browser.newContext({ locale: "hi-IN", viewport: { width: 1000, height: 800 }, ...options });
      contexts.push(context);
      const page = await context.newPage();
      page.on("pageerror", error => problems.push(String(error)));
      page.on("console", message => { if (message.type() === "error" && !page.expectsErrors) problems.push(message.text()); });
      page.on("request", request => expect(/^(data|blob|file):/.test(request.url()) || request.url().startsWith(server.address + "/"), "asks " + request.url()));
      if (before) await before(page);
      await page.goto(/^file:/.test(address) ? address : server.address + address);
      return page;
    };
    const begun = Date.now();
    try { await scenarios[name]({ open, expect, figures, root, address: server.address }); } catch (error) { problems.push(String(error.stack || error)); }
    for (const context of contexts) await context.close();
    console.log(JSON.stringify({ name, problems, figures: { ...figures, seconds: (Date.now() - begun) / 1000 } }));
  }
  await browser.close();
  server.close();
}
