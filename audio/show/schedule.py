"""Whether an article's time has come: drafts wait, and so do those dated in the future."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from audio.hindi.dates import format_date


class Wait(NamedTuple):
    """Why an article is not published yet, or no more."""

    until: datetime | None
    """Its date, aware; ``None`` for a draft."""
    is_listed: bool = False
    """Whether feed and pages have an edition of it, which leaves them now."""

    @property
    def reason(self) -> str:
        """``draft`` or ``scheduled``."""
        return "scheduled" if self.until else "draft"

    def __str__(self) -> str:
        if self.until is None:
            if self.is_listed:
                return (
                    "waits: a draft; its published edition is withdrawn from feed, pages and "
                    "search; build --drafts narrates it"
                )
            return "waits: a draft; build --drafts narrates it"
        when = f"{format_date(self.until.date())}, {self.until:%H:%M}"
        if self.is_listed:
            return (
                f"waits until {when}; its published edition is withdrawn from feed, pages and "
                "search; build --future narrates it"
            )
        return f"waits until {when}; build --future narrates it"


@dataclass(frozen=True, slots=True)
class Schedule:
    """What the build of a show publishes at one moment."""

    now: datetime
    """In the show's zone, which is that of dates without one."""
    drafts: bool = False
    """Whether drafts are published too."""
    future: bool = False
    """Whether articles are published before their date."""

    def find_wait(
        self, published: datetime | None, *, is_draft: bool, is_listed: bool = False
    ) -> Wait | None:
        """Why an article of the date ``published`` has to wait; ``None`` when it need not.

        ``is_listed``: feed and pages have an edition of it.
        """
        if is_draft and not self.drafts:
            return Wait(None, is_listed)
        when = published and self.localize(published)
        is_early = when and when > self.now and not self.future
        return Wait(when, is_listed) if is_early else None

    def localize(self, date: datetime) -> datetime:
        """``date`` in the show's zone."""
        zone = self.now.tzinfo
        return date.replace(tzinfo=zone) if date.tzinfo is None else date.astimezone(zone)

    @property
    def today(self) -> datetime:
        """The moment at which this day began."""
        return self.now.replace(hour=0, minute=0, second=0, microsecond=0)
