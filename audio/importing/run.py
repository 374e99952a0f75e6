"""The ``import`` command's work: every source in turn, each article reported as it is merged."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from audio.errors import ClusterError, EditionError, Place, from_os
from audio.importing.markdown_form import write_markdown
from audio.importing.merge import Merge, MergeOptions, MergeOutcome, MergeResult
from audio.importing.options import ImportOptions
from audio.importing.read_ahead import ReadAhead
from audio.importing.sources import SourceArticle, read_source
from audio.readers.article.account import describe_account
from audio.work.beside import find_article_of
from audio.work.messages import translate
from audio.work.report import QuietReport, Report

log = logging.getLogger(__name__)

Tell = Callable[[str], None]


@dataclass(slots=True)
class ImportRun:
    """One run of the command."""

    content: Path
    options: ImportOptions
    say: Tell
    """Takes a line for standard output."""
    warn: Tell
    """Takes a line for standard error."""
    is_dry: bool = False
    """Whether articles are printed, and nothing is written."""
    report: Report = field(default_factory=QuietReport)
    ahead: ReadAhead = field(default_factory=ReadAhead)
    """Reads files."""
    outcomes: Counter[MergeOutcome] = field(default_factory=Counter)
    exit_code: int = 0
    _failures: int = 0
    _is_read: bool = False
    """Whether any source was read to its end."""
    _told: set[str] = field(default_factory=set)
    """The names of the files that articles went to."""

    def run(self, sources: Sequence[str], stdin: bytes) -> int:
        """Import every source; returns the exit code.

        Of several sources, one that cannot be read does not keep the others away. Raises
        ``EditionError`` when the folder itself is wrong, or the cluster that reads is gone.
        """
        merge = Merge(self.content, is_dry=self.is_dry)
        for source, read in self.ahead.begin_each(sources, self.options.reading):
            before = self._failures
            try:
                for found in read_source(source, stdin, merge, self.options, read):
                    self._take(found, merge)
            except ClusterError:
                raise
            except EditionError as error:
                self._fail(error, error.exit_code)
            except BrokenPipeError:  # whoever reads our lines has gone
                raise
            except OSError as error:
                fault = from_os(error, source)
                self._fail(fault, fault.exit_code)
            self._is_read = self._is_read or self._failures == before
        if not self.is_dry:
            self._report_counts(merge)
        return self.exit_code

    def _take(self, found: SourceArticle, merge: Merge) -> None:
        if found.error:
            self._fail(found.error, 1)
        if found.gone:
            merge.remember_gone(found.gone, found.item)
        if found.article is None:
            return
        for note in found.article.notes:
            log.warning("%s: %s", Place(found.article.origin), note)
        self.report.add_source(found.article)
        if self.is_dry:
            self.say(write_markdown(found.article).rstrip("\n"))
            return
        get = found.get if self.options.images else None
        merging = MergeOptions(found.item, found.prefix, not found.is_item, get)
        result = merge.add_article(found.article, merging)
        for doubt in result.doubts:
            log.warning("%s", doubt, extra={"sources": (str(result.path),)})
        self.outcomes[result.outcome] += 1
        self._told.add(result.path.name)
        self._report(result)
        self.report.add_imported(found.article.origin, result.outcome, result.path)
        if found.article.account and result.outcome is not MergeOutcome.UNCHANGED:
            self.say(f"  {describe_account(found.article.account)}")

    def _report(self, result: MergeResult) -> None:
        if result.outcome is MergeOutcome.KEPT:
            self.warn(f"kept {result.path} as an editor left it: {result.detail}")
        elif result.outcome is not MergeOutcome.UNCHANGED or result.detail:
            detail = f" ({translate(result.detail)})" if result.detail else ""
            self.say(f"{translate(f'{result.outcome} {result.path}')}{detail}")

    def _fail(self, error: EditionError, exit_code: int) -> None:
        self.warn(str(error))
        self.report.add_refused(error)
        self._failures += 1
        self.exit_code = max(self.exit_code, exit_code)

    def _report_counts(self, merge: Merge) -> None:
        """Print how many articles became what, and which ``.md.new`` files still wait."""
        for path in merge.find_waiting():
            article = find_article_of(path)
            if article and article.name not in self._told:
                self.warn(f"{path} still waits: merge it into {article.name}, then delete it")
        if summary := ", ".join(map(translate, self._describe_counts())) or (
            translate("nothing is new") if self._is_read else ""
        ):
            self.say(summary)

    def _describe_counts(self) -> Iterator[str]:
        return (
            f"{self.outcomes[outcome]} {outcome}"
            for outcome in MergeOutcome
            if self.outcomes[outcome]
        )
