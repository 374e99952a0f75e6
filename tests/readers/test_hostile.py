"""Hostile documents and feeds: one line, exit 2, nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest

from audio.importing.options import ImportOptions
from audio.importing.run import ImportRun
from tests.readers.hostile import CASES


@pytest.mark.parametrize("case", CASES)
def test_a_hostile_source_is_refused_in_one_line(case: str, tmp_path: Path) -> None:
    name, make, refusal = CASES[case]
    (tmp_path / name).write_bytes(make())
    lines: list[str] = []
    run = ImportRun(tmp_path / "content", ImportOptions(), lines.append, lines.append)
    assert run.run([str(tmp_path / name)], b"") == 2
    (line,) = lines
    assert refusal in line
    assert "\n" not in line
    assert len(line) < 600
    assert not (tmp_path / "content").exists()
