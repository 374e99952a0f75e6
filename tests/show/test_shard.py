"""Shards: together they make what a build needs, whatever their order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.show.shard import Shard


@given(st.text(min_size=1), st.integers(1, 99))
def test_an_article_is_of_one_part(name, parts):
    assert sum(Shard(number, parts).holds(name) for number in range(1, parts + 1)) == 1


def test_a_build_after_all_shards_makes_no_clip(run, tmp_path):
    content = tmp_path / "content"
    content.mkdir()
    for number in range(3):
        (content / f"{number}.md").write_text(f"# ख़बर {number}\n\nनदी {number} है।\n", "utf-8")
    bucket = (tmp_path / "bucket").as_uri()
    for part in ("2/2", "1/2", "1/2"):
        done = run("build", "--shard", part, "--cache", bucket, "--out", part[0], "--quiet")
        assert done.code == 0, done.err
    assert not (tmp_path / "1" / "site").exists()
    joined = run("build", "--cache", bucket, "--out", "all")
    assert "0 clips made" in joined.out + joined.err
    assert run("build", "--out", "plain", "--quiet").code == 0
    for path in (tmp_path / "plain" / "site").rglob("*"):
        other = tmp_path / "all" / "site" / path.relative_to(tmp_path / "plain" / "site")
        assert path.is_dir() or path.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("part", ["0/2", "3/2", "2", "a/b", "1/2/3"])
def test_what_is_no_part_is_refused(run, part):
    result = run("build", "--shard", part)
    assert (result.code, "write 3/64" in result.err) == (2, True)
