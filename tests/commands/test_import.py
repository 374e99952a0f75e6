"""``import`` as a user types it: what it tells of a source."""

from __future__ import annotations

import json
from pathlib import Path

STORY = "".join(
    f"<p>{place} में मानसून ने रफ़्तार पकड़ ली है और नदी का जलस्तर लगातार बढ़ रहा है।</p>"
    for place in ("बिहार", "असम", "ओडिशा", "बंगाल")
)
LOST = "चार राज्यों की सरकारों ने लोगों से कहा है कि वे नदी के किनारे न जाएँ और नाव तैयार रखें।"
PAGE = f"""<title>कोसी का जलस्तर बढ़ा</title><h1>कोसी का जलस्तर बढ़ा</h1>
<div class="article-body">{STORY}</div><div><p><a href=/k>झील में कमल खिले</a></p></div>
<section><div>{LOST}</div></section>"""
"""The class says where the story is; what stands bare in another box may be a part of it."""


def test_text_that_is_lost_is_told_counted_and_refused_by_strict(tmp_path: Path, run) -> None:
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    told = run("import", "page.html", "--json")
    assert told.code == 0
    assert "page.html: lost in reading, for no known reason: “चार राज्यों" in told.err
    source, *_ = (json.loads(line) for line in told.out.splitlines() if '"source",' in line)
    assert source["unexplained"] == [LOST]
    assert {"reason": "links to other stories", "text": "झील में कमल खिले"} in source["left_out"]
    refused = run("import", "page.html", "--strict", "--to", "other")
    assert refused.code == 2
    assert "page.html: holds text that would be lost: “चार राज्यों" in refused.err
    assert not (tmp_path / "other").exists()


def test_a_line_for_each_article_says_what_became_of_its_source(tmp_path: Path, run) -> None:
    (tmp_path / "page.html").write_text(PAGE.replace(LOST, ""), "utf-8")
    lines = run("import", "page.html").out.splitlines()
    assert lines[0].startswith("new content/")
    assert lines[1].endswith("left out 16: links to other stories 16; lost none")
