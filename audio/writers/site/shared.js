// What the pages of a site share: what is kept between visits, looks, speed, the sleep timer.
"use strict";
const shared = (() => {
const root = document.documentElement, said = JSON.parse((document.getElementById("said") || { textContent: "{}" }).textContent);
/** What is kept between visits, by the browser, which may forbid it. */
const kept = {
  get(key) { try { return localStorage.getItem("audio-edition " + key); } catch { return null; } },
  set(key, value) { try { localStorage.setItem("audio-edition " + key, value); } catch { /* not kept */ } },
  /** A list that was kept; empty when there is none. */
  list(key) { try { const found = JSON.parse(this.get(key)); return Array.isArray(found) ? found : []; } catch { return []; } },
};
const two = n => String(n).padStart(2, "0");
const clock = seconds => {
  const s = Math.max(0, Math.floor(seconds)), h = Math.floor(s / 3600), m = Math.floor(s / 60) % 60;
  return h ? `${h}:${two(m)}:${two(s % 60)}` : `${m}:${two(s % 60)}`;
};
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** Says `text` in the status line, which screen readers read out; a `brief` one goes after a while. */
let going = 0;
function tell(text, brief = false) {
  const status = document.getElementById("status");
  clearTimeout(going);
  status.textContent = text;
  if (brief) going = setTimeout(() => { if (status.textContent === text) status.textContent = ""; }, 6000);
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

/** The speed, in the menu and of the sound; the same on every page. */
function useSpeed(audio, menu) {
  const speeds = [...menu.options].map(option => +option.value);
  const set = value => {
    audio.defaultPlaybackRate = audio.playbackRate = value;
    audio.preservesPitch = audio.webkitPreservesPitch = true;
    menu.value = String(value);
    kept.set("speed", value);
  };
  menu.addEventListener("change", () => set(+menu.value));
  set(speeds.includes(+kept.get("speed")) ? +kept.get("speed") : 1);
  return {
    /** One speed further, and said, as nothing else tells it to whoever does not look. */
    step(steps) {
      set(speeds[Math.min(Math.max(0, speeds.indexOf(+menu.value) + steps), speeds.length - 1)]);
      tell(fill(said.speed_is, { speed: menu.value + "×" }), true);
    },
  };
}

/** Pauses after some minutes, or at the end of a chapter or of the edition. The minutes go on over
 *  pages, so that a queue ends with them. `endOfChapter` is the moment at which the present one ends. */
function useSleep(audio, menu, endOfChapter = () => Infinity) {
  const until = { get() { try { return +sessionStorage.getItem("audio-edition sleep") || 0; } catch { return 0; } },
    set(value) { try { sessionStorage.setItem("audio-edition sleep", value || ""); } catch { /* this page only */ } } };
  let deadline = until.get(), end = Infinity;
  const off = () => { menu.value = ""; deadline = 0; end = Infinity; until.set(0); };
  menu.addEventListener("change", () => {
    const minutes = +menu.value;
    deadline = minutes ? Date.now() + minutes * 60_000 : 0;
    end = menu.value === "chapter" ? endOfChapter() : Infinity;
    until.set(deadline);
    tell(menu.value ? fill(said.sleep_set, { when: menu.selectedOptions[0].text }) : said.sleep_unset, true);
  });
  // Whoever goes elsewhere means the chapter that is there, before or after.
  audio.addEventListener("seeking", () => { if (menu.value === "chapter") end = endOfChapter(); });
  const look = () => {
    if (audio.paused || audio.seeking || !(deadline && Date.now() >= deadline || audio.currentTime >= end)) return;
    audio.pause();
    off();
    tell(said.slept);
  };
  audio.addEventListener("timeupdate", look);
  if (deadline > Date.now()) menu.value = [...menu.options].map(option => +option.value).find(n => n && n * 60_000 >= deadline - Date.now()) || "";
  else off();
  return {
    /** Whether nothing may be played after this edition. */
    ends() { const ending = menu.value === "edition" || deadline > 0 && Date.now() >= deadline; if (menu.value === "edition") { off(); tell(said.slept); } return ending; },
    look,
  };
}

async function copy(link) {
  let done = false;
  try { await navigator.clipboard.writeText(link); done = true; } catch { /* not allowed here: the reader copies it */ }
  tell(fill(done ? said.copied : said.not_copied, { link }));
}
/** By the system's own menu where there is one, else as a copied link. */
async function share(title, url) {
  if (!navigator.share) return copy(url);
  return navigator.share({ title, url }).catch(error => error.name === "AbortError" ? null : copy(url));
}

// --- the show's editions that this listener has heard, queued or kept. Each is what beside.parts tells of it.
const home = document.body.dataset.home ? new URL(document.body.dataset.home, location.href) : null;
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
  /** Keeps an edition's page and sound, and the show's page, on which it is found again. */
  async keep(entry, pictures = []) {
    await navigator.serviceWorker.register(new URL("sw.js", home), { scope: home.pathname });
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => null);
    const names = ["index.html", "cover-small.jpg", "site.webmanifest", entry.page, entry.sound, ...pictures];
    await (await journey.cache()).addAll(names.map(name => new URL(name, home).href));
    mine.put("kept", entry);
  },
  async drop(entry) {
    mine.drop("kept", entry.page);
    const cache = await journey.cache();
    for (const name of [entry.page, entry.sound]) await cache.delete(new URL(name, home).href);
  },
};
return { home, mine, remember, journey, kept, clock, fill, said, tell, useLooks, useSpeed, useSleep, copy, share };
})();
