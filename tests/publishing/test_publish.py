"""Publishing: what has changed, in the order in which nobody meets a broken link."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from audio.publishing.plan import list_files

NAMES = (
    "index.html", "feed.xml", "feed_1.xml", "cover.jpg", "search.json", "search.parts/a.json",
    "barish/barish.mp3", "barish/index.html", "barish/edition.json",
)  # fmt: skip


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "build" / "site"
    for name in NAMES:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, "utf-8")
    return folder


def list_sent(bucket) -> list[str]:
    sent = [line for line in bucket.asked if line.startswith("PUT ")]
    bucket.asked.clear()
    return [line.removeprefix("PUT /audio/show/") for line in sent]


def test_sound_goes_before_pages_and_the_feed_last(site):
    names = [file.name for file in list_files(site)]
    assert sorted(names) == sorted(NAMES)
    assert names[0] == "barish/barish.mp3"
    assert names.index("barish/index.html") < names.index("index.html")
    assert names[-2:] == ["feed_1.xml", "feed.xml"]


def test_hidden_folders_are_sent_and_what_is_half_written_is_not(site):
    for name in (".well-known/a.json", "barish/.0123456789abcdef.part", "x/withdrawn/b.txt"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).touch()
    names = {file.name for file in list_files(site)}
    assert names == {*NAMES, ".well-known/a.json", "x/withdrawn/b.txt"}


def test_an_edition_that_is_withdrawn_is_sent_nowhere(run, site, tmp_path):
    (site / "barish" / "withdrawn.txt").write_text("", "utf-8")
    assert not [file.name for file in list_files(site) if file.name.startswith("barish/")]
    run("publish", str(tmp_path / "www"))
    assert (tmp_path / "www" / "feed.xml").exists()
    assert not (tmp_path / "www" / "barish").exists()


def test_a_bucket_gets_everything_once_and_then_what_has_changed(run, site, bucket):
    assert run("publish", "s3://audio/show").out.endswith("9 files sent\n")
    assert list_sent(bucket)[-1] == "feed.xml"
    assert run("publish", "s3://audio/show").out == "nothing has changed\n"
    (site / "feed.xml").write_text("changed", "utf-8")
    (site / "barish" / "barish.mp3").write_text("changed", "utf-8")
    run("publish", "s3://audio/show")
    assert list_sent(bucket) == ["barish/barish.mp3", "feed.xml"]


@pytest.mark.parametrize("fault", [0, 503, 429])
@pytest.mark.usefixtures("site")
def test_a_bucket_that_fails_and_breaks_off_gets_everything_in_order(run, bucket, fault):
    bucket.faults, bucket.late = [fault, fault], [fault, fault]
    assert run("publish", "s3://audio/show").out.endswith("9 files sent\n")
    assert set(bucket.things) == {f"/audio/show/{name}" for name in NAMES}
    sent = list(dict.fromkeys(list_sent(bucket)))
    assert sent[-2:] == ["feed_1.xml", "feed.xml"]
    assert sent.index("barish/barish.mp3") < sent.index("barish/index.html")
    assert run("publish", "s3://audio/show").out == "nothing has changed\n"


@pytest.mark.usefixtures("site")
def test_what_cannot_be_published_leaves_the_feed_as_it_was(run, bucket):
    bucket.faults = [500, 403]
    done = run("publish", "s3://audio/show")
    assert (done.code, "cannot be read from" in done.err) == (2, True)
    bucket.late = [403]
    done = run("publish", "s3://audio/show")
    assert (done.code, "run it again: it goes on from there" in done.err) == (1, True)
    assert "/audio/show/feed.xml" not in bucket.things


@pytest.mark.usefixtures("site")
def test_what_somebody_took_out_of_a_bucket_is_sent_again(run, bucket):
    run("publish", "s3://audio/show")
    bucket.asked.clear()
    del bucket.things["/audio/show/cover.jpg"]
    run("publish", "s3://audio/show")
    assert list_sent(bucket) == ["cover.jpg"]


@pytest.mark.usefixtures("site")
def test_what_another_put_in_its_place_is_sent_again(run, bucket):
    run("publish", "s3://audio/show")
    bucket.asked.clear()
    bucket.things["/audio/show/index.html"] = b"INDEX.HTML"
    run("publish", "s3://audio/show")
    assert list_sent(bucket) == ["index.html"]


def test_what_was_not_written_since_it_was_sent_is_not_read_again(run, site, bucket):
    run("publish", "s3://audio/show")
    bucket.asked.clear()
    cover = site / "cover.jpg"
    written = cover.stat().st_mtime_ns
    cover.write_text("COVER.JPG", "utf-8")
    os.utime(cover, ns=(written, written))
    assert run("publish", "s3://audio/show").out == "nothing has changed\n"
    os.utime(cover)
    run("publish", "s3://audio/show")
    assert list_sent(bucket) == ["cover.jpg"]


@pytest.mark.usefixtures("bucket")
def test_what_was_written_anew_as_it_was_is_not_sent(run, site):
    run("publish", "s3://audio/show")
    (site / "cover.jpg").write_text("cover.jpg", "utf-8")
    assert run("publish", "s3://audio/show").out == "nothing has changed\n"


@pytest.mark.usefixtures("bucket")
def test_what_is_remembered_without_the_time_of_writing_is_not_sent_again(run, site):
    run("publish", "s3://audio/show")
    record = site.parent / "published.json"
    rows = json.loads(record.read_bytes())
    for target in rows.values():
        target.update({name: row[:2] for name, row in target.items()})
    record.write_text(json.dumps(rows), "utf-8")
    assert run("publish", "s3://audio/show").out == "nothing has changed\n"


def test_from_another_machine_only_what_differs_is_sent(run, site, bucket):
    run("publish", "s3://audio/show")
    bucket.asked.clear()
    (site.parent / "published.json").unlink()
    (site / "cover.jpg").write_text("COVER.JPG", "utf-8")
    run("publish", "s3://audio/show")
    assert list_sent(bucket) == ["cover.jpg"]


@pytest.mark.parametrize("target", ["s4://audio/show", "https://example.org/"])
@pytest.mark.usefixtures("site")
def test_a_target_that_looks_like_a_bucket_is_refused(run, target):
    done = run("publish", target)
    assert (done.code, f"{target!r} is no bucket" in done.err) == (2, True)


@pytest.mark.skipif(not shutil.which("rsync"), reason="rsync is not installed")
def test_rsync_sends_what_has_changed_and_the_feed_after_the_rest(run, site, tmp_path):
    target = tmp_path / "www"
    lines = run("publish", str(target)).out.splitlines()
    assert set(lines[-3:-1]) | {lines[-4]} == {"feed.xml", "feed_1.xml", "index.html"}
    assert (target / "barish" / "barish.mp3").read_text("utf-8") == "barish/barish.mp3"
    assert run("publish", str(target)).out == "nothing has changed\n"
    (site / "feed.xml").write_text("feed-xml", "utf-8")  # of the same length
    assert run("publish", str(target)).out == "feed.xml\n1 file sent\n"


@pytest.mark.skipif(not shutil.which("rsync"), reason="rsync is not installed")
@pytest.mark.usefixtures("site")
def test_rsync_makes_a_folder_that_is_named_from_here(run):
    Path("here").mkdir()
    assert run("publish", "here/../new/www").code == 0
    assert Path("new/www/feed.xml").is_file()


@pytest.mark.parametrize("target", ["file:///tmp/x", "user@host:/x"])
def test_what_is_no_site_is_not_sent(run, target):
    result = run("publish", target)
    assert (result.code, "is no built site" in result.err) == (2, True)
