"""A real browser: what of ``tests/browser`` runs, and how."""

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
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert done.returncode == 0, done.stderr
    return {line["name"]: line for line in lines}
