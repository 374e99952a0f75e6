"""Files read before their turn, by others: what is imported is the same."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from audio.errors import ClusterError, MakingError
from audio.importing.options import ImportOptions
from audio.importing.read_ahead import ReadAhead
from audio.importing.run import ImportRun
from audio.readers import Reading
from tests.readers.packages import package

FEED = (
    "<rss version='2.0'><channel><title>खबर</title><item><title>नदी</title><guid>1</guid>"
    "<description>नदी में पानी है और नाव भी चलती है।</description></item></channel></rss>"
)


class _Counting(ThreadPoolExecutor):
    """Counts what it is given, and what of it is not waited for yet."""

    def __init__(self) -> None:
        super().__init__(2)
        self.given: list[str] = []

    def submit(self, fn, /, *args, **kwargs):
        self.given.append(Path(args[1]).name)
        return super().submit(fn, *args, **kwargs)


@pytest.fixture
def executor() -> Iterator[_Counting]:
    with _Counting() as made:
        yield made


@pytest.fixture
def sources(tmp_path: Path) -> list[str]:
    """Files of many kinds; some that are none, or hold what cannot be read."""
    made = tmp_path / "sources"
    made.mkdir()
    for number in range(6):
        text = f"# क्रम {number}\n\nनदी में {number} नावें थीं और पानी बहुत था।\n"
        (made / f"a{number}.md").write_text(text, "utf-8")
    for kind in ("epub", "docx", "odt"):
        (made / f"b.{kind}").write_bytes(package(kind))
    (made / "c.md").write_text("# News\n\nAll of it is in English.\n")
    (made / "d.rss").write_text(FEED, "utf-8")
    (made / "e.docx").write_bytes(b"nothing")
    (made / "f.md").write_bytes((made / "a2.md").read_bytes())
    return [str(path) for path in (*sorted(made.iterdir()), made / "no.md", made)]


def bring(sources: list[str], content: Path, ahead: ReadAhead) -> tuple[list[str], int]:
    """What is said of the import, and its exit code."""
    said: list[str] = []
    run = ImportRun(content, ImportOptions(), said.append, said.append, ahead=ahead)
    code = run.run(sources, b"")
    return [line.replace(str(content), "content") for line in said], code


def read_files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".json"}


def test_what_is_read_ahead_is_imported_as_what_is_read_in_turn(
    sources: list[str], executor: _Counting, tmp_path: Path
) -> None:
    ahead = ReadAhead(executor, 2)
    assert bring(sources, tmp_path / "b", ahead) == bring(sources, tmp_path / "a", ReadAhead())
    assert read_files(tmp_path / "b") == read_files(tmp_path / "a")
    assert len(read_files(tmp_path / "a")) > 8


def test_feeds_and_what_is_no_file_are_read_in_their_turn(
    sources: list[str], executor: _Counting, tmp_path: Path
) -> None:
    bring(sources, tmp_path / "a", ReadAhead(executor, 2))
    files = {Path(source).name for source in sources}
    assert set(executor.given) == files - {"d.rss", "no.md", "sources"}


def test_no_more_is_read_ahead_than_twice_what_is_read_at_once(
    sources: list[str], executor: _Counting
) -> None:
    each = ReadAhead(executor, 2).begin_each(sources, Reading())
    next(each)
    assert len(executor.given) == 5


def test_a_file_that_was_changed_since_is_read_as_it_is_in_its_turn(
    sources: list[str], executor: _Counting
) -> None:
    _, read = next(ReadAhead(executor, 2).begin_each(sources, Reading()))
    changed = "# नया\n\nअब नदी में पानी नहीं था।\n".encode()
    assert read(changed, sources[0], ".md", Reading()).title == "नया"


class _Failing(ThreadPoolExecutor):
    def __init__(self, error: Exception) -> None:
        super().__init__(1)
        self._error = error

    def submit(self, *_: object, **__: object) -> Future:
        failed: Future = Future()
        failed.set_exception(self._error)
        return failed


def test_a_file_that_loses_its_workers_keeps_no_other_away(
    sources: list[str], tmp_path: Path
) -> None:
    ahead = ReadAhead(_Failing(MakingError("the cluster lost every worker")), 1)
    said, code = bring([sources[0], f"{tmp_path}/sources/d.rss"], tmp_path / "a", ahead)
    assert said[0] == f"{sources[0]}: the cluster lost every worker"
    assert said[-1] == "1 new"
    assert code == 1


def test_a_cluster_that_is_gone_ends_the_import(sources: list[str], tmp_path: Path) -> None:
    ahead = ReadAhead(_Failing(ClusterError("the cluster is gone")), 1)
    with pytest.raises(ClusterError, match=r"^the cluster is gone$"):
        bring(sources, tmp_path / "a", ahead)
