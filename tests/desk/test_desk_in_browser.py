"""The desk in a real browser: ``tests/browser/desk.mjs`` does what an editor does in a day."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from urllib.parse import unquote

import podcastparser
import pytest

from tests.readers.packages import package
from tests.writers.in_browser import FOLDER, chromium, in_browser

STEPS = (
    "takes an article that is pasted",
    "lets a sentence be heard",
    "is worked by keys: to a guess, to hear it, to open it",
    "keeps a reading for the show, heard before",
    "keeps a reading for this article alone",
    "gives any word another reading, by mouse and by keys",
    "refuses what cannot be said",
    "saves a text, and takes it back",
    "overwrites nothing that has changed meanwhile",
    "merges what two have changed, where they are not at odds",
    "keeps what is typed and not saved, for any browser",
    "lets voices be heard and chosen",
    "takes a file that is dropped, and tells what came",
    "withdraws an article, deletes one, and has both back",
    "speaks the language that is chosen on the page",
    "keeps what is known of the show, and where it is sent",
    "stops a build, and says nothing of faults then",
    "builds, checks, sends and shows the page",
    "can be subscribed to as gPodder does it",
)
ARTICLE = """समुद्र की सीमा पर बातचीत

भारत का EEZ 2019 में चर्चा में आया। NATO के 3 देशों ने ₹5.2 लाख करोड़ की बात की।

Danapur से आए किसानों ने कहा कि यह पुराना है। XQTR भी वहाँ था।
"""

pytestmark = in_browser


@pytest.fixture(scope="module")
def results(once, tmp_path_factory):
    return once("desk in browser", lambda: work(tmp_path_factory))


def work(tmp_path_factory):
    folder = tmp_path_factory.mktemp("desk")
    (folder / "article.txt").write_text(ARTICLE, "utf-8")
    (folder / "word.docx").write_bytes(package("docx"))
    command = [sys.executable, "-m", "audio", "desk", "--no-open", "--lang", "hi"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as desk:
        assert desk.stdout is not None
        address = desk.stdout.readline().strip()
        done = subprocess.run(
            ["node", FOLDER / "desk.mjs", address, chromium(), folder],
            capture_output=True, text=True, timeout=240, check=False,
        )  # fmt: skip
        desk.send_signal(signal.SIGINT if os.name != "nt" else signal.CTRL_C_EVENT)
        assert desk.wait(20) == 130
    print(done.stdout)
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    found = {line["name"]: line for line in lines}
    return {**found, STEPS[-1]: {"problems": subscribe(folder / "public")}}


def subscribe(site):
    """What keeps gPodder's parser from the show's episodes, and them from being downloaded."""
    address = "https://example.org/podcast/"
    with (site / "feed.xml").open("rb") as feed:
        episodes = podcastparser.parse(f"{address}feed.xml", feed)["episodes"]
    problems = [] if len(episodes) == 2 else [f"{len(episodes)} episodes"]
    for episode in episodes:
        (sound,) = episode["enclosures"]
        path = site / unquote(sound["url"].removeprefix(address))
        if not path.is_file() or path.stat().st_size != sound["file_size"]:
            problems.append(f"{episode['title']}: {sound}")
    return problems


@pytest.mark.parametrize("step", STEPS)
def test_an_editors_day(results, step):
    assert not results[step]["problems"], results[step]
