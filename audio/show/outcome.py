"""Outcomes: what the build made of each article, and how it is reported."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from audio.errors import EditionError
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
            report.add_kept(source, out / "site" / self.record.folder)


def find_idle_rows(outcomes: list[Outcome]) -> list[str]:
    """The lexicon rows that spoke no word of any edition."""
    records = [outcome.record for outcome in outcomes if outcome.record]
    matched = {row for record in records for row in record.matched}
    return sorted({row for record in records for row in record.unmatched} - matched)
