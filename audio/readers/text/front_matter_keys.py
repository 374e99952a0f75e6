"""The keys of front matter, and the fields that they tell; in any case, and some in Hindi."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from audio.settings import EPISODE_TYPES

KEYS = (
    "author",
    "block",
    "date",
    "description",
    "draft",
    "episode",
    "explicit",
    "guid",
    "image",
    "language",
    "lastmod",
    "lexicon",
    "modified",
    "season",
    "slug",
    "source",
    "tags",
    "title",
    "type",
    "updated",
    "voice",
)
_FIELDS = {
    "block": "is_blocked",
    "draft": "is_draft",
    "lastmod": "updated",
    "modified": "updated",
    "type": "episode_type",
}
"""What the fields are called whose keys have another name."""
_HINDI_KEYS = {"दिनांक": "date", "लेखक": "author", "शीर्षक": "title"}


def describe_unknown(key: str, value: str) -> str:
    """What is wrong with a key that is left out; empty of one that is read."""
    if find_name(key) == "type" and value.lower() not in (*EPISODE_TYPES, "", "null"):
        # Site generators have a key of this name, for the kind of a page.
        return f"type {value!r} is left out; use {', '.join(EPISODE_TYPES)}"
    if find_name(key) in KEYS:
        return ""
    close = get_close_matches(key.lower(), KEYS, 1)
    hint = f"did you mean {close[0]}?" if close else f"known keys: {', '.join(KEYS)}"
    return f"unknown key {key!r} is left out; {hint}"


def describe_same(key: str, told: Mapping[str, str]) -> str:
    """Why a key is left out whose field another one ``told``; empty of a key that is not."""
    other = told.get(find_field(key), "")
    return f"{key} is left out: {other} tells the same" if other else ""


def find_field(key: str) -> str:
    """The field of ``FrontMatter`` that a key tells: ``is_draft`` of ``Draft``."""
    name = find_name(key)
    return _FIELDS.get(name, name)


def find_name(key: str) -> str:
    """One of ``KEYS``, if ``key`` is one in any case or in Hindi."""
    name = key.strip().casefold()
    return _HINDI_KEYS.get(name, name)
