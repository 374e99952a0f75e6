// What all pages of the desk share: how they ask, tell, let hear, and keep what is typed.

export const $ = (selector, root = document) => root.querySelector(selector);
export const all = (selector, root = document) => [...root.querySelectorAll(selector)];
export const say = JSON.parse(document.body.dataset.say);
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
export const article = () => $("[data-article]")?.dataset.article ?? "";
export const here = (path, name = article()) => `${path}?article=${encodeURIComponent(name)}`;

export function tell(text) { $("#status").textContent = text; }

/** Tells something on the page that comes next, with a button that takes it back: by posting `undo`, a path and its body. */
export function tellNext(text, undo = null) { sessionStorage.setItem("desk-told", JSON.stringify({ text, undo })); }

/** Posts JSON or a form; what the desk refuses is told and is `null`. */
export async function post(path, body, show = tell) {
  const isForm = body instanceof FormData;
  try {
    const answer = await fetch(path, { method: "POST", body: isForm ? body : JSON.stringify(body), headers: isForm ? {} : { "content-type": "application/json" } });
    if (answer.ok) return answer;
    if (answer.status === 404 && !answer.headers.get("content-type")?.includes("json")) { // the token is another one
      show(say.desk_is_another);
      return null;
    }
    const told = await answer.text();
    let said = told;
    try { said = JSON.parse(told).error; } catch { /* plain text */ }
    show(said);
  } catch { show(say.desk_is_gone); }
  return null;
}

let asked = 0;
/** Lets a sentence be heard; what was asked for last is what is heard. */
export async function hear(wanted, show = tell, path = "preview") {
  const mine = ++asked, sound = $("#sound");
  show(say.working);
  const answer = await post(path, { article: article(), ...wanted }, show);
  if (!answer || mine !== asked) return;
  URL.revokeObjectURL(sound.src);
  sound.src = URL.createObjectURL(await answer.blob());
  show("");
  await sound.play().catch(() => {});
}

/** What the buttons and forms of a page do, by their `data-do` and `data-form`. */
export function act(does, sends = {}) {
  document.addEventListener("click", event => {
    const button = event.target.closest("[data-do]");
    if (button && does[button.dataset.do]) does[button.dataset.do](button);
  });
  document.addEventListener("submit", event => {
    const name = event.target.dataset.form;
    if (name && sends[name]) { event.preventDefault(); sends[name](event.target, event.submitter); }
  });
}

export function fillList(list, lines) {
  list.replaceChildren(...lines.map(line => Object.assign(document.createElement("li"), { textContent: line })));
}

const PAUSE = 400, LONGEST = 2000;
/** Keeps what is typed into `form` on disk, after each pause and at least every 2 s; `drop` gives it up, once that is confirmed. */
export function keepDraft(form, show) {
  const page = form.dataset.page || Array.from(crypto.getRandomValues(new Uint8Array(12)), each => (each % 36).toString(36)).join("");
  const typed = () => Object.fromEntries([...new FormData(form)].filter(([name, value]) => typeof value === "string" && !["digest", "draft"].includes(name)));
  const body = fields => ({ page, digest: form.elements.digest?.value ?? "", fields });
  let timer = 0, since = 0, isKept = true, isBusy = false, isLost = false;
  const send = async () => {
    if (isBusy) { timer = setTimeout(send, 200); return; }
    isBusy = isKept = true;
    since = Date.now();
    let why = "";
    const answer = await post(here("draft"), body(typed()), text => { why = text; });
    isBusy = false;
    isLost = !answer;
    if (isLost) isKept = false;
    show(answer ? say.draft_kept : `${say.draft_not_kept} ${why}`);
    if (!answer && why !== say.desk_is_another) timer = setTimeout(send, 2000); // the desk may come back
  };
  form.addEventListener("input", () => {
    const now = Date.now();
    if (isKept) since = now;
    isKept = false;
    clearTimeout(timer);
    timer = setTimeout(send, Math.max(0, Math.min(PAUSE, since + LONGEST - now)));
  });
  addEventListener("pagehide", () => {
    if (!isKept) navigator.sendBeacon(here("draft"), new Blob([JSON.stringify(body(typed()))], { type: "application/json" }));
  });
  addEventListener("beforeunload", event => { if (isLost) event.preventDefault(); });
  return {
    page,
    /** Whether it is given up. */
    async drop() {
      if (!confirm(say.drop_draft_sure)) return false;
      clearTimeout(timer);
      isKept = true;
      isLost = false;
      return Boolean(await post(here("draft"), { page }));
    },
    settle() { clearTimeout(timer); isKept = true; isLost = false; },
  };
}

document.addEventListener("click", async event => {
  const { language } = event.target.dataset;
  if (language && await post("language", { language })) location.reload();
});

const told = JSON.parse(sessionStorage.getItem("desk-told") ?? "null");
sessionStorage.removeItem("desk-told");
if (told) {
  tell(told.text);
  if (told.undo) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: say.take_this_back });
    button.addEventListener("click", async () => {
      if (!await post(...told.undo)) return;
      tellNext(say.undone);
      location.reload();
    });
    $("#status").append(" ", button);
  }
}
