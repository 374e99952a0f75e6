"""Cases in TSV files: ``@pytest.mark.tsv("split.tsv")`` runs a test once for every row.

The file stands beside the test. Lines that start with ``#`` and empty lines are comments; the
first other line names the columns, which are the test's arguments. ``\\n`` in a cell is a line
break. A case's id is ``file:line``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--kills", type=int, default=6, help="how often test_crash.py kills a build")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "tsv(name): run once for every row of a TSV file beside it")


def rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(path.read_text("utf-8").split("\n"), start=1):
        if line and not line.startswith("#"):
            yield number, [cell.replace("\\n", "\n") for cell in line.split("\t")]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    for marker in metafunc.definition.iter_markers("tsv"):
        path = metafunc.definition.path.with_name(marker.args[0])
        (_, columns), *cases = rows(path)
        wrong = [number for number, cells in cases if len(cells) != len(columns)]
        if wrong:
            raise ValueError(f"{path.name}: lines {wrong} do not have {len(columns)} columns")
        metafunc.parametrize(
            columns,
            [cells for _, cells in cases],
            ids=[f"{path.name}:{number}" for number, _ in cases],
        )
