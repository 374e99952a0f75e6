"""Fuzz targets with Atheris: python -m tests.fuzz.coverage_guided SECONDS [TARGET…].

Each target has that long, in a process of its own; what they are imported from is made ready once
for all, which takes longer than a short search. What breaks one stays in ``build/fuzz/TARGET``.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import atheris

if TYPE_CHECKING:
    from tests.fuzz.targets import Target

INSTRUMENTED = [
    *("audio.readers", "audio.normalize", "audio.segment", "audio.importing"),
    *("markdown_it", "pdfminer", "zipfile"),
]
"""Packages whose branches guide the search."""
FOLDER = Path("build/fuzz")
OPTIONS = ("-timeout=60", "-rss_limit_mb=2000", "-max_len=20000")
"""libFuzzer's: seconds and megabytes for one input, and its bytes."""


def main() -> None:
    """Print what came of each target; exit 1 if any broke."""
    seconds, *names = sys.argv[1:]
    with (
        Path(os.devnull).open("w") as nowhere,
        contextlib.redirect_stderr(nowhere),  # it tells of each module
        atheris.instrument_imports(include=INSTRUMENTED),
    ):
        from tests.fuzz.targets import TARGETS
    if unknown := set(names) - TARGETS.keys():
        sys.exit(
            f"fuzz: no target is called {', '.join(sorted(unknown))}; use {', '.join(TARGETS)}"
        )
    waiting = [name for name in TARGETS if not names or name in names]
    running: dict[int, str] = {}
    has_broken = False
    while waiting or running:
        while waiting and len(running) < (os.cpu_count() or 1):
            name = waiting.pop(0)
            running[start(name, TARGETS[name], seconds)] = name
        process, status = os.wait()
        has_broken |= bool(status)
        tell(running.pop(process), bool(status))
    sys.exit(has_broken)


def start(name: str, target: Target, seconds: str) -> int:
    """Begin the search; the number of its process."""
    corpus = FOLDER / name / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.seeds):
        (corpus / f"seed-{number}").write_bytes(seed)
    sys.stdout.flush()
    if process := os.fork():
        return process
    with (FOLDER / name / "log").open("wb") as log:
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
    options = [f"-max_total_time={seconds}", f"-artifact_prefix={FOLDER / name}/", *OPTIONS]
    atheris.Setup([name, str(corpus), *options], target.run)
    atheris.Fuzz()
    os._exit(0)


def tell(name: str, is_broken: bool) -> None:
    """One line of what came of a target, and where it broke."""
    lines = (FOLDER / name / "log").read_text("utf-8", "replace").splitlines()
    if not is_broken:
        done = [line for line in lines if line.startswith("Done ")] or lines[-1:]
        print(f"{name}: nothing found, {done[0].partition(' in ')[0]}", flush=True)
        return
    print(f"{name}: broken; see {FOLDER / name}/log and the input beside it", file=sys.stderr)
    print("\n".join(find_traceback(lines)), file=sys.stderr, flush=True)


def find_traceback(lines: Sequence[str]) -> Sequence[str]:
    """The first traceback's beginning; the last lines where there is none."""
    at = next((at for at, line in enumerate(lines) if "Traceback" in line), len(lines) - 3)
    return lines[at : at + 13]


if __name__ == "__main__":
    main()
