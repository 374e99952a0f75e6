"""Imported articles whose text stands in another file of the content folder already."""

from __future__ import annotations

from pathlib import Path

from audio import regex
from audio.errors import SourceError
from audio.readers.text.decoding import decode
from audio.readers.text.frontmatter import split_front_matter
from audio.show.content_folder import scan_content
from audio.show.same_texts import digest_words

_TEXTS = frozenset({".md", ".markdown", ".txt", ".text"})
_ADDRESS = regex.compile(r"(?<=\])\((?:<[^<>\n]{0,2000}>|[^()\s]{0,2000})\)")
"""Where a link in Markdown leads: the same text from elsewhere may lead elsewhere."""


class KnownTexts:
    """The texts of a content folder, by their words."""

    def __init__(self, content: Path) -> None:
        self._content = content
        self._files: dict[str, Path] | None = None

    def find_other(self, path: Path) -> Path | None:
        """Another file with the text of the one at ``path``, which is known from now on."""
        if self._files is None:
            self._files = {}
            for known in scan_content(self._content).articles:
                self._add(known, path)
        return self._add(path)

    def _add(self, path: Path, but: Path | None = None) -> Path | None:
        assert self._files is not None
        if path == but or path.suffix.lower() not in _TEXTS:
            return None
        others = [self._files.setdefault(each, path) for each in _read_digests(path)]
        return next((other for other in others if other != path), None)


def _read_digests(path: Path) -> list[str]:
    """Digests of a file's text, with its first line, which may be its title, and without."""
    try:
        _, body = split_front_matter(decode(path.read_bytes(), str(path)), str(path))
    except (SourceError, OSError):
        return []  # the build will say why
    body = _ADDRESS.sub("", body).strip()
    return [one for text in (body, body.partition("\n")[2]) if (one := digest_words(text))]
