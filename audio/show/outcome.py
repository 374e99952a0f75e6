"""What became of the articles of a show, and who is told."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from audio.errors import EditionError
from audio.records import Edition
from audio.show.build_records import Stamp
from audio.work.report import Report

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article."""

    source: Path
    stamp: Stamp | None = None
    """Of the published edition; ``None`` when it could not be made."""
    edition: Edition | None = None
    """``None`` also when what was published before is still right."""
    error: EditionError | None = None
    seconds: float = 0.0
    """From the first look at the article to its publication."""
    notes: tuple[str, ...] = ()
    """What the reader left out or doubted."""

    def tell(self, report: Report, out: Path) -> None:
        """Report it; ``out`` is the output folder."""
        source = str(self.source)
        for note in self.notes:
            log.warning("%s: %s", source, note)
        if self.error:
            report.fail(self.error, source)
        elif self.stamp and self.edition:
            files = [out / state.path for state in self.stamp.files]
            report.add_edition(source, self.edition, files, self.seconds)
        elif self.stamp:
            report.add_kept(source, out / "site" / self.stamp.folder)


def idle_rows(outcomes: list[Outcome]) -> list[str]:
    """The lexicon rows that spoke no word of any edition."""
    stamps = [outcome.stamp for outcome in outcomes if outcome.stamp]
    matched = {row for stamp in stamps for row in stamp.matched}
    return sorted({row for stamp in stamps for row in stamp.unmatched} - matched)
