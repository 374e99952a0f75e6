// The page of an article's text.
import { $, act, article, fill, here, keepDraft, post, say, tell, tellNext } from "./desk.js";

const form = $("[data-form=save]");
const draft = keepDraft(form, text => { $("#draft-status").textContent = text; });

act({
  async undo(button) { if (await post(here("undo"), { digest: button.dataset.digest })) { tellNext(say.undone); location.reload(); } },
  async bring_back(button) {
    const answer = await post(here("bring_back"), { version: button.dataset.version });
    if (answer) location.href = `${here("compare")}&other=${encodeURIComponent((await answer.json()).beside)}`;
  },
  async drop_draft() {
    if (await draft.drop()) location.href = here("text");
  },
}, {
  async save() {
    tell(say.working);
    const values = new FormData(form);
    values.set("page", draft.page);
    const answer = await post(here("save"), values);
    if (!answer) return;
    draft.settle();
    const { beside, merged } = await answer.json();
    tellNext(beside ? fill(say.saved_beside, { name: beside }) : merged ? say.saved_merged : say.saved);
    location.href = beside ? `${here("compare")}&other=${encodeURIComponent(beside)}` : here("text");
  },
});
