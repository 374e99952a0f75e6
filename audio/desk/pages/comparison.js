// The page on which two versions of an article are compared.
import { $, act, all, fill, here, post, say, tellNext } from "./desk.js";

act({
  choose_all(button) { all(`input[value=${button.dataset.choice}]`).forEach(radio => { radio.checked = true; }); },
}, {
  async merge(form) {
    const { other, digest, otherDigest } = form.dataset;
    const choices = all("fieldset.choice", form).map(each => $("input:checked", each)?.value);
    const answer = await post(here("merge"), { other, digest, other_digest: otherDigest, choices });
    if (!answer) return;
    const { beside } = await answer.json();
    tellNext(beside ? fill(say.saved_beside, { name: beside }) : say.merged);
    location.href = here("text");
  },
});
