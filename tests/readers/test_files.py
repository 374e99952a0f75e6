"""Files are read whole or refused, and never more of them than an article has."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
import tracemalloc
from pathlib import Path

import pytest

from audio.errors import SourceError
from audio.readers.files import read_file
from tests.readers.packages import package

ADDRESS_SPACE = 700 * 10**6
"""Bytes: enough for the program and 110 MB, not for much more."""


def sparse(path: Path) -> Path:
    """A file of 5 GB that takes no room on the disk."""
    with path.open("wb") as file:
        file.truncate(5 * 10**9)
    return path


def confine() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))


@pytest.mark.parametrize("command", ["import", "narrate"])
@pytest.mark.parametrize("name", ["big.txt", "big.epub", "/dev/zero"])
def test_what_is_larger_than_an_article_is_refused_in_one_line(
    command: str, name: str, tmp_path: Path
) -> None:
    source = Path(name) if name.startswith("/") else sparse(tmp_path / name)
    done = subprocess.run(
        [sys.executable, "-m", "audio", command, str(source)],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        preexec_fn=confine,
    )
    assert done.returncode == 2
    (line,) = done.stderr.decode().splitlines()
    assert f"{source}: is larger than 110 MB" in line
    assert [path.name for path in tmp_path.iterdir() if path != source] == []


def test_a_large_file_is_refused_before_any_of_it_is_read(tmp_path: Path) -> None:
    big = sparse(tmp_path / "big.md")
    tracemalloc.start()
    try:
        with pytest.raises(SourceError, match="is larger than 110 MB"):
            read_file(big)
        assert tracemalloc.get_traced_memory()[1] < 100_000
    finally:
        tracemalloc.stop()


def test_a_pipe_is_read_to_its_end(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    data = package("epub")
    writer = threading.Thread(target=pipe.write_bytes, args=(data,), daemon=True)
    writer.start()
    assert read_file(pipe) == data
    writer.join()
