"""Templates of what is written as HTML and XML: pages, books, the desk."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment, Template


def load_template(package: str, name: str) -> Template:
    """The Jinja template ``name`` that lies in ``package`` (``audio.writers.epub``).

    Everything that is filled in is escaped, unless it is markup of our own, and a value that is
    missing is an error.
    """
    return _make_environment(package).get_template(name)


@cache
def _make_environment(package: str) -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader(package, ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
