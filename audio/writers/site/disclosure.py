"""The disclosure in text: that the voice is synthetic, and which it is."""

from __future__ import annotations

from audio.records import Outline
from audio.writers import site


def disclose(outline: Outline) -> str:
    """The sentence that tells which synthetic voices speak, and which failed if one did."""
    labels = site.read_labels(outline.show.labels)
    others = (voice for _, voice in (*outline.voices, *outline.passages))
    voices = dict.fromkeys([outline.voice, *others])
    said = labels["disclosure"].format(voice=", ".join(voices))
    if outline.instead_of:
        said += " " + labels["instead"].format(voice=outline.instead_of)
    return said
