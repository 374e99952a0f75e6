"""Pieces in, checked sound out: several at a time, asked again where that helps, and kept."""

from __future__ import annotations

import hashlib
import json
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from threading import Lock

from tenacity import RetryCallState, Retrying, retry_if_exception_type
from tenacity.wait import wait_exponential, wait_random_exponential

from audio.engines.gtts.answer import Sound, checked, mp3_of
from audio.engines.gtts.transport import Transport
from audio.engines.online.faults import GarbledError, OutageError, ServiceError
from audio.engines.online.patience import Pace, Patience
from audio.errors import SpeechError
from audio.work.store import Shelf


class Service:
    """One Google Translate domain. There is one for the whole process: see ``service``."""

    def __init__(self, domain: str, base: str, patience: Patience) -> None:
        self._patience = patience
        self._pace = Pace(patience)
        self._transport = Transport(domain, base, patience, self._pace)
        self._pool = ThreadPoolExecutor(patience.at_once, thread_name_prefix="gtts")
        growing = {"multiplier": patience.backoff, "max": patience.longest_backoff}
        self._backoff = wait_exponential(**growing) + wait_random_exponential(**growing)

    def submit(self, text: str, received: Shelf) -> Future[Sound]:
        """The sound of ``text``, from the shelf or the network; its ``result`` raises
        ``SpeechError``."""
        return self._pool.submit(self._sound, text, received)

    def key(self, text: str) -> str:
        """Under which the answer to ``text`` is kept: all that shapes the request."""
        content = json.dumps(self._transport.request(text), ensure_ascii=False)
        return hashlib.sha256(content.encode()).hexdigest()

    def _sound(self, text: str, received: Shelf) -> Sound:
        key = self.key(text)
        # The same words twice, at the same time: the second finds what the first was given.
        with received.lock(key):
            kept = received.get(key)
            if kept is not None:
                with suppress(GarbledError):  # kept when less, or other, was asked of an answer
                    return checked(kept, text)
            mp3, sound = self._asked(text)
            received.put(key, mp3)
            return sound

    def _asked(self, text: str) -> tuple[bytes, Sound]:
        retrying = Retrying(
            retry=retry_if_exception_type((GarbledError, OutageError)),
            stop=self._enough,
            wait=self._backoff,
            sleep=self._pace.sleep,
            reraise=True,
        )
        try:
            answer: tuple[bytes, Sound] = retrying(self._attempt, text)
        except ServiceError as fault:
            tries = retrying.statistics["attempt_number"]
            raise self._failure(text, fault, tries) from fault
        self._pace.succeed()
        return answer

    def _attempt(self, text: str) -> tuple[bytes, Sound]:
        mp3 = mp3_of(self._transport.send(text, self._pace.start()))
        return mp3, checked(mp3, text)

    def _enough(self, state: RetryCallState) -> bool:
        most = 1 if self._pace.hopeless else self._patience.attempts
        until = (state.seconds_since_start or 0) + self._pace.silence()
        return state.attempt_number >= most or until > self._patience.in_all

    def _failure(self, text: str, fault: ServiceError, tries: int) -> SpeechError:
        often = f" ({tries} tries)" if tries > 1 else ""
        if isinstance(fault, GarbledError):
            return SpeechError(
                f"{self._transport.host}: {fault}{often}: {text}",
                where="gtts",
                hint="run it again later, or use --voice espeak, which needs no network",
            )
        self._pace.give_up()
        hint = "what was received is kept and a rerun goes on from there, or use --voice espeak"
        if not self._pace.reached:
            hint = "go online, or use --voice espeak, which needs no network"
        what = f"{self._transport.host} {fault}{often}"
        return SpeechError(what, where="gtts", hint=hint)


_SERVICES: dict[tuple[str, str, Patience], Service] = {}
_LOCK = Lock()


def service(domain: str, base: str, patience: Patience) -> Service:
    """The one service of the process for this domain, address and patience: threads that ask
    the same server share its connections, its pace and its cool-downs."""
    with _LOCK:
        asked = (domain, base, patience)
        if asked not in _SERVICES:
            _SERVICES[asked] = Service(*asked)
        return _SERVICES[asked]
