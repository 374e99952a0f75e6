"""A real browser: what of ``tests/browser`` runs, and how.

The scenarios of a script run in one go, in a fixture of the module that asks for them, which
takes them from ``once``: they are slow.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[1] / "browser"


def chromium() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


def find_missing(engine: str) -> str:
    """What keeps scenarios from running in Firefox, in WebKitGTK, or by Orca in Chromium."""
    if engine == "orca" and _missing():
        return _missing()
    if not shutil.which("node"):
        return "node is not installed"
    missing = [program for program in _PROGRAMS[engine] if not shutil.which(program)]
    return f"not installed: {', '.join(missing)}" if missing else ""


_PROGRAMS = {
    "firefox": ("firefox-esr", "pulseaudio"),  # it plays nothing where there is no sound card
    "webkit": ("WebKitWebDriver", "Xvfb"),
    "orca": ("orca", "dbus-run-session", "Xvfb", "openbox", "xdotool"),
}


def start_engine(engine: str, site: Path) -> subprocess.Popen[str]:
    """``engines.mjs`` or ``orca.mjs`` in one of them, begun."""
    command: list[str | Path | None] = ["node", FOLDER / "engines.mjs", site, engine]
    command.append(shutil.which(_PROGRAMS[engine][0]))
    if engine == "orca":
        command = ["dbus-run-session", "--", "node", FOLDER / "orca.mjs", site, chromium()]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish_engine(process: subprocess.Popen[str]) -> list[dict[str, Any]]:
    """What came of each of its scenarios."""
    lines, faults = process.communicate(timeout=200)
    assert process.returncode == 0, faults
    return _parse(lines)


def _parse(lines: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines.splitlines() if line.startswith("{")]


def _missing() -> str:
    if not shutil.which("node"):
        return "node is not installed"
    if not chromium():
        return "no Chromium is installed"
    if not (FOLDER / "node_modules").is_dir():
        return "tests/browser has no node_modules: run scripts/setup --test with npm at hand"
    return ""


in_browser = pytest.mark.skipif(bool(_missing()), reason=f"browser tests: {_missing()}")


def played(script: str, site: Path, scenarios: Sequence[str]) -> dict[str, dict[str, Any]]:
    """What came of each of the scenarios of ``script`` on the pages of ``site``, by name."""
    done = subprocess.run(
        ["node", FOLDER / script, site, chromium(), *scenarios],
        capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    print(done.stdout)
    assert done.returncode == 0, done.stderr
    return {line["name"]: line for line in _parse(done.stdout)}
