"""Editing of TOML, comments and order left as an editor wrote them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import tomlkit


def set_toml(source: str, values: Mapping[str, Any]) -> str:
    """TOML with these keys set; a dotted key, ``voices.quote``, is one in a table."""
    document = tomlkit.parse(source)
    for key, value in values.items():
        *tables, name = key.split(".")
        place: Any = document
        for table in tables:
            if table not in place:
                place[table] = tomlkit.table()
            place = place[table]
        if value is None:
            place.pop(name, None)
        else:
            place[name] = value
    return tomlkit.dumps(document)
