// What every player of a site does alike: speed, the sleep timer, keys, and the bar of its controls.
"use strict";
const player = (() => {
const { clock, fill, kept, said, tell, visit } = shared;
const $ = id => document.getElementById(id), root = document.documentElement;
const STEP = 10; // seconds

/** The speed, in the menu and of the sound; the same on every page. */
function useSpeed(audio) {
  const menu = $("speed"), speeds = [...menu.options].map(option => +option.value);
  const set = value => {
    audio.defaultPlaybackRate = audio.playbackRate = value;
    audio.preservesPitch = audio.webkitPreservesPitch = true;
    menu.value = String(value);
    kept.set("speed", value);
  };
  menu.addEventListener("change", () => set(+menu.value));
  set(speeds.includes(+kept.get("speed")) ? +kept.get("speed") : 1);
  /** So many speeds further, and said, as nothing else tells it to whoever does not look. */
  return steps => {
    set(speeds[Math.min(Math.max(0, speeds.indexOf(+menu.value) + steps), speeds.length - 1)]);
    tell(fill(said.speed_is, { speed: menu.value + "×" }));
  };
}

/** Pauses after some minutes, or at the end of a chapter or of the edition. The minutes go on over
 *  pages, so that a queue ends with them. `endOfChapter` is the moment at which the present one ends. */
function useSleep(audio, endOfChapter) {
  const menu = $("sleep");
  let deadline = +visit.get("sleep"), end = Infinity, timer = 0;
  const remaining = () => fill(said.sleep_left, { time: clock((deadline - Date.now()) / 1000 + .5) });
  const count = () => { $("left").textContent = deadline > Date.now() ? remaining() : ""; };
  const watch = () => { clearInterval(timer); count(); if (deadline) timer = setInterval(count, 1000); };
  const off = () => { menu.value = ""; deadline = 0; end = Infinity; visit.set("sleep", ""); watch(); };
  menu.addEventListener("change", () => {
    const minutes = +menu.value;
    deadline = minutes ? Date.now() + minutes * 60_000 : 0;
    end = menu.value === "chapter" ? endOfChapter() : Infinity;
    visit.set("sleep", deadline || "");
    watch();
    tell(menu.value ? fill(said.sleep_set, { when: menu.selectedOptions[0].text }) : said.sleep_unset);
  });
  // Whoever goes elsewhere means the chapter that is there, before or after.
  audio.addEventListener("seeking", () => { if (menu.value === "chapter") end = endOfChapter(); });
  audio.addEventListener("timeupdate", () => {
    if (audio.paused || audio.seeking || !(deadline && Date.now() >= deadline || audio.currentTime >= end)) return;
    audio.pause();
    off();
    tell(said.slept, true);
  });
  if (deadline > Date.now()) {
    menu.value = [...menu.options].map(option => +option.value).find(n => n && n * 60_000 >= deadline - Date.now()) || "";
    watch();
  } else off();
  return {
    /** What is left of it, in words; empty when it counts no minutes. */
    left: () => deadline > Date.now() ? remaining() : "",
    /** Whether nothing may be played after this edition. */
    ends() {
      if (menu.value !== "edition") return deadline > 0 && Date.now() >= deadline;
      off();
      tell(said.slept, true);
      return true;
    },
  };
}

/** The other controls, between the first ones and the foot of the window. */
function openPanel(open) {
  if (!open && $("panel").contains(document.activeElement)) $("more").focus();
  $("panel").hidden = !open;
  $("more").setAttribute("aria-expanded", String(open));
  measure();
}
const topOf = element => element.getBoundingClientRect().top;
/** Where the window ends that the bar leaves to the page, and that which what floats above it does. */
const floor = () => topOf($("bar"));
const clearFloor = () => $("follow") && !$("follow").hidden ? topOf($("follow")) : floor();
function measure() { root.style.setProperty("--bar", Math.ceil(innerHeight - clearFloor()) + "px"); }
/** What has the focus is never under the bar: the panel goes when the focus has left it. */
function keepInSight({ target }) {
  if ($("bar").hidden || $("bar").contains(target) || !target.matches(":focus-visible")) return;
  if (!$("panel").hidden) openPanel(false);
  const box = target.getBoundingClientRect(), low = box.bottom + 8 - clearFloor();
  if (low > 0) scrollBy({ top: Math.min(low, box.top - 16), behavior: "instant" });
}

/** By place on the keyboard, so that they work in a Hindi layout too. */
const KEYS = {
  Space: "toggle", KeyK: "toggle", KeyJ: "back", KeyL: "forward", Comma: "previous_sentence", Period: "next_sentence",
  KeyR: "repeat_sentence", BracketLeft: "previous_paragraph", BracketRight: "next_paragraph",
  KeyP: "previous_chapter", KeyN: "next_chapter", Minus: "slower", Equal: "faster", NumpadSubtract: "slower", NumpadAdd: "faster",
  KeyM: "more", KeyS: "copy_sentence",
};
/** The keys of a player that `does` these things, and its buttons that do them. They work everywhere but
 *  where one types; Space also when the others are off, but on a button or a check box, which it presses.
 *  Where they lead is said, as nobody hears it while the sound is paused, unless `tellMove` has said so. */
function useKeys(audio, does, tellMove) {
  const bar = $("bar"), panel = $("panel");
  does.more = () => openPanel(panel.hidden);
  const run = doing => {
    does[doing]();
    if (doing === "toggle") { if (audio.paused) tell(fill(said.paused_at, { time: clock(audio.currentTime) })); }
    else if (/^(back|forward|next|previous)/.test(doing) && !tellMove(doing) && audio.paused) tell(clock(audio.currentTime));
  };
  document.addEventListener("click", event => {
    const button = event.target.closest("[data-do]");
    if (button && does[button.dataset.do]) (event.detail ? does[button.dataset.do] : () => run(button.dataset.do))();
  });
  document.addEventListener("keydown", event => {
    if (bar.hidden || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented) return;
    const at = event.target, doing = KEYS[event.code], space = event.code === "Space";
    if (!does[doing] || at.matches("textarea, [contenteditable], input:not([type=range], [type=checkbox])")) return;
    if (space ? event.shiftKey || at.matches("button, summary, input[type=checkbox]") : !$("keys").checked) return;
    event.preventDefault();
    if (doing !== "more") { run(doing); return; }
    openPanel(!panel.contains(document.activeElement));
    if (!panel.hidden) panel.querySelector("button, select").focus();
  });
  bar.addEventListener("keydown", event => { if (event.key === "Escape" && !panel.hidden) { openPanel(false); event.stopPropagation(); } });
  const keyed = [...bar.querySelectorAll("[data-key]")];
  const set = on => {
    $("keys").checked = on;
    for (const button of keyed) { if (on) button.setAttribute("aria-keyshortcuts", button.dataset.key); else button.removeAttribute("aria-keyshortcuts"); }
    kept.set("keys", on ? "on" : "off");
  };
  for (const button of keyed) {
    if (button.id === "toggle") continue;
    const row = document.createElement("div"), term = document.createElement("dt"), key = document.createElement("kbd"), what = document.createElement("dd");
    key.textContent = button.dataset.key;
    what.textContent = button.title;
    term.append(key);
    row.append(term, what);
    $("keylist").append(row);
  }
  $("keys").addEventListener("change", () => set($("keys").checked));
  set(kept.get("keys") !== "off");
  document.addEventListener("focusin", keepInSight);
  new ResizeObserver(measure).observe(bar);
}

/** The button that plays says what it does. */
function label(audio) {
  const doing = audio.paused ? said.play : said.pause;
  $("toggle").setAttribute("aria-label", doing);
  $("toggle").title = doing;
  $("bar").classList.toggle("playing", !audio.paused);
}
/** The clock and the slider; one that moves under the focus is read aloud, over the audio. */
function showTime(audio, time = audio.currentTime) {
  $("now").textContent = clock(time);
  if (!audio.paused && $("seek").matches(":focus-visible")) return;
  $("seek").value = time;
  $("seek").setAttribute("aria-valuetext", clock(time));
}
/** Whether other editions play after this one, as the listener has chosen on any page. */
function usePlayOn() {
  $("on").checked = kept.get("play on") === "on";
  $("on").addEventListener("change", () => kept.set("play on", $("on").checked ? "on" : "off"));
}
/** Plays, or says that it cannot. */
const play = audio => audio.play().catch(error => { if (error.name !== "AbortError") tell(said.failed, true); });
/** The lock screen's controls: `seek` leads to a moment; `others` are what only this page has. */
function announce(audio, facts, cover, seek, others) {
  if (!("mediaSession" in navigator)) return;
  const session = navigator.mediaSession, leap = way => ({ seekOffset }) => seek(audio.currentTime + way * (seekOffset || STEP));
  session.metadata = new MediaMetadata({ ...facts, artwork: cover ? [{ src: new URL(cover, location.href).href }] : [] });
  const handlers = { play: () => play(audio), pause: () => audio.pause(), seekbackward: leap(-1), seekforward: leap(1), seekto: ({ seekTime }) => seek(seekTime), ...others };
  for (const [name, handler] of Object.entries(handlers)) { try { session.setActionHandler(name, handler); } catch { /* not known here */ } }
}
function tellPosition(audio) {
  if (!navigator.mediaSession || !navigator.mediaSession.setPositionState || !Number.isFinite(audio.duration)) return;
  navigator.mediaSession.setPositionState({ duration: audio.duration, playbackRate: audio.playbackRate, position: Math.min(audio.currentTime, audio.duration) });
}
/** Puts the bar to work for the sound, in which `seek` leads to a moment. `others` are what only this page's
 *  buttons and keys do; see useSleep and useKeys for the rest. Gives the sleep timer. */
function use(audio, { seek, others, endOfChapter, tellMove }) {
  const speed = useSpeed(audio), sleep = useSleep(audio, endOfChapter);
  useKeys(audio, {
    toggle() { if (audio.paused) play(audio); else audio.pause(); },
    back() { seek(audio.currentTime - STEP); },
    forward() { seek(audio.currentTime + STEP); },
    slower() { speed(-1); },
    faster() { speed(1); },
    ...others,
  }, tellMove);
  if ($("on")) usePlayOn();
  $("seek").addEventListener("input", () => { seek(+$("seek").value); $("seek").setAttribute("aria-valuetext", clock(audio.currentTime)); });
  for (const name of ["play", "pause", "ended"]) audio.addEventListener(name, () => label(audio));
  for (const name of ["loadedmetadata", "ratechange", "seeked", "play"]) audio.addEventListener(name, () => tellPosition(audio));
  label(audio);
  return sleep;
}
return { announce, floor, measure, play, showTime, use };
})();
