"""Fuzz one target with Atheris: python -m tests.fuzz.coverage_guided TARGET [libFuzzer options]."""

from __future__ import annotations

import sys

import atheris

INSTRUMENTED = [
    *("audio.readers", "audio.normalize", "audio.segment", "audio.importing"),
    *("markdown_it", "zipfile"),
]
"""Packages whose branches guide the search."""


def main() -> None:
    """Run until the time is up or something breaks; libFuzzer reports and exits."""
    name = sys.argv.pop(1)
    with atheris.instrument_imports(include=INSTRUMENTED):
        from tests.fuzz.targets import TARGETS
    target = TARGETS[name]
    atheris.Setup(sys.argv, target.run)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
