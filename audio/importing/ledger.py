"""What was imported into a content folder before: ``.imported.jsonl``, one JSON object a line.

It is what tells an editor's change from one at the source. Without it nothing is lost: what
stands in the folder is then taken for an editor's.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from audio.errors import Place, SettingsError
from audio.readers.fetch.http import CacheValidators

NAME = ".imported.jsonl"


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One imported article, a line of the file."""

    guid: str
    file: str
    """Its name in the folder, when it was last written."""
    written: str
    """Digest of the file as it was written."""
    offered: str
    """Digest of what the source had when it was last looked at."""
    item: str = ""
    """Digest of the feed's item that it was made from."""
    picture: str = ""
    """What told the main picture that the source named from others."""
    image: str = ""
    """The picture's file, in the folder."""


class Ledger:
    """The state of one content folder. Raises ``SettingsError`` when its file is damaged."""

    def __init__(self, content: Path) -> None:
        self.path = content / NAME
        self.entries: dict[str, LedgerEntry] = {}
        """By guid."""
        self.feeds: dict[str, CacheValidators] = {}
        """By address: what each feed's server gave to recognise its version by."""
        self.gone: dict[str, str] = {}
        """By guid: the digest of a feed's item that has no text, and whose page is no more."""
        lines = self.path.read_text("utf-8").split("\n") if self.path.exists() else []
        for number, line in enumerate(lines, 1):
            if line:
                self._read(line, number)

    def to_text(self) -> str:
        """What the file holds for this state; the same state gives the same text."""
        rows: list[dict[str, Any]] = [
            {"feed": feed, **asdict(validators)} for feed, validators in sorted(self.feeds.items())
        ]
        rows += [{"gone": guid, "item": item} for guid, item in sorted(self.gone.items())]
        rows += [asdict(self.entries[guid]) for guid in sorted(self.entries)]
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)

    def _read(self, line: str, number: int) -> None:
        try:
            row = {str(name): str(value) for name, value in json.loads(line).items()}
            if "feed" in row:
                feed = row.pop("feed")
                self.feeds[feed] = CacheValidators(**row)
            elif "gone" in row:
                self.gone[row["gone"]] = row["item"]
            else:
                entry = LedgerEntry(**row)
                self.entries[entry.guid] = entry
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise SettingsError(
                "is damaged",
                where=Place(str(self.path), number),
                hint="remove the line: the article is then taken for one that an editor changed",
            ) from error


def hash_text(text: str) -> str:
    """The SHA-256 of ``text`` in hexadecimal, which tells whether it has changed."""
    return hashlib.sha256(text.encode()).hexdigest()
