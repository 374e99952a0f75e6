"""Editing of ``show.toml``, all else left as an editor wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from audio.errors import SettingsError
from audio.settings.show_file import load_show
from audio.settings.toml_edit import set_toml
from audio.work.publication import Publication


def edit_show(path: Path, values: Mapping[str, Any]) -> None:
    """Set keys of the ``show.toml`` at ``path``, which is made if need be; ``None`` takes one out.

    Nothing is written unless the whole is right then. Raises ``SettingsError`` and ``OSError``.
    """
    before = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    if path.exists():
        load_show(path)  # so that what is edited is known to be right
    after = set_toml(before, values)
    with Publication() as publication:
        staged = publication.stage(path)
        staged.write_text(after, encoding="utf-8")
        try:
            load_show(staged)
        except SettingsError as error:
            error.where = replace(error.where, source=str(path), line=0)
            raise
        publication.release()
