"""The settings of the show whose articles a command takes, and which voice that chooses."""

from __future__ import annotations

from pathlib import Path

from audio.settings import DEFAULT_OPENING, Options, Settings
from audio.settings.default_voice import explain_default_voice
from audio.settings.show_file import load_show, names_voice
from audio.work.report import Report


def load_content_settings(content: Path, options: Options, report: Report) -> Settings:
    """The settings for the articles in ``content``: of its ``show.toml``, if it has one.

    The report is told who speaks where nothing chose a voice. Raises ``SettingsError``.
    """
    config = content / "show.toml"
    settings = load_show(config) if config.exists() else Settings(opening=DEFAULT_OPENING)
    if not (options.voice or (config.exists() and names_voice(config))):
        report.remark(explain_default_voice())
    return settings


def find_show(article: str) -> Path | None:
    """The ``show.toml`` of the show in whose folder, or a folder of that, ``article`` lies."""
    path = Path(article)
    folders = path.resolve().parents if path.is_file() else ()
    found = next((each for one in folders if (each := one / "show.toml").is_file()), None)
    here = Path.cwd()
    return found.relative_to(here) if found and found.is_relative_to(here) else found
