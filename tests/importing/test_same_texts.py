"""A story that comes under two names is told, with both."""

from __future__ import annotations

from pathlib import Path

import pytest

from audio.importing.merge import Merge
from audio.readers import read_bytes

BODY = (
    "गाँव के पास नदी पर नया पुल बनेगा, जिसके लिए सरकार ने 25 करोड़ रुपये दिए हैं। {link} ख़ुश हैं।\n\n"
    "पुल की लंबाई 300 मीटर होगी। इससे बीस गाँवों को लाभ मिलेगा।\n"
)


def bring(merge: Merge, host: str, title: str, body: str = BODY) -> tuple[str, ...]:
    link = f"[लोग](https://{host}/x)"
    text = f"---\ntitle: {title}\nguid: https://{host}/pul\n---\n\n{body.format(link=link)}"
    return merge.add_article(read_bytes(text.encode(), f"{host}.md", ".md")).doubts


def test_the_same_text_from_another_address_is_told_with_both_files(tmp_path: Path) -> None:
    merge = Merge(tmp_path)
    assert bring(merge, "a.example", "नदी पर नया पुल") == ()
    (told,) = bring(Merge(tmp_path), "b.example", "पुल बनेगा")
    assert told.startswith(
        f"{tmp_path}/pul-banega.md: has the same text as {tmp_path}/nadi-par-naya-pul.md"
    )


def test_the_same_text_twice_in_one_run_is_told(tmp_path: Path) -> None:
    merge = Merge(tmp_path)
    bring(merge, "a.example", "नदी पर नया पुल")
    assert len(bring(merge, "b.example", "नदी पर नया पुल")) == 1


@pytest.mark.parametrize("file", ["mine.txt", "2025/mine.md", "2025/old.markdown"])
def test_a_text_that_an_editor_has_under_another_name_is_found(tmp_path: Path, file: str) -> None:
    place = tmp_path / file
    place.parent.mkdir(exist_ok=True)
    place.write_text(f"पुल की ख़बर\n\n{BODY.format(link='लोग')}", encoding="utf-8")
    (told,) = bring(Merge(tmp_path), "a.example", "नदी पर नया पुल")
    assert f"as {place}" in told


def test_what_comes_again_or_says_something_else_is_not_told(tmp_path: Path) -> None:
    merge = Merge(tmp_path)
    bring(merge, "a.example", "नदी पर नया पुल")
    assert bring(Merge(tmp_path), "a.example", "नदी पर नया पुल") == ()
    assert bring(merge, "a.example", "नदी पर नया पुल", f"{BODY}\n\nऔर एक बात।\n") == ()
    assert bring(merge, "b.example", "नदी पर नया पुल", BODY.replace("25", "30")) == ()
    assert bring(merge, "c.example", "एक", "छोटी-सी बात।\n") == ()
    assert bring(merge, "d.example", "दो", "छोटी-सी बात।\n") == ()
