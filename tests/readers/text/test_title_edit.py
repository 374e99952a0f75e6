"""A new title stands where the old one stood, and is read once."""

from __future__ import annotations

import pytest

from audio.readers import read_bytes
from audio.readers.text.title_edit import set_title


@pytest.mark.tsv("title_edit.tsv")
def test_a_new_title_takes_the_place_of_the_old(before, title, after):
    before, after = (text.replace("\\n", "\n") for text in (before, after))
    old = read_bytes(before.encode(), "a.md", ".md")
    assert set_title(before, old.title, title, "a.md") == after
    new = read_bytes(after.encode(), "a.md", ".md")
    assert new.title == title
    assert [block.kind for block in new.blocks].count("title") == 1
    assert "heading" not in [block.kind for block in new.blocks]
