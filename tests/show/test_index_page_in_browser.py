"""The show's page, in a real browser: ``tests/browser/show.mjs`` does what a reader does."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import lameenc
import pytest

from audio.artwork.covers import generate_cover, make_thumbnail
from audio.show.index_page import THUMBNAIL
from tests.catalogue import make_entry
from tests.conftest import rows
from tests.writers import shows
from tests.writers.in_browser import in_browser, played
from tests.writers.test_page_in_browser import HOSTILE

pytestmark = in_browser

SCENARIOS = (
    "needs no script to list, play, download and turn pages",
    "plays one edition at a time, in place",
    "goes on where the edition's own page was left",
    "finds a word however it is written",
    "puts titles first, then whole words, then the newest; all words must be there",
    "is asked, told and left by keys",
    "shows more results when asked, and plays them",
    "loads nothing of the index before it is needed, and little then",
    "says that a search failed, and works again after",
    "finds titles where an edition's text cannot be had",
    "copies the feed's address",
    "runs nothing that titles and texts hold",
    "has no fault that axe knows, in any look, and fits a narrow screen",
    "keeps the look that was chosen on an edition's page",
    "works from a folder, without a server",
    "leads on where a listener left off, and plays through the queue",
    "keeps speed and letters from page to page",
    "keeps an edition for a journey, and finds it again without the network",
    "can be installed, and opens without the network with nothing kept",
    "has the keys, the help and the sleep timer of an edition's page",
    "keeps every control of the player in reach, and the focus on what is seen",
    "leads from an edition to the next, which plays on if that is wanted",
)
TITLES = ("पहली ख़बर", "दूसरी ख़बर", "तीसरी ख़बर")
TEXTS = (
    ["नदी किनारे बाज़ारों में भीड़ थी।", "World Health Organization ने मछली पर बात की।"],
    ["बाज़ार बंद रहा।"],
    ["बाज़ारों की दूसरी बात और शहर।"],
)


def silence(seconds: int) -> bytes:
    encoder = lameenc.Encoder()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(44_100)
    encoder.set_bit_rate(64)
    encoder.silence()
    return bytes(encoder.encode(bytes(2 * 44_100 * seconds)) + encoder.flush())


def show(folder: Path, entries, texts, known=shows.SHOW) -> Path:
    folder.mkdir()
    shows.described(folder, entries, texts)
    (folder / THUMBNAIL).write_bytes(make_thumbnail(generate_cover(known.title)).data)
    return shows.published(folder, entries, known)


def spelled(folder: Path) -> None:
    """One edition, in which each spelling is a sentence of its own."""
    path = Path(__file__).parents[1] / "writers" / "folding.tsv"
    _, *cases = [cells for _, cells in rows(path)]
    first = {folded: written for written, folded, _ in reversed(cases) if folded}
    texts = list(first.values())
    show(folder, [make_entry(1)], [texts])
    found = [
        {"written": written, "folded": folded, "id": f"p{texts.index(written) + 2}s1"}
        for folded, written in first.items()
    ]
    (folder / "rows.json").write_text(json.dumps(found), "utf-8")


@pytest.fixture(scope="module")
def results(once, tmp_path_factory):
    return once("show in browser", lambda: play(tmp_path_factory))


def play(tmp_path_factory):
    root = tmp_path_factory.mktemp("site")
    titled = [make_entry(n, title=title, author="मोहन") for n, title in enumerate(TITLES, 1)]
    show(root / "small", titled, TEXTS)
    show(root / "english", titled, TEXTS, replace(shows.SHOW, labels="en"))
    show(root / "local", titled[:1], TEXTS[:1], replace(shows.SHOW, link=""))
    show(root / "empty", [], [])
    show(root / "hostile", [make_entry(1, title=HOSTILE[1])], [HOSTILE])
    spelled(root / "spellings")
    show(root / "many", [make_entry(n) for n in range(1, 161)], [["साझा शब्द।"]] * 160)
    sound = silence(12)
    for one in titled:
        (root / "small" / one.slug / f"{one.slug}.mp3").write_bytes(sound)
    return played("show.mjs", root, SCENARIOS)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_page_of_the_show(results, scenario):
    assert not results[scenario]["problems"], results[scenario]
