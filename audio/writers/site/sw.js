// Answers from what a listener has kept for a journey when the network has nothing. By itself it keeps but the
// show's page, which is where a page that was not kept leads then: `?offline` tells it to say so.
"use strict";
const KEPT = "audio-edition " + new URL(self.registration.scope).pathname;
const FRONT = new URL("index.html", self.registration.scope).href, AWAY = FRONT + "?offline";
const SHELL = ["index.html", "cover-small.jpg", "icon-192.png", "site.webmanifest"];
self.addEventListener("install", event => {
  self.skipWaiting();
  event.waitUntil(caches.open(KEPT).then(cache => Promise.allSettled(SHELL.map(name => cache.add(new URL(name, FRONT).href)))));
});
self.addEventListener("activate", event => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", event => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(self.registration.scope)) event.respondWith(answer(request));
});
async function answer(request) {
  const url = new URL(request.url), away = request.url === AWAY;
  url.search = url.hash = "";
  if (url.pathname.endsWith("/")) url.pathname += "index.html";
  try {
    const fresh = await fetch(request);
    if (away && fresh.ok) return Response.redirect(FRONT);
    // A page that was kept stays as new as it was last seen.
    if (fresh.status === 200 && request.mode === "navigate") {
      const cache = await caches.open(KEPT);
      if (await cache.match(url.href)) await cache.put(url.href, fresh.clone());
    }
    return fresh;
  } catch (error) {
    const own = await (await caches.open(KEPT)).match(url.href, { ignoreVary: true });
    if (request.mode === "navigate" && !away && (!own || url.href === FRONT)) return Response.redirect(AWAY);
    if (!own) throw error;
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("range") || "");
    return range ? cut(own, +range[1], range[2]) : own;
  }
}
/** A stretch of a sound, as players ask for it. */
async function cut(own, start, last) {
  const whole = await own.blob(), end = last ? Math.min(+last + 1, whole.size) : whole.size;
  const headers = { "Content-Type": own.headers.get("Content-Type"), "Content-Range": `bytes ${start}-${end - 1}/${whole.size}`, "Content-Length": end - start, "Accept-Ranges": "bytes" };
  return new Response(whole.slice(start, end), { status: 206, headers });
}
