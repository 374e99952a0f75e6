"""A cluster of real workers on this machine: the same bytes, also when workers die."""

from __future__ import annotations

import json
import logging
import os
import shutil
import signal
import threading
import time
import warnings
from contextlib import contextmanager

import pytest

from audio import Settings, open_maker, read_text
from audio.clips.clip_maker import is_spoken_here
from audio.edition.pipeline import narrate
from audio.errors import ClusterError, InputError, MakingError
from audio.work.cluster import connection, executor, program, watch
from audio.work.cluster.program import describe_difference
from tests.readers.packages import package

ARTICLE = "# नदी\n\n" + "\n\n".join(
    f"{n}वाँ अनुच्छेद यह है। नदी में पानी है और नाव भी चलती है।" for n in range(1, 13)
)


@contextmanager
def start_cluster(workers):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from distributed import LocalCluster

        with LocalCluster(
            n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=50
        ) as made:
            yield made


@pytest.fixture(scope="module")
def workers():
    with start_cluster(2) as made:
        yield made


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """The edition that one process makes."""
    folder = tmp_path_factory.mktemp("plain")
    with open_maker(folder / "clips", jobs=2) as maker:
        narrate(read_text(ARTICLE), Settings(voice="espeak"), folder / "a.mp3", maker)
    return (folder / "a.mp3").read_bytes()


def make_on(workers, folder):
    """The edition that the cluster makes, and how many clips were made for it."""
    store, settings = folder / "clips", Settings(voice="espeak")
    with open_maker(store, cluster=workers.scheduler_address) as maker:
        made = narrate(read_text(ARTICLE), settings, folder / "a.mp3", maker).edition.work.made
    return (folder / "a.mp3").read_bytes(), made.number


def test_a_cluster_makes_the_same_bytes(workers, plain, tmp_path):
    assert make_on(workers, tmp_path) == (plain, 14)  # a clip a paragraph, the disclosure too


def test_a_cluster_reads_files_as_this_process_does(workers, run, tmp_path):
    files = [tmp_path / f"a.{kind}" for kind in ("epub", "docx", "odt")]
    for path in files:
        path.write_bytes(package(path.suffix[1:]))
    (tmp_path / "b.md").write_text("# News\n\nAll of it is in English.\n")
    (tmp_path / "c.html").write_bytes(
        b"<!-- of 12 MB -->" * 700_000 + "<p>नदी में पानी है।</p>".encode()
    )
    sources = [*map(str, files), str(tmp_path / "b.md"), str(tmp_path / "c.html")]
    told, made = [], []
    for more in ((), ("--cluster", workers.scheduler_address)):
        done = run("import", *sources, "--to", str(tmp_path / "content"), *more)
        told.append((done.code, done.out, done.err))
        made.append({one.name: one.read_bytes() for one in (tmp_path / "content").glob("*.md")})
        shutil.rmtree(tmp_path / "content")
    assert told[0] == told[1]
    assert made[0] == made[1]
    assert len(made[0]) == 3


def test_a_worker_that_is_killed_costs_no_sentence(workers, plain, tmp_path):
    victim = next(iter(workers.workers.values())).pid

    def kill():
        while not list(tmp_path.glob("clips/*/*.clip")):
            time.sleep(0.01)
        os.kill(victim, signal.SIGKILL)

    killing = threading.Thread(target=kill)
    killing.start()
    made, _ = make_on(workers, tmp_path)
    killing.join()
    assert made == plain
    workers.wait_for_workers(2, timeout=60)  # the next tests count them


def test_a_worker_of_another_version_is_named(workers, monkeypatch, tmp_path):
    told = program.describe_program()
    monkeypatch.setattr(program, "describe_program", _Described(told | {"soxr": "0.0"}))
    with pytest.raises(InputError, match=r"has another soxr \(.*\) than this process \(0.0\)"):
        make_on(workers, tmp_path)


