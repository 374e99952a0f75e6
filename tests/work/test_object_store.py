"""A store in a bucket: shared by machines, checked, and patient with its service."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest

from audio import Settings, open_maker, read_text
from audio.edition.pipeline import narrate
from audio.errors import InputError, MakingError
from audio.work import bucket as bucket_module
from audio.work.bucket import is_bucket
from audio.work.object_store import ObjectStore
from audio.work.store import CLIP
from tests.conftest import TEXT

KEY = "ab" * 32


@pytest.fixture
def machine(bucket, tmp_path):  # noqa: ARG001  whose address is in the environment
    """Makes the shelf of clips of a machine with a name."""
    return lambda name: ObjectStore("s3://audio/show", tmp_path / name).get_shelf(CLIP)


def test_what_one_machine_puts_another_gets_and_keeps(machine, bucket):
    assert machine("one").get(KEY) is None
    machine("one").put(KEY, b"sound")
    assert machine("two").get(KEY) == b"sound"
    bucket.asked.clear()
    with machine("two").open(KEY, 2) as file:
        assert file.read() == b"und"
    assert not bucket.asked


def test_of_two_makers_the_first_ones_stays(machine, bucket):
    machine("one").put(KEY, b"first")
    machine("two").put(KEY, b"second")
    assert machine("three").get(KEY) == b"first"
    assert len(bucket.things) == 1


def test_many_makers_at_once_end_with_one(machine, bucket):
    with ThreadPoolExecutor(8) as executor:
        list(executor.map(lambda n: machine(f"m{n}").put(KEY, b"same"), range(8)))
    assert len(bucket.things) == 1
    assert machine("last").get(KEY) == b"same"


@pytest.mark.parametrize("faults", [[503, 503], [429], [0], [500]])
def test_a_fault_that_passes_is_waited_for(machine, bucket, faults):
    machine("one").put(KEY, b"sound")
    bucket.faults = list(faults)
    assert machine("two").get(KEY) == b"sound"
    bucket.faults = list(faults)
    machine("one").put("cd" * 32, b"other")
    assert len(bucket.things) == 2


def test_what_a_lost_answer_was_about_is_not_put_twice(machine, bucket):
    bucket.late = [0]
    machine("one").put(KEY, b"sound")
    assert machine("two").get(KEY) == b"sound"
    assert [line.split()[0] for line in bucket.asked] == ["PUT", "PUT", "GET", "GET"]


@pytest.mark.parametrize("status", [301, 400, 403])
def test_what_is_refused_for_good_is_not_asked_again(machine, bucket, status):
    bucket.faults = [status] * 9
    with pytest.raises(InputError, match="s3://audio/show: cannot be written to"):
        machine("one").put(KEY, b"sound")
    assert len(bucket.asked) == 1


def test_a_bucket_that_is_not_there_is_not_taken_for_an_empty_one(machine, bucket):
    bucket.missing = "NoSuchBucket"
    with pytest.raises(InputError, match="cannot be read from: NoSuchBucket: NoSuchBucket; look"):
        machine("one").get(KEY)


def test_a_fault_is_told_by_the_name_that_the_service_gives_it(machine, bucket):
    bucket.faults = [403]
    with pytest.raises(InputError, match="read from: SlowDown: SlowDown; look at its name, and"):
        machine("one").get(KEY)


def test_a_service_that_was_waited_for_in_vain_is_not_waited_for_again(
    machine, bucket, monkeypatch, caplog
):
    monkeypatch.setattr(bucket_module, "_PATIENCE", 0.3)
    monkeypatch.setattr(bucket_module, "_QUIETLY", 0.0)
    monkeypatch.setattr(bucket_module, "_RETRIES", 0)
    shelf = machine("one")
    bucket.every = 1
    with pytest.raises(MakingError):
        shelf.put(KEY, b"sound")
    waited = len(bucket.asked)
    with pytest.raises(MakingError):
        shelf.put(KEY, b"sound")
    assert waited > 1
    assert len(bucket.asked) == waited + 1
    assert caplog.text.count("does not answer and is waited for") == 1


def test_what_is_damaged_counts_as_missing_and_is_put_anew(machine, bucket, caplog):
    machine("one").put(KEY, b"sound")
    (path,) = bucket.things
    bucket.things[path] = bucket.things[path][:-1]
    second = machine("two")
    assert second.get(KEY) is None
    assert "is damaged" in caplog.text
    machine("another, which has not looked").put(KEY, b"sound")
    assert machine("three").get(KEY) == b"sound"


def test_a_service_that_stays_away_is_one_clear_error(machine, bucket, monkeypatch):
    monkeypatch.setattr(bucket_module, "_PATIENCE", 0.1)
    bucket.every = 1
    with pytest.raises(MakingError, match=r"s3://audio/show: cannot be written to: .*run it again"):
        machine("one").put(KEY, b"sound")


@pytest.mark.usefixtures("bucket")
def test_a_store_goes_to_other_processes_by_its_address(tmp_path):
    store = ObjectStore("s3://audio/show", tmp_path / "one")
    store.get_shelf(CLIP).put(KEY, b"sound")
    assert pickle.loads(pickle.dumps(store)).get_shelf(CLIP).get(KEY) == b"sound"


def test_an_edition_from_a_bucket_that_fails_every_fifth_time_is_the_same(bucket, tmp_path):
    article, settings = read_text(TEXT), Settings(voice="espeak")
    with open_maker(tmp_path / "clips", jobs=2) as maker:
        narrate(article, settings, tmp_path / "plain.mp3", maker)
    bucket.every = 5
    for name in ("one", "two"):
        with open_maker(ObjectStore("s3://audio/show", tmp_path / name), jobs=2) as maker:
            edition = narrate(article, settings, tmp_path / f"{name}.mp3", maker).edition
        assert (tmp_path / f"{name}.mp3").read_bytes() == (tmp_path / "plain.mp3").read_bytes()
    assert edition.work.made.number == 0


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("s3://a/b", True),
        ("gs://a", True),
        ("file:///a", True),
        ("a/clips", False),
        ("C:/a", False),
    ],
)
def test_a_bucket_is_told_from_a_folder(address, named):
    assert is_bucket(address) is named


def test_an_address_without_a_bucket_is_refused(tmp_path):
    with pytest.raises(InputError, match="is no bucket"):
        ObjectStore("s3://", tmp_path)
