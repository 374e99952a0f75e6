"""Preparation: a process that will build a show later loads what a build needs beforehand."""

from __future__ import annotations

import logging
import tempfile
from contextlib import suppress
from pathlib import Path

from audio.clips.clip_maker import open_maker
from audio.engines import ENGINES
from audio.errors import EditionError
from audio.settings import Options, Settings, choose
from audio.show.build import ShowBuilder

_ARTICLE = "# तैयारी\n\n25 अगस्त को दिल्ली में बारिश हुई। IMD ने 2-3 दिन और बताई है।\n"


def prepare_build(settings: Settings, options: Options) -> None:
    """Build a show of one sentence that nobody keeps, so that all modules and tables are loaded.

    Nothing is told, and no service on the network is asked: what is wrong the real build tells.
    """
    voices = choose(settings, None, options).list_voices()
    if not all(ENGINES[voice.engine].offline for voice in voices):
        return
    logging.disable(logging.CRITICAL)
    try:
        with tempfile.TemporaryDirectory() as folder, suppress(EditionError, OSError):
            _build_nothing(Path(folder), settings, options)
    finally:
        logging.disable(logging.NOTSET)


def _build_nothing(folder: Path, settings: Settings, options: Options) -> None:
    content = folder / "content"
    content.mkdir()
    (content / "article.md").write_text(_ARTICLE, encoding="utf-8")
    with open_maker(folder / "clips", jobs=1) as maker:
        for _ in ShowBuilder(content, folder / "build", settings, options, maker).build():
            pass