class _Described:
    """What this process says of itself; sent to a worker, it is that one's own answer."""

    def __init__(self, told: dict[str, str]) -> None:
        self._told = told

    def __reduce__(self):
        return _find_real, ()

    def __call__(self) -> dict[str, str]:
        return self._told


def _find_real():
    from audio.work.cluster.program import describe_program

    return describe_program


def test_no_scheduler_is_one_clear_line_and_meanwhile_the_wait_is_told(
    monkeypatch, tmp_path, caplog
):
    monkeypatch.setattr(connection, "_WAIT", 1)
    monkeypatch.setattr(connection, "_NOTED", 0.1)
    caplog.set_level("INFO", "audio")
    with (
        pytest.raises(InputError, match=r"--cluster tcp://127.0.0.1:9: no scheduler answers there"),
        open_maker(tmp_path / "clips", cluster="tcp://127.0.0.1:9"),
    ):
        pass
    assert "waiting for the scheduler to answer" in caplog.messages


@pytest.mark.parametrize("text", ["", "{bad", "[]", '{"address": 5}', None])
def test_what_is_no_file_of_a_scheduler_is_refused(text, tmp_path):
    file = tmp_path / "scheduler.json"
    if text is not None:
        file.write_text(text)
    with (
        pytest.raises(InputError, match="is no file of a scheduler; let it write one"),
        open_maker(tmp_path / "clips", cluster=str(file)),
    ):
        pass


def test_a_scheduler_is_found_by_its_file(workers, tmp_path):
    file = tmp_path / "scheduler.json"
    file.write_text(json.dumps({"address": workers.scheduler_address}))
    with open_maker(tmp_path / "clips", cluster=str(file)) as maker:
        assert maker.jobs == 2


def test_voices_of_the_network_are_spoken_here(tmp_path):
    from functools import partial

    from audio.clips.orders import EditionVoices
    from audio.edition.pipeline import arrange_paragraphs
    from audio.normalize import EMPTY_LEXICON

    for voice, is_here in (("gtts", True), ("espeak", False)):
        settings = Settings(voice=voice)
        with open_maker(tmp_path / "clips", jobs=1) as maker:
            speakers = maker.find_speakers(settings)
            voices = EditionVoices(settings, EMPTY_LEXICON, speakers, maker.store)
            order = voices.order(arrange_paragraphs(read_text(ARTICLE), settings)[0])
        assert is_spoken_here(partial(print, order, maker.store)) is is_here


class _Slow:
    """A client, and the future of its one result, which cannot be fetched in time at first."""

    key = "slow"

    def __init__(self) -> None:
        self.begun = 0

    def submit(self, *_, **__) -> _Slow:
        self.begun += 1
        return self

    def add_done_callback(self, tell) -> None:
        tell(self)

    def release(self) -> None:
        pass

    def result(self, timeout) -> executor.Results:
        if self.begun < 3:
            raise TimeoutError
        return executor.Results(["a clip"], 0.1)


def test_a_result_that_is_lost_with_its_worker_while_it_is_fetched_is_made_again():
    client = _Slow()
    made = executor.ClusterExecutor(client, {}, lambda _: False, 1).submit(print)
    assert made.result() == "a clip"
    assert client.begun == 3


class _Held:
    """A client whose bundles are run, in this process, when ``run`` is called."""

    def __init__(self) -> None:
        self.sizes: list[int] = []
        self._begun: list[_HeldBundle] = []

    def submit(self, _, __, calls, **___) -> _HeldBundle:
        self.sizes.append(len(calls))
        self._begun.append(_HeldBundle(f"bundle {len(self.sizes)}", calls))
        return self._begun[-1]

    def run(self) -> None:
        while self._begun:
            bundle = self._begun.pop(0)
            bundle.tell(bundle)


class _HeldBundle:
    def __init__(self, key, calls) -> None:
        self.key = key
        self._calls = calls

    def add_done_callback(self, tell) -> None:
        self.tell = tell

    def release(self) -> None:
        pass

    def result(self, timeout) -> executor.Results:
        if b"kill" in b"".join(self._calls):
            raise TimeoutError
        return executor.run_calls(self._calls)


