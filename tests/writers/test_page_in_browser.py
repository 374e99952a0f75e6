"""The edition's page, in a real browser: ``tests/browser/page.mjs`` does what a reader does."""

from __future__ import annotations

from pathlib import Path

import pytest

from audio.clips.clip_maker import open_maker
from audio.edition.pipeline import narrate
from audio.readers import read
from audio.records import BlockKind, PublishedFile, Show
from audio.settings import Settings
from tests.writers import staged
from tests.writers.in_browser import in_browser, played

SCENARIOS = (
    "lights up what is heard, at three times the speed",
    "keeps to edition.json through an hour, in steady memory",
    "finds its way in a text that is not drawn yet",
    "lights up by spans where there are no highlights, and leaves the text whole",
    "plays from the word, sentence, time stamp or chapter that is chosen",
    "opens at a moment or a sentence, in silence, and copies links to them",
    "does all by buttons and keys, which can be switched off",
    "leads through the text by arrows, word by word",
    "leads through a table by arrows, and brings what is heard in it into sight",
    "remembers place, speed and looks, for each edition",
    "scrolls along, unless the reader has gone elsewhere or wants no motion",
    "tells the lock screen",
    "runs nothing that a text holds",
    "prints black on white in one size, however the screen looks",
    "has no fault that axe knows, in any look",
    "keeps every control in reach and in order, at any width, letter size and turn",
    "never leaves the focus on what is covered",
    "plays and pauses by Space wherever the keyboard is, and tells what keys change",
    "stops when the sleep timer says so",
    "needs no script to be read and heard",
    "works from a folder, without a server",
)
ARTICLE = """---
title: "बैठक 🎉 की ख़बर"
author: नीरज
date: 2024-06-19
guid: read
---
दोनों नेता 2019 में क़रीब दो घंटे साथ रहे। उन्होंने ₹5.2 लाख करोड़ की बात की।

World Health Organization के मुताबिक COVID-19 के बाद यह पहली भेंट थी।

> किसी ने कहा कि यह सब पुराना है।

## आगे क्या होगा

- पहली बात यह है कि रास्ता [लंबा है](https://example.org/)।
- दूसरी बात यह है कि समय कम है।

आख़िर में सब कुछ इस पर टिका है कि बातचीत का यह सिलसिला आगे भी चलता रहे। और कुछ नहीं।
"""
NO_SOUND = PublishedFile("none.mp3", "audio/mpeg", 1, "")
WIDE = """# बारिश

| ज़िला | जून की बारिश | जुलाई की बारिश | अगस्त की बारिश | सितंबर की बारिश |
|---|---|---|---|---|
| सुपौल | बहुत ज़्यादा | सामान्य से कुछ कम | सामान्य | नहीं के बराबर |
| मधेपुरा | कम | कम | [बहुत](https://example.org/) कम | कम |

बस इतना ही।
"""
HOSTILE = (
    "सच </script><script>alert(1)</script> ]]> &amp; \"'<img src=x onerror=alert(1)>",
    "यह \u202eउलटा नहीं\u2066 होगा 🎉 क्\u200dष \x07 है।",
)


pytestmark = in_browser


def spoken(folder: Path) -> None:
    """A real edition with its audio."""
    folder.mkdir()
    source = folder / "article.md"
    source.write_text(ARTICLE, "utf-8")
    names = ("read.mp3", "read.vtt", "edition.json", "index.html")
    with open_maker(folder / "store") as maker:
        narrate(read(source), Settings(), [folder / name for name in names], maker)


def made_up(folder: Path, texts: staged.Texts, show: Show | None = None) -> None:
    """An edition with a page and timing, and no audio."""
    folder.mkdir()
    outline = staged.outlined(texts, show, guid=folder.name)
    for name in ("index.html", "edition.json"):
        staged.written(folder / name, outline, [NO_SOUND])


@pytest.fixture(scope="module")
def results(once, tmp_path_factory):
    return once("page in browser", lambda: play(tmp_path_factory))


def play(tmp_path_factory):
    root = tmp_path_factory.mktemp("site")
    spoken(root / "read")
    title = (BlockKind.TITLE, 0, ["शीर्षक"])
    long = "यह वाक्य 2019 में World Health Organization ने कहा था 🎉 और फिर से कहा।"
    chapters = [
        *((BlockKind.PARAGRAPH, 0, [long] * 2) for _ in range(35)),
        (BlockKind.HEADING, 2, ["अगला अध्याय"]),
    ]
    made_up(root / "hour", [title, *chapters * 7])
    made_up(root / "hostile", [title, (BlockKind.PARAGRAPH, 0, HOSTILE)])
    made_up(root / "english", [title, (BlockKind.PARAGRAPH, 0, [long])], Show(labels="en"))
    (root / "table").mkdir()
    outline = staged.outlined_markdown(WIDE)
    staged.written(root / "table" / "index.html", outline, [NO_SOUND])
    return played("page.mjs", root, SCENARIOS)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_page(results, scenario):
    assert not results[scenario]["problems"], results[scenario]
