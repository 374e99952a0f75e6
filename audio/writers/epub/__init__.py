"""EPUB 3.3 with media overlays (.epub): text and sound in one file for reading systems.

``writer`` makes the archive, ``section`` the text of a part and what is heard when, ``package``
what is told of the whole.
"""

from audio.writers.epub.writer import EpubWriter

__all__ = ["EpubWriter"]
