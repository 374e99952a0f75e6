"""The ``import`` command's work: every source in turn, each article told of as it is placed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from audio.errors import EditionError, Place, from_os
from audio.importing.markdown_form import as_markdown
from audio.importing.merge import Arrived, Desk, Fate, Placed
from audio.importing.sources import Arrival, Wishes, arrivals

Tell = Callable[[str], None]


@dataclass(slots=True)
class Import:
    """One run of the command."""

    content: Path
    wishes: Wishes
    say: Tell
    """Takes a line for standard output."""
    warn: Tell
    """Takes a line for standard error."""
    is_dry: bool = False
    """Whether articles are printed, and nothing is written."""
    fates: Counter[Fate] = field(default_factory=Counter)
    exit_code: int = 0
    _failures: int = 0
    _is_read: bool = False
    """Whether any source was, all of it."""
    _told: set[str] = field(default_factory=set)
    """The names of the files that were placed."""

    def run(self, sources: Sequence[str], stdin: bytes) -> int:
        """Import every source; returns the exit code.

        Of several sources, one that cannot be read does not keep the others away. Raises
        ``EditionError`` when the folder itself is wrong.
        """
        desk = Desk(self.content, is_dry=self.is_dry)
        for source in sources:
            before = self._failures
            try:
                for arrival in arrivals(source, stdin, desk, self.wishes):
                    self._take(arrival, desk)
            except EditionError as error:
                self._fail(error, error.exit_code)
            except BrokenPipeError:  # who reads our lines has left
                raise
            except OSError as error:
                fault = from_os(error, source)
                self._fail(fault, fault.exit_code)
            self._is_read = self._is_read or self._failures == before
        if not self.is_dry:
            self._conclude(desk)
        return self.exit_code

    def _take(self, arrival: Arrival, desk: Desk) -> None:
        if arrival.error:
            self._fail(arrival.error, 1)
        if arrival.gone:
            desk.remember_gone(arrival.gone, arrival.item)
        if arrival.article is None:
            return
        for note in arrival.article.notes:
            self.warn(f"warning: {Place(arrival.article.origin)}: {note}")
        if self.is_dry:
            self.say(as_markdown(arrival.article).rstrip("\n"))
            return
        get = arrival.get if self.wishes.images else None
        arrived = Arrived(arrival.item, arrival.prefix, not arrival.is_item, get)
        placed = desk.place(arrival.article, arrived)
        if placed.doubt:
            self.warn(f"warning: {placed.doubt}")
        self.fates[placed.fate] += 1
        self._told.add(placed.path.name)
        self._tell(placed)

    def _tell(self, placed: Placed) -> None:
        if placed.fate is Fate.KEPT:
            self.warn(f"kept {placed.path} as an editor left it: {placed.detail}")
        elif placed.fate is not Fate.UNCHANGED or placed.detail:
            detail = f" ({placed.detail})" if placed.detail else ""
            self.say(f"{placed.fate} {placed.path}{detail}")

    def _fail(self, error: EditionError, exit_code: int) -> None:
        self.warn(str(error))
        self._failures += 1
        self.exit_code = max(self.exit_code, exit_code)

    def _conclude(self, desk: Desk) -> None:
        """The counts, when there is anything to count or to be sure of."""
        for path in desk.waiting():
            if path.stem not in self._told:
                self.warn(f"{path} still waits: merge it into {path.stem}, then delete it")
        if summary := ", ".join(self._counts()) or ("nothing is new" if self._is_read else ""):
            self.say(summary)

    def _counts(self) -> Iterator[str]:
        return (f"{self.fates[fate]} {fate}" for fate in Fate if self.fates[fate])
