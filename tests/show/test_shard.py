"""Shards: together they make what a build needs, whatever their order."""

from __future__ import annotations

import json

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


FORMER = """<rss><channel><item><title>x</title><guid>b.md</guid>
<pubDate>Fri, 15 Aug 2025 10:00:00 +0530</pubDate><enclosure url="https://old.example/b.mp3"
length="1" type="audio/mpeg"/></item></channel></rss>"""


def test_a_shard_makes_drafts_and_says_the_dates_of_a_former_feed_as_a_build_does(run, tmp_path):
    content = tmp_path / "content"
    content.mkdir()
    (content / "old.xml").write_text(FORMER, "utf-8")
    (content / "show.toml").write_text(
        'link = "https://a.example/"\nformer_feed = "old.xml"\nopening = "{title}, {date} को।"\n',
        "utf-8",
    )
    (content / "b.md").write_text("# ख़बर\n\nनदी है।\n", "utf-8")
    (content / "c.md").write_text("---\ndraft: true\n---\n# दूसरी\n\nनाव है।\n", "utf-8")
    bucket = (tmp_path / "bucket").as_uri()
    done = run("build", "--shard", "1/1", "--drafts", "--cache", bucket, "--out", "1", "--quiet")
    assert (done.code, done.err) == (0, "")
    joined = run("build", "--drafts", "--cache", bucket, "--out", "all", "--json")
    made = [json.loads(line).get("clips_made") for line in joined.out.splitlines()]
    assert [number for number in made if number is not None] == [0, 0]


@pytest.mark.parametrize("part", ["0/2", "3/2", "2", "a/b", "1/2/3"])
def test_what_is_no_part_is_refused(run, part):
    result = run("build", "--shard", part)
    assert (result.code, "write 3/64" in result.err) == (2, True)
