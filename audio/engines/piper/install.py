"""Install a voice of piper with piper's own downloader: whole and as it was published, or not.

The only part of piper that needs the network.
"""

from __future__ import annotations

import hashlib
import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from audio.engines import ENGINES
from audio.engines.piper import voices
from audio.errors import MakingError, Place, VoiceError
from audio.work import publication

_PATIENCE = 30
"""Seconds without a byte, after which the server is taken to be gone."""


def install(name: str) -> Path:
    """Download the voice ``name`` into the voices folder; returns its ``.onnx``.

    Raises ``VoiceError`` when piper has no such voice or is not installed itself,
    ``MakingError`` when it cannot be fetched, and ``OSError``.
    """
    try:
        from piper import download_voices

        from audio.engines.piper import voice_model
    except ImportError as error:
        raise VoiceError(
            f"piper is not installed ({error.name} is missing)",
            where=Place(option="--install"),
            hint=f"type: {ENGINES['piper'].install}",
        ) from error
    folder = voices.find_folder()
    with _reach_network(name):
        expected = _read_published(name, download_voices.VOICES_JSON)
        folder.mkdir(parents=True, exist_ok=True)
        publication.sweep(folder)
        with publication.replace_folder(folder / name) as new:
            download_voices.download_voice(name, new)
            model = new / f"{name}{voices.MODEL}"
            _compare(model, expected, name)
            try:
                voice_model.load_model(voices.Choice(model, ""))
            except VoiceError as fault:
                raise _make_failure(name, f"what came {fault.what}") from fault
    return folder / name / model.name


@contextmanager
def _reach_network(name: str) -> Iterator[None]:
    """Every fault of the network as one error; piper's downloader sets no time limit itself."""
    limit = socket.getdefaulttimeout()
    socket.setdefaulttimeout(_PATIENCE)
    try:
        yield
    except HTTPError as fault:
        fault.close()
        raise _make_failure(name, f"the server says {fault.code} {fault.reason}") from fault
    except (URLError, HTTPException, TimeoutError, ConnectionError) as fault:
        cause = getattr(fault, "reason", fault)
        raise _make_failure(name, str(getattr(cause, "strerror", None) or cause)) from fault
    finally:
        socket.setdefaulttimeout(limit)


def _read_published(name: str, index: str) -> dict[str, Any]:
    """What piper's index says of the voice's model: size and MD5."""
    with urlopen(index) as answer:
        content = answer.read()
    try:
        published = json.loads(content)
        if name not in published:
            hindi = ", ".join(f"piper:{each}" for each in published if each.startswith("hi_"))
            raise VoiceError(
                f"piper offers no voice {name!r}",
                where=Place(option="--install"),
                hint=f"Hindi: {hindi}",
            )
        files = published[name]["files"].items()
        return next(dict(said) for path, said in files if path.endswith(f"/{name}{voices.MODEL}"))
    except (ValueError, KeyError, TypeError, AttributeError, StopIteration) as fault:
        raise _make_failure(name, "piper's index of voices cannot be read") from fault


def _compare(model: Path, expected: dict[str, Any], name: str) -> None:
    """Raises ``MakingError`` for a model that was cut short or changed on its way."""
    with model.open("rb") as file:
        digest = hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
    size = model.stat().st_size
    if digest != expected.get("md5_digest"):
        raise _make_failure(name, f"what came ({size} bytes) is not what piper published")


def _make_failure(name: str, why: str) -> MakingError:
    return MakingError(
        f"cannot be installed: {why}",
        where=Place(f"piper:{name}"),
        hint="try again when the network is there; nothing was changed",
    )
