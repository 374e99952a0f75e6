"""What can go wrong with one request, and whether another may help.

ServiceError             what went wrong, as a clause
├── GarbledError         an answer that is not the speech that was asked for: ask again
├── RefusalError         asking again would not help
└── OutageError          no answer: ask again, but not for each sentence in turn
    ├── UnreachableError no connection: ask again only if there has been one before
    └── BusyError        429: nobody asks for a while
"""

from __future__ import annotations


class ServiceError(Exception):
    """What went wrong, as a clause."""


class GarbledError(ServiceError):
    """Not audio, cut off, silent, of a length that the text cannot have, or a page for people."""


class RefusalError(ServiceError):
    """Refused for good."""

    def __init__(self, what: str, status: int = 0, location: str = "", body: bytes = b"") -> None:
        super().__init__(what)
        self.status = status
        """Of HTTP; 0 when it was not HTTP that refused."""
        self.location = location
        """Where a redirection leads."""
        self.body = body
        """The beginning of what came with the status."""


class OutageError(ServiceError):
    """5xx, time-out or dropped connection."""


class UnreachableError(OutageError):
    """No name, no connection, or a certificate that cannot be verified."""


class BusyError(OutageError):
    """Too many requests."""

    def __init__(self, what: str, retry_after: float | None = None) -> None:
        super().__init__(what)
        self.retry_after = retry_after
        """Seconds that the service asks for, if it says how many."""
