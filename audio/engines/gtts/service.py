"""Google Translate asked for the sound of a phrase, by the request that gTTS prepares.

gTTS packs the request; it would send it over a new connection each time, without verifying
whom it talks to and without a time-out. ``AUDIO_EDITION_GTTS_URL`` puts another address in the
place of ``https://translate.google.<domain>``: a mirror, or a server on this machine.
"""

from __future__ import annotations

import os
from concurrent.futures import Future
from urllib.parse import urlsplit

import requests
from gtts import gTTS

from audio.engines.gtts.answer import examine, extract_mp3
from audio.engines.online.aligned_sound import AlignedSound
from audio.engines.online.faults import BusyError, RefusalError
from audio.engines.online.http_connection import HttpConnection
from audio.engines.online.patience import Patience
from audio.engines.online.service import Query, Service, share_service
from audio.errors import Place, SettingsError
from audio.records import Line
from audio.work.keys import make_key
from audio.work.store import Shelf

URL = "AUDIO_EDITION_GTTS_URL"
"""Environment variable: the address to ask instead of Google's."""
FACTOR = "AUDIO_EDITION_GTTS_PATIENCE"
"""Environment variable: a factor for every waiting time; 2 for a slow line."""
PATIENCE = Patience(interval=0.2)

_LANGUAGE = "hi"
_LARGEST = 8_000_000
"""Bytes of an answer; 100 characters are spoken in some 100,000."""


class GttsService(Service):
    """One Google Translate domain."""

    def __init__(self, domain: str, base: str, patience: Patience) -> None:
        """``base``: the address in place of Google's, or empty."""
        host = urlsplit(base).netloc or f"translate.google.{domain}"
        super().__init__("gtts", host, patience)
        self._domain = domain
        self._base = base
        self._connection = HttpConnection(patience, _LARGEST)

    def ask(self, phrase: Line, received: Shelf) -> Future[AlignedSound]:
        """The sound of a phrase, its words timed."""
        prepared = self.prepare(phrase.text)
        query = Query(
            make_key("gtts", str(prepared.url), str(prepared.body)),
            phrase.text,
            lambda: self._send(prepared),
            lambda mp3: examine(mp3, phrase),
        )
        return self.submit(query, received)

    def prepare(self, phrase: str) -> requests.PreparedRequest:
        """The request for a phrase, as gTTS would send it."""
        prepared: requests.PreparedRequest
        plain = gTTS(phrase, tld=self._domain, lang=_LANGUAGE, pre_processor_funcs=[])
        (prepared,) = plain._prepare_requests()
        if self._base:
            prepared.url = self._base.rstrip("/") + urlsplit(str(prepared.url)).path
        return prepared

    def _send(self, prepared: requests.PreparedRequest) -> bytes:
        """The MP3 of an answer. Raises ``ServiceError``."""
        try:
            return extract_mp3(self._connection.send(prepared).body)
        except RefusalError as fault:
            # To people it would show a page with a riddle: too many requests, in other words.
            if "/sorry/" in fault.location:
                raise BusyError("is asked too often (429)") from fault
            raise


def find_service(domain: str, patience: Patience | None = None) -> GttsService:
    """The process's service for this domain, where the environment says it is.

    ``patience``: how long and how often to ask; the environment's when not given. Raises
    ``SettingsError``.
    """
    patience = patience or PATIENCE.scale_by(FACTOR)
    return share_service(GttsService, domain, _read_base(), patience)


def _read_base() -> str:
    """The address in ``AUDIO_EDITION_GTTS_URL``, or nothing. Raises ``SettingsError``."""
    base = os.environ.get(URL, "")
    parts = urlsplit(base)
    if base and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise SettingsError(f"{base!r} is not an http or https address", where=Place(option=URL))
    return base
