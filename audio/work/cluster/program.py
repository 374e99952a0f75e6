"""What must be the same wherever a cluster works: this program, Python, what else shapes sound."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from audio import __version__
from audio.work.program import digest_program

if TYPE_CHECKING:
    from distributed import Client

_PACKAGES = (
    *("av", "lameenc", "numpy", "onnxruntime", "pydub", "soxr"),
    *("lxml", "pdfminer.six", "pypdfium2"),
    "distributed",
)
"""Those that shape a clip, those that shape what is read, and the one that brings both."""
_MISSING = ("ImportError", "ModuleNotFoundError", "AttributeError")
"""What is raised where a function of this program is not to be found."""


@cache
def describe_program() -> dict[str, str]:
    """The versions of this process by name, that of the program with a digest of its files.

    They are read once: a process stays what it was when the files are replaced.
    """
    found = {
        "audio-edition": f"{__version__} {digest_program()[:12]}",
        "Python": platform.python_version(),
    }
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "none"
    return found


def describe_difference(worker: str, told: object, own: Mapping[str, str]) -> str:
    """In which version ``worker`` differs, by what it told; empty for none, or if it did not.

    ``told`` is what ``describe_program`` returned there, or the error that came instead.
    """
    # Dask brings some errors by their class, others as a text that names it.
    if isinstance(told, Exception) and any(name in repr(told) for name in _MISSING):
        return f"worker {worker} has no audio-edition, or one that is much older"
    if not isinstance(told, Mapping):
        return ""
    for name, mine in own.items():
        if told.get(name) != mine:
            other = told.get(name)
            return f"worker {worker} has another {name} ({other}) than this process ({mine})"
    return ""


def find_other_worker(client: Client) -> str:
    """How one of the workers differs from this process; empty where none does."""
    told = client.run(describe_program, on_error="return")
    found = (describe_difference(name, one, describe_program()) for name, one in told.items())
    return next(filter(None, found), "")
