"""Fuzz one target with Atheris: python -m tests.fuzz.coverage_guided TARGET CORPUS [options].

The target's seeds are written into the folder CORPUS first; the options are libFuzzer's.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

INSTRUMENTED = [
    *("audio.readers", "audio.normalize", "audio.segment", "audio.importing"),
    *("markdown_it", "pdfminer", "zipfile"),
]
"""Packages whose branches guide the search."""


def main() -> None:
    """Run until the time is up or something breaks; libFuzzer reports and exits."""
    name = sys.argv.pop(1)
    with atheris.instrument_imports(include=INSTRUMENTED):
        from tests.fuzz.targets import TARGETS
    target = TARGETS[name]
    for number, seed in enumerate(target.seeds):
        (Path(sys.argv[1]) / f"seed-{number}").write_bytes(seed)
    atheris.Setup(sys.argv, target.run)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
