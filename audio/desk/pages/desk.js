"use strict";
{
  const $ = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const say = document.body.dataset, status = $("#status"), sound = $("#sound");
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  const tell = text => { status.textContent = text; };
  const article = () => $("[data-article]")?.dataset.article ?? "";
  const here = path => `${path}?article=${encodeURIComponent(article())}`;

  /** Posts JSON or a form; what the desk refuses is told and is `null`. */
  async function post(path, body, show = tell) {
    const isForm = body instanceof FormData;
    try {
      const answer = await fetch(path, { method: "POST", body: isForm ? body : JSON.stringify(body), headers: isForm ? {} : { "content-type": "application/json" } });
      if (answer.ok) return answer;
      const told = await answer.text();
      let said = told;
      try { said = JSON.parse(told).error; } catch { /* plain text */ }
      show(said);
    } catch (error) { show(String(error.message)); }
    return null;
  }

  let asked = 0;
  async function hear(wanted, show = tell) {
    const mine = ++asked;
    show(say.working);
    const answer = await post("preview", { article: article(), ...wanted }, show);
    if (!answer || mine !== asked) return;
    URL.revokeObjectURL(sound.src);
    sound.src = URL.createObjectURL(await answer.blob());
    show("");
    await sound.play().catch(() => {});
  }

  // --- The script

  const dialog = $("#reading");
  let word = null;
  const sentenceOf = element => element.closest(".sentence");
  const inSentence = sentence => ({ text: sentence.dataset.text, kind: sentence.dataset.kind });
  const chosen = () => $("#reading-other").value.trim() || $("#reading-offers input:checked")?.value || "";
  const tellReading = text => { $("#reading-status").textContent = text; };

  function openReading(button) {
    word = button;
    $("#reading-word").textContent = `“${button.dataset.written}”`;
    $("#reading-why").textContent = button.dataset.why;
    $("#reading-other").value = "";
    tellReading("");
    const offers = $("#reading-offers");
    all("label", offers).forEach(label => label.remove());
    JSON.parse(button.dataset.offers).forEach((offer, number) => {
      const label = document.createElement("label"), radio = document.createElement("input");
      label.className = "offer";
      label.lang = "hi";
      Object.assign(radio, { type: "radio", name: "offer", value: offer, checked: number === 0 });
      label.append(radio, offer);
      offers.append(label);
    });
    dialog.showModal();
  }

  async function keep(isHere) {
    const answer = await post(here("correct"), { written: word.dataset.written, spoken: chosen(), here: isHere }, tellReading);
    if (!answer) return;
    const { lexicon } = await answer.json();
    const { id } = sentenceOf(word);
    sessionStorage.setItem("desk-told", fill(say.keptIn, { lexicon }));
    location.hash = id;
    location.reload();
  }

  function step(by) { // to the next guess, or to the next difference where none is a guess
    const guesses = all(".word.guess"), words = guesses.length ? guesses : all(".word");
    if (!words.length) return;
    const at = words.indexOf(document.activeElement);
    const next = words[at < 0 ? (by > 0 ? 0 : words.length - 1) : (at + by + words.length) % words.length];
    next.focus();
    next.scrollIntoView({ block: "center" });
  }

  // --- What buttons do

  const voiceOf = button => button.closest("[data-voice]").dataset.voice;
  const does = {
    hear(button) { hear(inSentence(sentenceOf(button))); },
    open: openReading,
    hear_word() { hear({ text: word.dataset.written, written: word.dataset.written, spoken: chosen() }, tellReading); },
    hear_in_sentence() { hear({ ...inSentence(sentenceOf(word)), written: word.dataset.written, spoken: chosen() }, tellReading); },
    always() { keep(false); },
    here() { keep(true); },
    hear_voice(button) { hear({ text: $("#sample").textContent, voice: voiceOf(button) }); },
    hear_speed() { hear({ text: $("#sample").textContent, speed: $("#speed").value }); },
    async use_voice(button) { if (await post("settings", { voice: voiceOf(button) })) location.reload(); },
    async undo() { if (await post(here("undo"), {})) { sessionStorage.setItem("desk-told", say.undone); location.reload(); } },
    cancel() { post("cancel", {}); },
  };
  document.addEventListener("click", event => {
    const button = event.target.closest("[data-do]");
    if (button) does[button.dataset.do](button);
  });

  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || dialog?.open) return;
    const target = event.target;
    if (target.matches("input,textarea,select") || !$(".script")) return;
    if (event.key === "n" || event.key === "p") { event.preventDefault(); step(event.key === "n" ? 1 : -1); }
    if (event.key === " " && target.matches(".word")) { event.preventDefault(); hear(inSentence(sentenceOf(target))); }
  });

  // --- Forms

  function showImported(lines) {
    const place = $("#imported"), list = $("ul", place);
    list.replaceChildren(...lines.map(line => Object.assign(document.createElement("li"), { textContent: line })));
    place.hidden = false;
    place.scrollIntoView({ block: "nearest" });
    tell("");
  }
  const sends = {
    async create(form) {
      const answer = await post("create", new FormData(form));
      if (answer) location.href = `script?article=${encodeURIComponent((await answer.json()).article)}`;
    },
    async import(form) {
      tell(say.working);
      const answer = await post("import", new FormData(form));
      if (answer) showImported((await answer.json()).said);
    },
    async save(form) {
      const answer = await post(here("save"), new FormData(form));
      if (!answer) return;
      const { beside } = await answer.json();
      isChanged = false;
      sessionStorage.setItem("desk-told", beside ? fill(say.savedBeside, { name: beside }) : say.saved);
      location.reload();
    },
    async settings(form) { if (await post("settings", Object.fromEntries(new FormData(form)))) tell(say.saved); },
    async build(form) { await post("build", { drafts: form.drafts.checked }); },
  };
  document.addEventListener("submit", event => {
    const name = event.target.dataset.form;
    if (name) { event.preventDefault(); sends[name](event.target); }
  });
  $("#file")?.addEventListener("change", event => { if (event.target.files.length) sends.import(event.target.form); });

  const drop = $(".drop");
  if (drop) {
    document.addEventListener("dragover", event => { event.preventDefault(); drop.classList.add("over"); });
    document.addEventListener("dragleave", () => drop.classList.remove("over"));
    document.addEventListener("drop", event => {
      event.preventDefault();
      drop.classList.remove("over");
      $("#file").files = event.dataTransfer.files;
      sends.import(drop);
    });
  }

  // What is typed and not saved outlives a crash of the browser.
  let isChanged = false;
  const body = $("#body");
  if (body) {
    const key = `desk-text ${article()}`, kept = localStorage.getItem(key);
    if (kept !== null && kept !== body.value) { body.value = kept; isChanged = true; }
    body.addEventListener("input", () => { isChanged = true; localStorage.setItem(key, body.value); });
    addEventListener("pagehide", () => { if (!isChanged) localStorage.removeItem(key); });
  }

  // --- Progress

  if ($("#progress")) {
    const labels = { build: say.stageBuild, check: say.stageCheck, upload: say.stageUpload, done: say.stageDone, failed: say.stageFailed, cancelled: say.stageCancelled, idle: say.idle };
    new EventSource("events").onmessage = event => {
      const now = JSON.parse(event.data), line = fill(labels[now.stage], now);
      if ($("#progress").textContent !== line) $("#progress").textContent = line;
      const isOver = ["done", "failed", "cancelled"].includes(now.stage);
      $("#bar").hidden = now.stage === "idle" || isOver;
      $("#bar").value = now.paragraphs ? now.clips / now.paragraphs : 0;
      $("#findings").hidden = !isOver;
      const found = now.messages.length ? now.messages : [say.noFindings];
      $("#findings ul").replaceChildren(...found.map(text => Object.assign(document.createElement("li"), { textContent: text })));
      if (now.stage === "done") $("#result").hidden = false;
    };
  }

  const told = sessionStorage.getItem("desk-told");
  if (told) { tell(told); sessionStorage.removeItem("desk-told"); }
}
