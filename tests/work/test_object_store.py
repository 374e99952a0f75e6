"""A store in a bucket: shared by machines, checked, and patient with its service."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest

from audio import Settings, open_maker, read_text
from audio.edition.pipeline import narrate
from audio.errors import InputError, MakingError
from audio.work import object_store
from audio.work.object_store import ObjectStore, is_bucket
from audio.work.store import CLIP
from tests.conftest import TEXT
from tests.work.bucket import open_bucket

KEY = "ab" * 32


@pytest.fixture
def bucket(monkeypatch):
    with open_bucket() as made:
        for name, value in made.environment.items():
            monkeypatch.setenv(name, value)
        yield made


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
    bucket.faults = list(faults[:1]) if faults != [0] else []
    machine("one").put("cd" * 32, b"other")
    assert len(bucket.things) == 2


def test_what_is_damaged_counts_as_missing_and_is_put_anew(machine, bucket, caplog):
    machine("one").put(KEY, b"sound")
    (path,) = bucket.things
    bucket.things[path] = bucket.things[path][:-1]
    second = machine("two")
    assert second.get(KEY) is None
    assert "is damaged" in caplog.text
    second.put(KEY, b"sound")
    assert machine("three").get(KEY) == b"sound"


def test_a_service_that_stays_away_is_one_clear_error(machine, bucket, monkeypatch):
    monkeypatch.setattr(object_store, "_RETRIES", 1)
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
