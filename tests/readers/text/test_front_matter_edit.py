"""Editing of front matter: the keys that are named change, all else stays as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.errors import SourceError
from audio.readers.text.front_matter_edit import set_front_matter
from audio.readers.text.frontmatter import split_front_matter

TITLE = {"title": "ख"}
BODY = "\n# बारिश\n\nपाठ।\n"


@pytest.mark.parametrize(
    ("before", "values", "after"),
    [
        ("---\ntitle: क # ख\nslug: a\n---\n", TITLE, '---\ntitle: "ख"\nslug: a\n---\n'),
        ("---\ntitle: >\n  ल\n  म\nslug: a\n---\n", TITLE, '---\ntitle: "ख"\nslug: a\n---\n'),
        ("---\ntitle: क\nauthor: आ\n---\n", {"author": None}, "---\ntitle: क\n---\n"),
        ("---\n# टिप्पणी\n---\n", {"draft": True}, "---\n# टिप्पणी\ndraft: true\n---\n"),
        ("---\nDraft: true\nslug: a\n---\n", {"draft": None}, "---\nslug: a\n---\n"),
        ("---\nशीर्षक: क\ntitle: ग\n---\n", TITLE, '---\nशीर्षक: "ख"\n---\n'),
        ('+++\nTitle = "क"\n+++\n', TITLE, '+++\nTitle = "ख"\n+++\n'),
        ("", {"author": "आ"}, '---\nauthor: "आ"\n---\n\n'),
        ("", {"author": None}, ""),
        ('+++\ntitle = "क" # नाम\n+++\n', {"title": "ख"}, '+++\ntitle = "ख" # नाम\n+++\n'),
    ],
)  # fmt: skip
def test_a_key_is_set_and_the_rest_stays(before, values, after):
    assert set_front_matter(before + BODY, values, "a.md") == after + BODY


def test_json_is_written_anew():
    edited = set_front_matter('{"title": "क"}\n' + BODY, {"author": "आ"}, "a.md")
    front, body = split_front_matter(edited, "a.md")
    assert (front.title, front.author, body.strip()) == ("क", "आ", BODY.strip())


def test_front_matter_that_is_wrong_is_refused():
    with pytest.raises(SourceError):
        set_front_matter('---\ntitle: "क\n---\n' + BODY, {"title": "क"}, "a.md")


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cn"]), min_size=1))
def test_any_title_is_read_back(title):
    edited = set_front_matter(BODY, {"title": title}, "a.md")
    assert " ".join(split_front_matter(edited, "a.md")[0].title.split()) == " ".join(title.split())
