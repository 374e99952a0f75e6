"""Fetch the pages that a feed names as robots.txt permits, and not all at once."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from audio.errors import Place, SourceError
from audio.readers.fetch.addresses import SilentHostError
from audio.readers.fetch.http import PAGE, FetchLimits, FetchResult, RefusedError, fetch
from audio.work.retry_after import parse_retry_after

log = logging.getLogger(__name__)
AGENT = "audio-edition"
"""What ``robots.txt`` knows us by (RFC 9309, 2.2.1)."""
DELAY = 1.0
"""Seconds between two requests to one server."""
LONGEST_DELAY = 10.0
"""Seconds that a server's own wish is heeded up to: an import must come to an end."""
LONGEST_WAIT = 120.0
"""Seconds that a server is waited for which is asked too often, or away, and says for how long."""
_TRIES = 4
_ROBOTS = FetchLimits(size=512_000, total=15)


class FetchRequest(NamedTuple):
    """What is asked for, and how much of it at most."""

    accept: str = PAGE
    limits: FetchLimits = FetchLimits()


PAGE_REQUEST = FetchRequest()


class PoliteFetcher:
    """Fetches pages; remembers each server's rules, and when it was last asked."""

    def __init__(
        self,
        *,
        allow_private: bool = False,
        delay: float = DELAY,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._allow_private = allow_private
        self._delay = delay
        self._sleep = sleep
        self._rules: dict[str, RobotFileParser] = {}
        self.unreachable: dict[str, SilentHostError] = {}
        """Server that did not answer, or stayed too busy → why; it is not asked again."""
        self._asked: dict[str, float] = {}
        """By server: when, on the monotonic clock."""

    def fetch(self, url: str, request: FetchRequest = PAGE_REQUEST) -> FetchResult:
        """What is at ``url``.

        Raises:
            SourceError: its server's ``robots.txt`` forbids it, or it cannot be fetched.
        """
        server = urlsplit(url).netloc
        if server in self.unreachable:
            known = self.unreachable[server]
            raise SilentHostError(known.what, where=Place(url), hint=known.hint)
        rules = self._find_rules(url)
        if not rules.can_fetch(AGENT, url):
            raise SourceError(
                "may not be fetched: the site's robots.txt forbids it",
                where=Place(url),
                hint="open it yourself, save the page and import the file",
            )
        wish = float(rules.crawl_delay(AGENT) or 0)
        delay = max(self._delay, min(wish, LONGEST_DELAY))
        tries = 0
        while True:
            tries += 1
            self._wait(server, delay)
            try:
                return fetch(
                    url,
                    allow_private=self._allow_private,
                    limits=request.limits,
                    accept=request.accept,
                )
            except SilentHostError as error:
                self.unreachable[server] = error
                raise
            except RefusedError as error:
                self._sleep(self._choose_pause(server, error, tries))

    def _choose_pause(self, server: str, error: RefusedError, tries: int) -> float:
        """Seconds after which a server that has refused is asked again.

        Raises ``error`` if it is not to be asked again.
        One that wants more than it is given would want it before each page that is left.
        """
        pause = _find_wait(error, tries)
        if pause is None:
            raise error
        if pause > LONGEST_WAIT or tries == _TRIES:
            self.unreachable[server] = SilentHostError(
                error.what, where=error.where, hint=error.hint
            )
            raise error
        log.warning("%s: asks for a pause of %d s, which it is given", server, pause)
        return pause

    def _find_rules(self, url: str) -> RobotFileParser:
        parts = urlsplit(url)
        server = f"{parts.scheme}://{parts.netloc}"
        if server not in self._rules:
            rules = RobotFileParser()
            self._wait(parts.netloc, self._delay)
            rules.parse(self._fetch_robots(f"{server}/robots.txt"))
            self._rules[server] = rules
        return self._rules[server]

    def _fetch_robots(self, url: str) -> list[str]:
        """The lines of ``robots.txt``; none when there is none to be had.

        A server that fails here fails on the page itself, too.
        """
        try:
            found = fetch(url, allow_private=self._allow_private, limits=_ROBOTS)
        except SourceError:
            return []
        return found.body.decode("utf-8", "replace").split("\n")

    def _wait(self, server: str, delay: float) -> None:
        asked = self._asked.get(server)
        now = time.monotonic()
        if asked is not None and asked + delay > now:
            self._sleep(asked + delay - now)
        self._asked[server] = time.monotonic()


def _find_wait(error: RefusedError, tries: int) -> float | None:
    """Seconds after which a server that is asked too often, or away, wants to be asked again.

    ``None`` when it does not want that.
    """
    if error.status not in (429, 503):
        return None
    told = parse_retry_after(error.retry_after)
    return 5.0 * 2**tries if told is None and error.status == 429 else told
