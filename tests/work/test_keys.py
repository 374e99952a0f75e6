from pathlib import Path

import pytest

from audio.work.keys import make_key


def test_a_key_is_the_same_for_the_same_parts():
    assert make_key("क", 1, {"a": 1, "b": [2]}) == make_key("क", 1, {"b": (2,), "a": 1})
    assert len(make_key()) == 64


@pytest.mark.parametrize("other", [("a", "b"), ("ab", ""), (["a", "b"],), ("ba",), ("ab", None)])
def test_other_parts_make_another_key(other):
    assert make_key("ab") != make_key(*other)


def test_a_path_counts_as_its_text():
    assert make_key(Path("a/b")) == make_key("a/b")


def test_what_has_no_content_to_tell_by_makes_no_key():
    with pytest.raises(TypeError):
        make_key(object())