def test_what_is_quick_to_make_is_sent_by_bundles():
    client = _Held()
    bundling = executor.ClusterExecutor(client, {}, lambda _: False, 1)
    made = [bundling.submit(abs, -number) for number in range(20)]
    client.run()
    assert [one.result() for one in made] == list(range(20))
    assert client.sizes[:2] == [1, 1]  # it is not known yet how long they take
    assert max(client.sizes) > 3


def test_what_is_slow_to_make_is_sent_one_by_one(monkeypatch):
    monkeypatch.setattr(executor, "_SPAN", 0.05)
    client = _Held()
    bundling = executor.ClusterExecutor(client, {}, lambda _: False, 1)
    made = [bundling.submit(time.sleep, 0.03) for _ in range(4)]
    client.run()
    assert [one.result() for one in made] == [None] * 4
    assert client.sizes == [1] * 4


@pytest.mark.parametrize("bad", [3, 7, 19])
def test_what_fails_in_a_bundle_takes_nothing_with_it(bad):
    client = _Held()
    bundling = executor.ClusterExecutor(client, {}, lambda _: False, 1)
    made = [bundling.submit(int, "?" if number == bad else number) for number in range(20)]
    client.run()
    with pytest.raises(ValueError, match="invalid literal"):
        made.pop(bad).result()
    assert [one.result() for one in made] == [number for number in range(20) if number != bad]


def test_what_kills_its_workers_takes_nothing_with_it():
    client = _Held()
    bundling = executor.ClusterExecutor(client, {}, lambda _: False, 1)
    made = [bundling.submit(str, "kill" if number == 9 else number) for number in range(20)]
    client.run()
    with pytest.raises(MakingError, match="lost every worker that was given this"):
        made.pop(9).result()
    assert [one.result() for one in made] == [str(number) for number in range(20) if number != 9]


def test_what_is_taken_back_makes_room_for_others():
    client = _Held()
    bundling = executor.ClusterExecutor(client, {}, lambda _: False, 1)
    first = [bundling.submit(abs, -1) for _ in range(4)]
    assert client.sizes == [1, 1]
    for one in first:
        one.cancel()
    made = bundling.submit(abs, -5)
    client.run()
    assert made.result() == 5


@pytest.mark.parametrize(
    ("told", "named"),
    [
        (ModuleNotFoundError("No module named 'audio'"), True),
        (Exception("""ModuleNotFoundError("No module named 'audio.work'")"""), True),
        (AttributeError("Can't get attribute 'describe_program'"), True),
        (OSError("the connection was closed"), False),  # it may have died, and tells nothing
    ],
)
def test_a_worker_without_the_program_is_named(told, named):
    line = describe_difference("tcp://a:1", told, {})
    assert (line == "worker tcp://a:1 has no audio-edition, or one that is much older") is named


class _Never:
    """A client, and the future of its one result, which never comes."""

    key = "never"

    def submit(self, *_, **__) -> _Never:
        return self

    def add_done_callback(self, _) -> None:
        pass

    def release(self) -> None:
        pass


def test_a_cluster_without_workers_ends_the_run_after_a_while(monkeypatch, caplog):
    for name, seconds in (("_EVERY", 0.01), ("_QUIETLY", 0.03), ("PATIENCE", 0.5)):
        monkeypatch.setattr(watch, name, seconds)
    waiting = executor.ClusterExecutor(_Never(), {}, lambda _: False, 1)
    with watch.watch_workers(lambda: 0, lambda: waiting.is_waiting, waiting.give_up):
        time.sleep(0.3)  # nothing is to be made: nobody is missed
        made = waiting.submit(print)
        with pytest.raises(ClusterError, match=r"has had no workers for .*; start them, then run"):
            made.result(5)
    assert [record.getMessage() for record in caplog.records] == [
        "the cluster has no workers; they are waited for"
    ]
    with pytest.raises(ClusterError):
        waiting.submit(print)


