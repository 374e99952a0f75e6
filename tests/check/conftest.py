"""A small real show, built once: two editions that espeak speaks, transcripts, pages and feed."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

import pytest
from PIL import Image

from audio.check import artwork, tags

SHOW = """\
title = "जाँच"
description = "जाँच के लिए"
author = "डेस्क"
email = "desk@example.org"
link = "https://example.org/show/"
formats = ["mp3", "vtt", "srt", "lrc", "txt", "m3u8", "audiobook", "epub", "daisy"]
bitrate = 96
opening = "{title}। {author}। {date}। {disclosure}"
disclosure = "यह लेख कृत्रिम स्वर में पढ़ा जा रहा है।"
former_feed = "former.xml"
category = ["Daily News", "History"]
[[person]]
name = "आशा"
role = "editor"
[[funding]]
url = "https://pay.example/"
[[podroll]]
guid = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
"""
FORMER = """\
<rss version="2.0"><channel><title>पुराना शो</title><item><title>पहले की कड़ी</title>
<guid isPermaLink="false">former</guid><pubDate>Thu, 01 Jun 2023 10:00:00 +0530</pubDate>
<enclosure url="https://cdn.example/1.mp3" length="10" type="audio/mpeg"/></item>
<item><title>उसी दिन की कड़ी</title>
<guid isPermaLink="false">same-day</guid><pubDate>Tue, 18 Jun 2024 00:00:00 +0530</pubDate>
<enclosure url="https://cdn.example/2.mp3" length="10" type="audio/mpeg"/></item></channel></rss>
"""
ALL_FORMATS = """\
title = "जाँच"
email = "desk@example.org"
link = "https://example.org/show/"
voice = "silence"
formats = ["mp3", "m4b", "m4a", "opus", "m3u8", "audiobook",
  "vtt", "srt", "lrc", "txt", "epub", "daisy"]
"""
LONG = """\
---
title: पुल & ₹5.2 लाख
author: अ ब
date: 2024-06-19
guid: first
season: 2
episode: 7
explicit: true
---

पुल 2019 में बना था। राम ने कहा, "यह <b> अच्छा है"। तीसरा वाक्य यहाँ है।

## आगे क्या

![](bridge.png)

नदी पर 3 पुल हैं और नाव भी चलती है। NATO भी आया।
"""
SHORT = """\
---
title: दूसरा लेख
date: 2024-06-18
guid: second
---

बारिश हुई। खेत हरे हो गए।
"""


_find_picture_faults = lru_cache(maxsize=64)(artwork.find_picture_faults.__wrapped__)


@pytest.fixture(autouse=True)
def _pictures_once(monkeypatch):
    """The same picture is decoded once for all tests, which damage few of a site's pictures."""
    for module in (artwork, tags):
        monkeypatch.setattr(module, "find_picture_faults", _find_picture_faults)


def build(content: Path, out: Path) -> Path:
    command = [sys.executable, "-m", "audio", "build", str(content), "--out", str(out), "--quiet"]
    subprocess.run(command, check=True, capture_output=True)
    return out / "site"


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Path:
    """The undamaged site: not to be written to."""
    content = tmp_path_factory.mktemp("show")
    (content / "show.toml").write_text(SHOW, "utf-8")
    (content / "former.xml").write_text(FORMER, "utf-8")
    (content / "long.md").write_text(LONG, "utf-8")
    (content / "short.md").write_text(SHORT, "utf-8")
    Image.new("RGB", (700, 400), "green").save(content / "bridge.png")
    return build(content, tmp_path_factory.mktemp("built"))


@pytest.fixture(scope="session")
def silent(tmp_path_factory) -> Path:
    """An undamaged site of one silent edition in every format: not to be written to."""
    content = tmp_path_factory.mktemp("silent")
    (content / "show.toml").write_text(ALL_FORMATS, "utf-8")
    (content / "a.md").write_text("---\ntitle: एक\n---\n\nबारिश हुई। खेत हरे हो गए।\n", "utf-8")
    return build(content, tmp_path_factory.mktemp("silent-built"))


def copy_in_links(built: Path, root: Path) -> Path:
    """A copy in hard links: a file is damaged by putting another in its place."""
    for folder, _, names in os.walk(built):
        place = root / Path(folder).relative_to(built)
        place.mkdir()
        for name in names:
            os.link(Path(folder) / name, place / name)
    return root


@pytest.fixture
def site(built, tmp_path) -> Path:
    return copy_in_links(built, tmp_path / "site")
