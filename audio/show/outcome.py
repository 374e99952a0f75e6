"""Outcomes: what the build made of each article, and how it is reported."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from audio.errors import ClusterError, EditionError, from_os
from audio.records import Edition
from audio.show.build_records import BuildRecord
from audio.show.schedule import Wait
from audio.work.report import Report

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the build made of one article."""

    source: Path
    record: BuildRecord | None = None
    """Record of the published edition; ``None`` when it could not be made."""
    edition: Edition | None = None
    """The edition, if it was made now; ``None`` when what was published before is still right."""
    error: EditionError | None = None
    seconds: float = 0.0
    """From the first look at the article to its publication."""
    wait: Wait | None = None
    """Why it is not published yet."""
    notes: tuple[str, ...] = ()
    """Warnings of the reader: what it left out or was unsure of."""

    @classmethod
    def from_error(cls, source: Path, error: EditionError | OSError, place: Path) -> Outcome:
        """The outcome of an article that failed at ``place``, if ``error`` names none.

        Raises a ``ClusterError`` again, which is of no article: there would be none after it.
        """
        if isinstance(error, ClusterError):
            raise error
        fault = from_os(error, str(place)) if isinstance(error, OSError) else error
        return cls(source, error=fault)

    def tell(self, report: Report, out: Path) -> None:
        """Report this outcome; ``out`` is the output folder."""
        source = str(self.source)
        for note in self.notes:
            log.warning("%s: %s", source, note)
        if self.error:
            report.fail(self.error, source)
        elif self.wait:
            report.add_waiting(source, self.wait.reason, self.wait.until, str(self.wait))
        elif self.record and self.edition:
            files = [out / state.path for state in self.record.files]
            report.add_edition(source, self.edition, files, self.seconds)
        elif self.edition:
            report.add_edition(source, self.edition, [], self.seconds)
        elif self.record:
            report.add_kept(source, out.joinpath("site", self.record.folder))


class IdleRows:
    """The lexicon rows that spoke no word of any edition.

    Outcomes are counted one by one and not kept: each holds its edition, text and cover and all.
    """

    def __init__(self) -> None:
        self._matched: set[str] = set()
        self._unmatched: set[str] = set()

    def count(self, outcome: Outcome) -> None:
        """Note which rows the edition has used."""
        if outcome.record:
            self._matched.update(outcome.record.matched)
            self._unmatched.update(outcome.record.unmatched)

    def find(self) -> list[str]:
        """The rows that no edition has used."""
        return sorted(self._unmatched - self._matched)
