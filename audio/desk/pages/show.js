// The page of what is known of the show.
import { act, fill, post, say, tell, tellNext } from "./desk.js";

act({}, {
  async show(form) {
    const answer = await post("show", new FormData(form));
    if (!answer) return;
    const { file, lines } = await answer.json();
    if (!lines.length) { tell(say.nothing_changed); return; }
    tellNext(fill(say.kept_in_file, { file, lines: lines.join(", ") }));
    location.reload();
  },
});
