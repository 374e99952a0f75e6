"""Cases in TSV files: ``@pytest.mark.tsv("split.tsv")`` runs a test once for every row.

The file stands beside the test. Lines that start with ``#`` and empty lines are comments; the
first other line names the columns, which are the test's arguments. ``\\n`` in a cell is a line
break. A case's id is ``file:line``.

The command as a user types it: ``run("narrate", "a.md")``, in an empty folder.
"""

from __future__ import annotations

import fcntl
import gc
import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import hypothesis
import pytest

TEXT = """बारिश की ख़बर

मंगलवार को दिल्ली में 25 मिमी बारिश हुई। लोगों ने राहत की साँस ली।

आगे क्या होगा

मौसम विभाग ने अगले 2-3 दिन और बारिश बताई है।
"""
IN_BROWSERS = ("_in_browser", "_in_engines", "_by_screen_reader")
"""How the names of modules end whose scenarios run in one go."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--kills", type=int, default=6, help="how often test_crash.py kills a build")


def pytest_configure(config: pytest.Config) -> None:
    # How long an example takes depends on what else the machine does.
    hypothesis.settings.register_profile("untimed", deadline=None)
    hypothesis.settings.load_profile("untimed")
    # Most tests are not about who speaks; those of the natural voice name it.
    os.environ["AUDIO_EDITION_VOICE"] = "espeak"
    # Its network is prepared once for all tests and runs; its name holds its checksum.
    if cache := getattr(config, "cache", None):  # there is none under "-p no:cacheprovider"
        os.environ["AUDIO_EDITION_KOKORO"] = str(cache.mkdir("kokoro"))
    config.addinivalue_line("markers", "tsv(name): run once for every row of a TSV file beside it")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # First what takes a browser a minute: later, workers would stand and wait for one another's.
    items.sort(key=lambda item: not item.path.stem.endswith(IN_BROWSERS))


def pytest_collection_finish() -> None:
    # The tests themselves stay to the end: no collection need look through 400,000 objects again.
    gc.collect()
    gc.freeze()


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


class Done(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def run(monkeypatch, capfd, tmp_path):
    """Runs the command in an empty folder with cache and voices of its own."""
    from audio import cli

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    monkeypatch.setenv("AUDIO_EDITION_VOICES", str(tmp_path / ".voices"))

    def command(*arguments: str, stdin: bytes | None = b"") -> Done:
        monkeypatch.setattr(sys, "argv", ["audio-edition", *arguments])
        stream = None if stdin is None else io.TextIOWrapper(io.BytesIO(stdin))
        monkeypatch.setattr(sys, "stdin", stream)
        with pytest.raises(SystemExit) as leave:
            cli.main()
        sys.stdout.flush()
        return Done(leave.value.code, *capfd.readouterr())

    return command


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "barish.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def content(tmp_path):
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "a.md").write_text(TEXT, encoding="utf-8")
    twin = TEXT.replace("बारिश की", "धूप की").replace("2-3 दिन", "3-4 दिन")
    (folder / "b.md").write_text(twin, encoding="utf-8")
    (folder / "show.toml").write_text('title = "शो"\nformats = ["mp3", "vtt", "srt"]\n')
    return folder


@pytest.fixture
def bucket(monkeypatch):
    """A bucket whose address and keys are in the environment."""
    from tests.work.bucket import open_bucket

    with open_bucket() as made:
        for name, value in made.environment.items():
            monkeypatch.setenv(name, value)
        yield made


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.startswith(".cache")}


@pytest.fixture(scope="session")
def once(tmp_path_factory) -> Callable[[str, Callable[[], Any]], Any]:
    """What a slow function gives, as JSON: of a run's workers one calls it, by its name."""

    def call(name: str, make: Callable[[], Any]) -> Any:
        if "PYTEST_XDIST_WORKER" not in os.environ:
            return make()
        made = tmp_path_factory.getbasetemp().parent / f"{name}.json"
        with made.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not made.exists():
                made.write_text(json.dumps(make()), "utf-8")
        return json.loads(made.read_text("utf-8"))

    return call
