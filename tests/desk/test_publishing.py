"""Publishing in the background: what is cancelled stops whole, what fails says why."""

from __future__ import annotations

import asyncio
import os
import sys
import time

import pytest

from audio.desk import publishing
from audio.desk.publishing import Progress, Publisher
from audio.work.messages import choose_language


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def publish(folder, monkeypatch, program, *, faulty=False):
    """The progress of a publication whose commands are a Python program."""
    (folder / "command.py").write_text(program, "utf-8")
    monkeypatch.setattr(publishing, "_AUDIO", (sys.executable, str(folder / "command.py")))

    async def finish() -> Progress:
        publisher = Publisher(folder, folder / "build", "en")
        publisher.begin(target="s3://name", faulty=faulty)
        while publisher.is_running:
            await asyncio.sleep(0.01)
        return publisher.progress

    return asyncio.run(finish())


WARNING = '{"event": "warning", "text": "no date"}'
SENDING_FAILS = f"""
import sys
if sys.argv[1] == "build":
    print('{WARNING}\\n' * 300)
if "publish" in sys.argv:
    sys.exit("audio-edition: rsync: no such folder")
"""


def test_why_sending_failed_is_told_first_however_much_was_told_before(tmp_path, monkeypatch):
    progress = publish(tmp_path, monkeypatch, SENDING_FAILS)
    assert progress.stage == "failed"
    told = progress.describe("en")["messages"]
    assert told[:2] == ["It could not be sent: rsync: no such folder", "no date"]


def test_what_was_found_is_told_in_the_language_of_who_looks():
    progress = Progress("failed", failure="build", reason="is empty", messages=["a.md: is empty"])
    choose_language("hi")
    try:
        assert progress.describe("hi")["messages"] == ["यह बन नहीं सका: खाली है", "a.md: खाली है"]
    finally:
        choose_language("en")
    assert progress.describe("en")["messages"][1] == "a.md: is empty"


HAS_FAULTS = """
import sys
if sys.argv[1] == "check":
    print('{"path": "feed.xml", "what": "is too short"}')
    raise SystemExit(1)
"""


@pytest.mark.parametrize(("faulty", "stage"), [(False, "held"), (True, "done")])
def test_a_site_with_faults_is_sent_only_if_an_editor_says_so(tmp_path, monkeypatch, faulty, stage):
    edition = tmp_path / "build/site/a/edition.json"
    edition.parent.mkdir(parents=True)
    edition.touch()
    progress = publish(tmp_path, monkeypatch, HAS_FAULTS, faulty=faulty)
    assert progress.stage == stage
    assert progress.messages == ["feed.xml: is too short"]
    assert progress.faults == 1


def test_where_all_are_drafts_there_is_nothing_to_check(tmp_path, monkeypatch):
    progress = publish(tmp_path, monkeypatch, HAS_FAULTS)
    assert (progress.stage, progress.messages) == ("done", [])


LEXICON_FAILS = """
import json
error = {"event": "error", "source": "content/a.md", "where": "b.tsv", "what": "is empty"}
print(json.dumps({**error, "hint": ""}))
raise SystemExit(1)
"""


def test_what_fails_is_told_with_the_article_for_which_it_does(tmp_path, monkeypatch):
    progress = publish(tmp_path, monkeypatch, LEXICON_FAILS)
    assert progress.messages == ["a.md: b.tsv: is empty"]


def test_a_command_that_fails_in_silence_is_told_of(tmp_path, monkeypatch):
    progress = publish(tmp_path, monkeypatch, "raise SystemExit(3)")
    assert progress.describe("en")["messages"] == ["It could not be built: exit code 3"]


@pytest.mark.skipif(os.name == "nt", reason="needs a shell")
def test_what_is_cancelled_ends_with_all_that_it_has_begun(tmp_path, monkeypatch):
    script, told = tmp_path / "slow.sh", tmp_path / "pid"
    script.write_text(f"sleep 60 & echo $! > {told}.part; mv {told}.part {told}; wait\n", "utf-8")
    monkeypatch.setattr(publishing, "_AUDIO", ("sh", str(script)))

    async def cancel_what_runs() -> str:
        publisher = Publisher(tmp_path, tmp_path / "build", "en")
        publisher.begin()
        while not told.exists():
            await asyncio.sleep(0.01)
        await publisher.stop()
        return publisher.progress.stage

    assert asyncio.run(cancel_what_runs()) == "cancelled"
    pid = int(told.read_text("utf-8"))
    for _ in range(200):
        if not is_running(pid):
            break
        time.sleep(0.01)
    assert not is_running(pid)
