"""What can go wrong with one request, and whether another may help.

ServiceError
├── GarbledError         an answer that is not the speech that was asked for: ask again
├── RefusalError         asking again would not help
└── OutageError          no answer: ask again, but not for each piece in turn
    └── BusyError        429: nobody asks for a while
"""

from __future__ import annotations


class ServiceError(Exception):
    """What went wrong, as a clause."""


class GarbledError(ServiceError):
    """Not base64, not MP3, cut off, silent, far too short, or a page for people."""


class RefusalError(ServiceError):
    """Unreachable from the start, not verifiable, or refused for good."""


class OutageError(ServiceError):
    """5xx, time-out, dropped connection, or unreachable after it had been reached."""


class BusyError(OutageError):
    """Too many requests."""
