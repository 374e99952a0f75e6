"""Which server, model and voice a name means, and which key the server is given.

    http://127.0.0.1:8880/v1?model=kokoro#hf_alpha
    address                  options      voice

The options are ``model`` and ``format`` (how the sound is sent). The key stands in the environment
and nowhere else: it is not in names, keys of the store, editions or messages.
"""

from __future__ import annotations

import os
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from requests.utils import get_environ_proxies

from audio.errors import Place, SettingsError, VoiceError

KEY = "AUDIO_EDITION_OPENAI_KEY"
"""Environment variable: the key that any server is given."""
OPENAI_KEY = "OPENAI_API_KEY"
"""Environment variable: the key that OpenAI's own server is given when ``KEY`` is not set."""
EXAMPLE = "openai:http://127.0.0.1:8880/v1?model=kokoro#hf_alpha"

_FORMATS = ("wav", "mp3", "flac", "opus", "aac")
_OPENAI = "api.openai.com"
_HINT = f"name it as {EXAMPLE}"


class SpeechAddress(NamedTuple):
    """Where speech is asked for, and in whose voice."""

    url: str
    """``http://127.0.0.1:8880/v1/audio/speech``."""
    model: str
    voice: str
    format: str
    """As the API's ``response_format`` takes it."""

    @property
    def host(self) -> str:
        """The server's host with its port, for messages."""
        return urlsplit(self.url).netloc


def parse_name(name: str) -> SpeechAddress:
    """``URL[?model=MODEL&format=FORMAT][#VOICE]``; OpenAI's defaults for what is left out.

    Raises ``VoiceError``.
    """
    try:
        parts = urlsplit(name)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise VoiceError(f"openai: no address ({error})", hint=_HINT) from error
    if "@" in parts.netloc:
        hint = f"put a key into the environment variable {KEY}"
        raise VoiceError("openai takes no password in an address", hint=hint)
    if parts.scheme not in ("http", "https") or not host:
        given = f", not {name!r}" if name else ""
        raise VoiceError(f"openai needs a server's address{given}", hint=_HINT)
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    wanted = {"model": "tts-1", "format": _FORMATS[0]} | options
    for option in options:
        if option not in ("model", "format"):
            hint = "there are model and format"
            raise VoiceError(f"openai has no option {option!r}", hint=hint)
    if wanted["format"] not in _FORMATS:
        hint = f"there are {', '.join(_FORMATS)}"
        raise VoiceError(f"openai has no format {wanted['format']!r}", hint=hint)
    url = f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}/audio/speech"
    voice = unquote(parts.fragment) or "alloy"
    return SpeechAddress(url, wanted["model"], voice, wanted["format"])


def read_key(address: SpeechAddress) -> str:
    """The key for a server, or nothing.

    Raises ``SettingsError`` for what can be no key and ``VoiceError`` rather than let a key go
    readable over a network.
    """
    parts = urlsplit(address.url)
    variable = KEY
    is_openai = parts.scheme == "https" and parts.netloc == _OPENAI
    if is_openai and not os.environ.get(KEY, "").strip():
        variable = OPENAI_KEY
    key = os.environ.get(variable, "").strip()
    if not key:
        return ""
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise SettingsError(
            "is no key: it has spaces or other signs in it", where=Place(option=variable)
        )
    if parts.scheme == "http":
        is_local = _is_loopback(parts.hostname or "") and not get_environ_proxies(address.url)
        if not is_local:
            raise VoiceError(
                f"openai sends no key over http to {parts.netloc}, where others can read it",
                hint=f"use https, or unset {variable}",
            )
    return key


def _is_loopback(host: str) -> bool:
    """Whether what is sent to this host stays on this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
