"""Rules for what a page tells of its sound: that it is synthetic, to people and to machines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from audio.check.edition_data import EditionData
from audio.check.fault import Fault, contrast, quote
from audio.check.markup import HtmlPage

_SOURCE = "algorithmicmedia"
"""How the address of each kind of sound made by a machine ends, in small letters (IPTC)."""


def check_label(where: str, page: HtmlPage, data: EditionData) -> Iterator[Fault]:
    """Yield what the page does not tell of its sound, or tells otherwise than edition.json."""
    for voice in data.all_voices:
        if voice not in page.disclosure:
            yield Fault(where, f"does not tell that the voice is synthetic: {quote(voice)}")
    articles = [found for found in map(_parse, page.structured) if found]
    article = next((one for one in articles if one.get("@type") == "NewsArticle"), None)
    if article is None:
        yield Fault(where, "has no NewsArticle in JSON-LD")
        return
    sound = article.get("audio")
    if not isinstance(sound, dict) or sound.get("@type") != "AudioObject":
        yield Fault(where, "its NewsArticle has no AudioObject")
        return
    yield from _check_sound(where, sound, data)


def _check_sound(where: str, sound: dict[str, Any], data: EditionData) -> Iterator[Fault]:
    names = [file.path for file in data.files if file.type == "audio/mpeg"]
    address = str(sound.get("contentUrl", ""))
    if address.rpartition("/")[2] not in names:
        yield Fault(where, contrast("its AudioObject is another", ", ".join(names), address))
    for key in ("encodingFormat", "duration", "inLanguage"):
        if not sound.get(key):
            yield Fault(where, f"its AudioObject has no {key}")
    if sound.get("identifier") != (expected := f"urn:uuid:{data.uuid}"):
        found = sound.get("identifier")
        yield Fault(where, contrast("its AudioObject is of another uuid", expected, found))
    source = str(sound.get("digitalSourceType", ""))
    if not source.lower().endswith(_SOURCE):
        yield Fault(where, f"its AudioObject is of no algorithmic source type: {quote(source)}")


def _parse(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
