"""chapters.json: JSON Chapters 1.2 of the podcast namespace."""

from __future__ import annotations

import json
from collections.abc import Sequence

from audio.records import Edition, Outline, PublishedFile
from audio.writers import Output
from audio.writers.chapter_links import list_chapter_links, list_picture_addresses


class ChaptersJsonWriter:
    """Times in seconds with six decimals, from sample counts; the same chapters as in the MP3."""

    rank = 0
    media_type = "application/json+chapters"

    def __init__(self, outline: Outline, output: Output) -> None:
        self._file = output.open()

    def finish(self, edition: Edition, beside: Sequence[PublishedFile]) -> None:
        """Write it whole."""
        article, show = edition.outline.article, edition.outline.show
        rate = edition.recording.rate
        pictures = list_picture_addresses(edition)
        data = {
            "version": "1.2.0",
            "title": article.title,
            "author": article.author or show.author,
            "podcastName": show.title,
            "chapters": [
                {
                    "startTime": round(start / rate, 6),
                    "endTime": round(end / rate, 6),
                    "title": title,
                    **({"img": picture} if picture else {}),
                    **({"url": link} if link else {}),
                }
                for (title, start, end), picture, link in zip(
                    edition.chapters, pictures, list_chapter_links(edition), strict=True
                )
            ],
        }
        self._file.write(json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n")