def test_workers_that_come_again_are_waited_for(monkeypatch, caplog):
    for name, seconds in (("_EVERY", 0.01), ("_QUIETLY", 0.03)):
        monkeypatch.setattr(watch, name, seconds)
    fault: list[ClusterError] = []
    with watch.watch_workers(
        lambda: int("has no workers" in caplog.text), lambda: True, fault.append
    ):
        end = time.monotonic() + 10
        while "has workers again" not in caplog.text and time.monotonic() < end:
            time.sleep(0.01)
    assert fault == []
    assert "the cluster has workers again" in caplog.text


def test_who_waits_for_a_cluster_is_let_go_when_it_is_left():
    waiting = executor.ClusterExecutor(_Never(), {}, lambda _: False, 1)
    made = waiting.submit(print)
    waiting.shutdown(cancel_futures=True)
    assert made.cancelled()


@pytest.mark.parametrize("is_left", [True, False])
def test_a_cluster_that_is_left_or_given_up_is_sent_nothing_more(is_left):
    client = _Held()
    leaving = executor.ClusterExecutor(client, {}, lambda _: False, 1)
    made = [leaving.submit(abs, -1) for _ in range(9)]
    if is_left:
        leaving.shutdown(cancel_futures=True)
    else:
        leaving.give_up(ClusterError("the cluster is gone"))
    client.run()
    assert client.sizes == [1, 1]
    assert all(one.done() for one in made)


@pytest.mark.parametrize("query", ["GPU", "", "GPU=x", "GPU=0", "GPU=-1"])
def test_what_names_no_resources_is_refused(query, tmp_path):
    with (
        pytest.raises(InputError, match=rf"'{query}' names no resources; write it as \?GPU=1"),
        open_maker(tmp_path / "clips", cluster=f"tcp://127.0.0.1:1?{query}"),
    ):
        pass


def test_a_cluster_without_workers_or_what_they_must_have_is_refused(
    workers, monkeypatch, tmp_path
):
    with (
        pytest.raises(InputError, match=r"no worker has GPU=1; .*--resources"),
        open_maker(tmp_path / "clips", cluster=f"{workers.scheduler_address}?GPU=1"),
    ):
        pass
    with (
        pytest.raises(InputError, match=r"ssl_context.*; name the certificates in"),
        open_maker(tmp_path / "clips", cluster="tls://127.0.0.1:1"),
    ):
        pass
    monkeypatch.setattr(connection, "_WAIT", 1)
    with (
        start_cluster(0) as none,
        pytest.raises(
            InputError, match=r"the cluster has no workers; start some with: dask worker"
        ),
        open_maker(tmp_path / "clips", cluster=none.scheduler_address),
    ):
        pass


def test_a_worker_of_another_version_that_comes_later_ends_the_run(workers, monkeypatch, tmp_path):
    told = program.describe_program()
    with open_maker(tmp_path / "clips", cluster=workers.scheduler_address) as maker:
        monkeypatch.setattr(executor, "describe_program", lambda: told | {"Python": "2.7"})
        with pytest.raises(ClusterError, match=r"worker tcp://.* another Python .* \(2.7\)"):
            narrate(read_text(ARTICLE), Settings(voice="espeak"), tmp_path / "a.mp3", maker)
    assert not list(tmp_path.glob("clips/*/*.clip"))


def test_what_dask_warns_of_is_one_line_of_ours(caplog):
    logger = logging.getLogger("distributed.test")
    handler = logging.StreamHandler()
    logger.addHandler(handler)
    with watch.translate_dask():
        logger.warning("Couldn't gather 3 keys, rescheduling (1)")
        logger.error("Event loop\nof many lines", exc_info=ValueError("a cause"))
    assert logger.handlers == [handler]
    told = [record.getMessage() for record in caplog.records if record.name == watch.__name__]
    assert told == ["Dask: Event loop (a cause)"]
