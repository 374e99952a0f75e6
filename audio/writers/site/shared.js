// What the pages of a site share: what is kept between visits, looks, lists of editions.
"use strict";
const shared = (() => {
const root = document.documentElement, said = JSON.parse((document.getElementById("said") || { textContent: "{}" }).textContent);
/** What is kept by the browser, which may forbid it. */
const keeper = storage => ({
  get(key) { try { return storage().getItem("audio-edition " + key); } catch { return null; } },
  set(key, value) { try { storage().setItem("audio-edition " + key, value); } catch { /* not kept */ } },
  /** A list that was kept; empty when there is none. */
  list(key) { try { const found = JSON.parse(this.get(key)); return Array.isArray(found) ? found : []; } catch { return []; } },
});
/** Between visits, and from page to page of one visit. */
const kept = keeper(() => localStorage), visit = keeper(() => sessionStorage);
const two = n => String(n).padStart(2, "0");
const clock = seconds => {
  const s = Math.max(0, Math.floor(seconds)), h = Math.floor(s / 3600), m = Math.floor(s / 60) % 60;
  return h ? `${h}:${two(m)}:${two(s % 60)}` : `${m}:${two(s % 60)}`;
};
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** Says `text` in the status line, which screen readers read out: for a while, unless it `stays`. */
let going = 0;
function tell(text, stays = false) {
  const bar = document.getElementById("bar"), status = bar && !bar.hidden && bar.querySelector(".status") || document.getElementById("status");
  clearTimeout(going);
  status.textContent = text;
  if (!stays) going = setTimeout(() => { if (status.textContent === text) status.textContent = ""; }, 6000);
}

/** Colours and size of letters: the two menus, and what was chosen in them on any page. */
function useLooks() {
  for (const name of ["theme", "size"]) {
    const menu = document.getElementById(name);
    const look = value => { if (value) root.dataset[name] = value; else delete root.dataset[name]; menu.value = value; };
    look(kept.get(name) || "");
    menu.addEventListener("change", () => { look(menu.value); kept.set(name, menu.value); });
  }
}

async function copy(link) {
  let done = false;
  try { await navigator.clipboard.writeText(link); done = true; } catch { /* not allowed here: the reader copies it */ }
  tell(fill(done ? said.link_copied : said.not_copied, { link }), !done);
}
/** By the system's own menu where there is one, else as a copied link. */
async function share(title, url) {
  if (!navigator.share) return copy(url);
  return navigator.share({ title, url }).catch(error => error.name === "AbortError" ? null : copy(url));
}

// --- the show's editions that this listener has heard, queued or kept. Each is what beside.parts tells of it.
const place = document.body.dataset.home, home = place ? new URL(place, location) : null;
const named = name => `${name} ${home ? home.pathname : ""}`;
const mine = {
  list: name => kept.list(named(name)),
  has: (name, page) => mine.list(name).some(one => one.page === page),
  put(name, entry, most = 50) { kept.set(named(name), JSON.stringify([entry, ...mine.list(name).filter(one => one.page !== entry.page)].slice(0, most))); },
  append(name, entry) { kept.set(named(name), JSON.stringify([...mine.list(name).filter(one => one.page !== entry.page), entry])); },
  drop(name, page) { kept.set(named(name), JSON.stringify(mine.list(name).filter(one => one.page !== page))); },
  /** Takes the first of the list, if there is one. */
  shift(name) { const [first, ...rest] = mine.list(name); if (first) kept.set(named(name), JSON.stringify(rest)); return first; },
};
/** Puts an edition at the end of the queue, or takes it out; gives what to say of that. */
function enqueue(entry) {
  const has = mine.has("queue", entry.page);
  if (has) mine.drop("queue", entry.page); else mine.append("queue", entry);
  return fill(has ? said.unqueued : said.queued, { title: entry.title });
}
/** What the button says that does so: `does` is its text. */
function labelQueue(button, does, entry) {
  const has = mine.has("queue", entry.page);
  button.setAttribute("aria-pressed", String(has));
  does.textContent = has ? said.queue_remove : said.queue_add;
}
/** Remembers how far an edition was heard, for "continue listening"; forgets it at its end. */
function remember(entry, at) {
  if (!home || !entry) return;
  if (at > 1 && at < entry.seconds - 3) mine.put("heard", { ...entry, at: Math.round(at) }, 12);
  else if (at >= entry.seconds - 3) mine.drop("heard", entry.page);
}

// --- keeping editions for a journey
const journey = {
  possible: () => Boolean(home && self.origin !== "null" && "serviceWorker" in navigator && "caches" in window && isSecureContext),
  cache: () => caches.open("audio-edition " + home.pathname),
  /** Lets what is kept, and the show's page, be opened without the network. */
  start: () => navigator.serviceWorker.register(new URL("sw.js", home), { scope: home.pathname }),
  /** Keeps an edition's page and sound, and the show's page, on which it is found again. */
  async keep(entry, pictures = []) {
    await journey.start();
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => null);
    const names = ["index.html", "cover-small.jpg", "site.webmanifest", entry.page, entry.sound, ...pictures];
    await (await journey.cache()).addAll(names.map(name => new URL(name, home).href));
    mine.put("kept", entry);
  },
  async drop(entry) {
    mine.drop("kept", entry.page);
    const cache = await journey.cache(), folder = home + entry.page.split("/")[0] + "/";
    for (const one of await cache.keys()) if (one.url.startsWith(folder)) await cache.delete(one);
  },
};
if (journey.possible() && self === top) addEventListener("load", () => journey.start().catch(() => null));
return { home, mine, remember, journey, enqueue, labelQueue, kept, visit, clock, fill, said, tell, useLooks, copy, share };
})();
