// The page of publishing: what is under way, and what came of it.
import { $, act, fill, fillList, post, say } from "./desk.js";

act({
  cancel() { post("cancel", {}); },
}, {
  async build(form, button) { await post("build", { drafts: form.elements.drafts.checked, faulty: Boolean(form.elements.faulty?.checked), upload: button?.value === "send" }); },
});

new EventSource("events").onmessage = event => {
  const now = JSON.parse(event.data), line = fill(say[now.stage === "idle" ? "idle" : `stage_${now.stage}`], now);
  if ($("#progress").textContent !== line) $("#progress").textContent = line;
  const isOver = ["done", "held", "failed", "cancelled"].includes(now.stage), isRunning = !isOver && now.stage !== "idle";
  $("#bar").hidden = !isRunning;
  $("#bar").value = now.paragraphs ? now.clips / now.paragraphs : 0;
  for (const button of [$("#build"), $("#send")]) if (button) button.disabled = isRunning;
  $("#cancel").disabled = !isRunning;
  // Of what was cancelled nothing was checked, so nothing is said of faults.
  const found = now.messages.length || now.stage !== "done" ? now.messages : [say.no_findings];
  $("#findings").hidden = !isOver || !found.length;
  fillList($("#findings ul"), found);
  if (isOver && (now.made || now.kept)) {
    $("#result").hidden = false;
    $("#feed").hidden = !now.has_feed;
    $("#no-feed").hidden = now.has_feed;
  }
};
