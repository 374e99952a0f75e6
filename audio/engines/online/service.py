"""Texts in, checked sound out: several at a time, asked again where that helps, and kept."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock
from typing import Generic, TypeVar, cast

from tenacity import RetryCallState, Retrying, retry_if_exception_type
from tenacity.wait import wait_exponential, wait_random_exponential

from audio.engines.online.faults import (
    BusyError,
    GarbledError,
    OutageError,
    RefusalError,
    ServiceError,
    UnreachableError,
)
from audio.engines.online.pace import Pace
from audio.engines.online.patience import Patience
from audio.errors import SpeechError
from audio.work.store import Shelf

Sound = TypeVar("Sound")


@dataclass(frozen=True, slots=True)
class Query(Generic[Sound]):
    """One text to be spoken, and how its service is asked for it."""

    key: str
    """Under which the answer is kept: a digest of all that shapes it."""
    text: str
    """For messages."""
    send: Callable[[], bytes]
    """One request; the answer as it is kept. Raises ``ServiceError``."""
    examine: Callable[[bytes], Sound]
    """The sound of an answer. Raises ``GarbledError`` unless it can be the text's."""


class Service:
    """One server. There is one for the whole process: see ``share_service``."""

    def __init__(self, engine: str, host: str, patience: Patience) -> None:
        self.engine = engine
        self.host = host
        """Whom it talks to, for messages."""
        self.patience = patience
        self.pace = Pace(engine, patience)
        self._pool = ThreadPoolExecutor(patience.at_once, thread_name_prefix=engine)
        growing = {"multiplier": patience.backoff, "max": patience.longest_backoff}
        self._backoff = wait_exponential(**growing) + wait_random_exponential(**growing)

    def submit(self, query: Query[Sound], received: Shelf) -> Future[Sound]:
        """The sound of a text, from the shelf or else from the network and then on the shelf.

        The future's ``result`` raises ``SpeechError``.
        """
        return self._pool.submit(self._receive, query, received)

    def explain(self, fault: ServiceError, text: str, tries: int) -> SpeechError:
        """What the user is told of ``fault`` after so many tries."""
        often = f" ({tries} tries)" if tries > 1 else ""
        if isinstance(fault, GarbledError):
            what = f"{self.engine}: {self.host}: {fault}{often}: {text}"
            hint = "run it again later, or use --voice espeak, which needs no network"
            return SpeechError(what, hint=hint)
        unreachable = "cannot be reached: " if isinstance(fault, UnreachableError) else ""
        hint = "what was received is kept and a rerun goes on from there, or use --voice espeak"
        if not self.pace.reached:
            hint = "go online, or use --voice espeak, which needs no network"
        what = f"{self.engine}: {self.host} {unreachable}{fault}{often}"
        return SpeechError(what, hint=hint)

    def _receive(self, query: Query[Sound], received: Shelf) -> Sound:
        # The same words twice, at the same time: the second finds what the first was given.
        with received.lock(query.key):
            answer = received.get(query.key)
            if answer is not None:
                try:
                    return query.examine(answer)
                except GarbledError as fault:
                    received.report_damage(query.key, f"is no answer ({fault})")
            answer, sound = self._ask(query)
            received.put(query.key, answer)
            return sound

    def _ask(self, query: Query[Sound]) -> tuple[bytes, Sound]:
        retrying = Retrying(
            retry=retry_if_exception_type((GarbledError, OutageError)),
            stop=self._is_enough,
            wait=self._backoff,
            sleep=self.pace.wait,
            reraise=True,
        )
        try:
            answer: tuple[bytes, Sound] = retrying(self._try_once, query)
        except ServiceError as fault:
            self._warn_others(fault)
            tries = retrying.statistics["attempt_number"]
            raise self.explain(fault, query.text, tries) from fault
        self.pace.end()
        return answer

    def _try_once(self, query: Query[Sound]) -> tuple[bytes, Sound]:
        began = self.pace.start()
        try:
            answer = query.send()
        except BusyError as fault:
            self.pace.reached = True
            wait = self.pace.cool_down(began, fault.retry_after)
            if wait > self.patience.longest_cool_down:
                raise RefusalError(f"{fault} and wants {wait:.0f} s of quiet") from fault
            raise
        except UnreachableError:
            raise
        except ServiceError:
            self.pace.reached = True
            raise
        self.pace.reached = True
        return answer, query.examine(answer)

    def _is_enough(self, state: RetryCallState) -> bool:
        """Whether to give up: out of reach from the start, and in an outage, at once."""
        fault = state.outcome and state.outcome.exception()
        if self.pace.is_on or (isinstance(fault, UnreachableError) and not self.pace.reached):
            return True
        until = (state.seconds_since_start or 0) + self.pace.count_seconds()
        return state.attempt_number >= self.patience.attempts or until > self.patience.in_all

    def _warn_others(self, fault: ServiceError) -> None:
        """Let the other threads know, if what was given up on may befall them too."""
        if isinstance(fault, GarbledError):
            return
        if isinstance(fault, UnreachableError):
            self.pace.note_unreachable(str(fault))
        self.pace.begin()


_SERVICES: dict[tuple[Hashable, ...], Service] = {}
_LOCK = Lock()

_Shared = TypeVar("_Shared", bound=Service)


def share_service(kind: Callable[..., _Shared], *arguments: Hashable) -> _Shared:
    """The one ``kind(*arguments)`` of the process.

    Threads that ask the same server share its connections, its pace and its cool-downs.
    """
    with _LOCK:
        key = (kind, *arguments)
        if key not in _SERVICES:
            _SERVICES[key] = kind(*arguments)
        return cast("_Shared", _SERVICES[key])
