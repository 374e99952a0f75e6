import logging
from pathlib import Path

import pytest

from audio.settings import Pauses, Sound, Voice
from audio.work.folder_store import FolderStore
from tests import orders
from tests.speech import scripts

WORDS = ("बैठक दो घंटे चली।", "फिर सब घर गए।")


@pytest.fixture
def store(tmp_path):
    return FolderStore(tmp_path / "clips")


def stored(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.clip"))


def test_a_clip_comes_back_from_the_store_as_it_was_made(store, tmp_path):
    made = orders.clip(scripts(*WORDS), store)
    assert orders.clip(scripts(*WORDS), store) == made
    assert len(stored(tmp_path)) == 1


def test_a_stored_clip_is_not_spoken_again(store, tmp_path):
    orders.clip(scripts(*WORDS), store)
    (path,) = stored(tmp_path)
    before = path.stat().st_mtime_ns
    orders.clip(scripts(*WORDS), store)
    assert path.stat().st_mtime_ns == before


def test_sentence_ids_do_not_shape_a_clip(store, tmp_path):
    first, second = scripts(*WORDS)
    orders.clip((first, second), store)
    orders.clip(tuple(reversed(scripts(*reversed(WORDS)))), store)
    assert len(stored(tmp_path)) == 1


@pytest.mark.parametrize(
    ("voice", "sound"),
    [
        (Voice(speed=1.2), Sound()),
        (Voice(pitch=60), Sound()),
        (Voice(name="hi+f3"), Sound()),
        (Voice(engine="silence"), Sound()),
        (Voice(), Sound(bitrate=96)),
        (Voice(), Sound(loudness=-18)),
        (Voice(), Sound(ceiling=-4)),
        (Voice(), Sound(pauses=Pauses(sentence=0.6))),
    ],
)
def test_what_shapes_a_clip_makes_another(store, tmp_path, voice, sound):
    orders.clip(scripts(*WORDS), store)
    orders.clip(scripts(*WORDS), store, voice, sound)
    assert len(stored(tmp_path)) == 2


@pytest.mark.parametrize("name", ["paragraph", "heading", "chapter", "item"])
def test_pauses_between_paragraphs_do_not_shape_a_clip(store, tmp_path, name):
    orders.clip(scripts(*WORDS), store)
    orders.clip(scripts(*WORDS), store, sound=Sound(pauses=Pauses(**{name: 2.0})))
    assert len(stored(tmp_path)) == 1


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2],
        lambda _: b"",
        lambda _: b"{}\n",
        lambda _: b"\xff\xfe\n",
        lambda _: b"[]\n",
        lambda data: data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
        lambda data: data.replace(b'"timings"', b'"tidings"'),
    ],
)
def test_a_damaged_clip_is_made_again_with_a_warning(store, tmp_path, caplog, damage):
    made = orders.clip(scripts(*WORDS), store)
    (path,) = stored(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    with caplog.at_level(logging.WARNING):
        assert orders.clip(scripts(*WORDS), store) == made
    assert str(path) in caplog.text
    assert path.read_bytes() == whole


def test_nothing_half_written_stays_in_the_store(store, tmp_path):
    orders.clip(scripts(*WORDS), store)
    assert [path.suffix for path in tmp_path.rglob("*") if path.is_file()] == [".clip"]
