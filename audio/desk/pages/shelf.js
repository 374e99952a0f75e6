// The shelf: articles come here, by paste, address or file.
import { $, act, fill, fillList, here, keepDraft, post, say, tell, tellNext } from "./desk.js";

const paste = $("[data-form=create]");
const draft = keepDraft(paste, text => { $("#draft-status").textContent = text; });

async function bring(form) {
  tell(say.working);
  const answer = await post("import", new FormData(form));
  if (!answer) return;
  const { said, articles } = await answer.json();
  fillList($("#imported ul.said"), said);
  $("#imported-links").replaceChildren(...articles.map(({ name, title, left_out: number }) => {
    const item = document.createElement("li"), link = Object.assign(document.createElement("a"), { href: `script?article=${encodeURIComponent(name)}&fresh=1`, textContent: title });
    item.append(link, number ? ` — ${say.left_out.replace("{number}", number)}` : "");
    return item;
  }));
  $("#imported").hidden = false;
  $("#imported").scrollIntoView({ block: "nearest" });
  $("#imported-title").focus();
  tell("");
}

/** Does something with the article of a button, and tells it beside a button that takes it back. */
async function change(button, path, body, said, undo) {
  const { name, title } = button.closest("[data-name]").dataset;
  const answer = await post(here(path, name), body);
  if (!answer) return;
  tellNext(fill(said, { title }), undo(name, await answer.json()));
  location.reload();
}

act({
  withdraw(button) { change(button, "withdraw", { draft: true }, say.withdrawn, name => [here("withdraw", name), { draft: false }]); },
  release(button) { change(button, "withdraw", { draft: false }, say.released, name => [here("withdraw", name), { draft: true }]); },
  delete(button) { change(button, "delete", {}, say.deleted, (_, { key }) => ["restore", { key }]); },
  async restore(button) {
    const answer = await post("restore", { key: button.dataset.key });
    if (!answer) return;
    tellNext(fill(say.restored, { name: (await answer.json()).article }));
    location.reload();
  },
  async drop_draft() { if (await draft.drop()) location.reload(); },
}, {
  async create(form) {
    const values = new FormData(form);
    values.set("page", draft.page);
    const answer = await post("create", values);
    if (!answer) return;
    draft.settle();
    const { article: name, is_new: isNew } = await answer.json();
    if (!isNew) tellNext(say.is_there);
    location.href = `script?article=${encodeURIComponent(name)}&fresh=1`;
  },
  import: bring,
});

const drop = $(".drop"), file = $("#file");
file.addEventListener("change", () => { if (file.files.length) bring(drop); });
document.addEventListener("dragover", event => { event.preventDefault(); drop.classList.add("over"); });
document.addEventListener("dragleave", event => { if (!event.relatedTarget) drop.classList.remove("over"); });
document.addEventListener("drop", event => {
  event.preventDefault();
  drop.classList.remove("over");
  const { files } = event.dataTransfer;
  if (files.length) { file.files = files; bring(drop); return; }
  const address = event.dataTransfer.getData("text/uri-list") || event.dataTransfer.getData("text/plain");
  if (/^https?:\/\//.test(address)) $("#source").value = address.split("\n")[0];
});
