"""Keys: one digest for all that shapes a thing, so that a change of any of it gives another."""

from __future__ import annotations

import hashlib
import json
import os


def make_key(*parts: object) -> str:
    """The SHA-256 of ``parts`` in order, in 64 hexadecimal digits.

    They are text, numbers, ``None``, paths, and lists, tuples and dicts of these, whose order of
    keys makes no difference: ``make_key("cover", 3, {"title": "बारिश"})``.
    """
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=os.fspath)
    return hashlib.sha256(text.encode()).hexdigest()
