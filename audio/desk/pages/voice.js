// The page of voices: they are heard on a sentence of the article; what is kept is told.
import { $, act, all, fill, hear, here, post, say, tell, tellNext } from "./desk.js";

const form = $("[data-form=settings]");
const first = new Map(new FormData(form));
/** What was chosen otherwise than it is. */
const changed = () => Object.fromEntries([...new FormData(form)].filter(([name, value]) => first.get(name) !== value));
const chosen = () => Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value || null]));

act({
  hear_voice(button) { hear({ text: $("#sample").textContent, voice: button.dataset.voice }); },
  hear_speed() { hear({ text: $("#sample").textContent, voice: form.elements.voice.value, speed: $("#speed").value }); },
  hear_pauses() { hear({ values: chosen() }, tell, here("preview_pauses")); },
}, {
  async settings(_, button) {
    const isHere = button?.value === "here", values = changed();
    if (!Object.keys(values).length) { tell(say.nothing_changed); return; }
    const answer = await post(here("settings"), { values, here: isHere });
    if (!answer) return;
    const { file, lines } = await answer.json();
    tellNext(fill(say.kept_in_file, { file, lines: lines.join(", ") }));
    location.reload();
  },
});
post(here("warm"), {}, () => {}); // so that the first sentence does not wait for the voice
