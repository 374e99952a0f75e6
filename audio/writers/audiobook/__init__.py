"""Readium audiobook (.audiobook): an MP3 a chapter, the text timed, and a manifest, in a zip file.

``writer`` makes the archive, ``guided`` tells what is read when, ``manifest`` what the book is. By
"Readium Web Publication Manifest" with its audiobook profile and packaging, and by "Readium Guided
Navigation".
"""

from audio.writers.audiobook.writer import AudiobookWriter

__all__ = ["AudiobookWriter"]
