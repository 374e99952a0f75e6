"""The store keeps bytes whole, or tells that it does not have them."""

import logging
import os
import time

import pytest

from audio.errors import OutputError
from audio.work.folder_store import FolderStore

KEY = "ab" * 32


def test_what_is_kept_comes_back(tmp_path):
    FolderStore(tmp_path).get_shelf("clip").put(KEY, b"one\ntwo")
    assert FolderStore(tmp_path).get_shelf("clip").get(KEY) == b"one\ntwo"


def test_what_is_kept_can_be_read_from_any_byte_on(tmp_path):
    shelf = FolderStore(tmp_path).get_shelf("clip")
    shelf.put(KEY, b"one\ntwo")
    with shelf.open(KEY) as whole, shelf.open(KEY, 4) as rest:
        assert (whole.read(), rest.read()) == (b"one\ntwo", b"two")


def test_kinds_do_not_see_each_other(tmp_path):
    FolderStore(tmp_path).get_shelf("clip").put(KEY, b"one")
    assert FolderStore(tmp_path).get_shelf("script").get(KEY) is None


def test_what_was_cut_short_or_changed_is_missing_and_said_so(tmp_path, caplog):
    FolderStore(tmp_path).get_shelf("clip").put(KEY, b"one two")
    path = FolderStore(tmp_path).get_shelf("clip").locate(KEY)
    whole = path.read_bytes()
    for damaged in (whole[:-1], whole[:-1] + b"x", b"", b"\n", whole[3:]):
        shelf = FolderStore(tmp_path).get_shelf("clip")
        path.write_bytes(damaged)
        with caplog.at_level(logging.WARNING):
            assert shelf.get(KEY) is None
        assert "made again" in caplog.text
        caplog.clear()


def test_a_use_is_noted_once_a_day(tmp_path):
    shelf = FolderStore(tmp_path).get_shelf("clip")
    shelf.put(KEY, b"one")
    long_ago = time.time() - 1_000_000
    os.utime(shelf.locate(KEY), (long_ago, long_ago))
    shelf.get(KEY)
    noted = shelf.locate(KEY).stat().st_mtime
    shelf.get(KEY)
    assert time.time() - noted < 60
    assert shelf.locate(KEY).stat().st_mtime == noted


def kept(store, kind, number, age):
    """A hundred bytes that were last used ``age`` days ago."""
    key = f"{number:02x}" * 32
    store.get_shelf(kind).put(key, bytes(89))
    path = store.get_shelf(kind).locate(key)
    then = time.time() - age * 86_400
    os.utime(path, (then, then))
    return path


def test_holdings_are_counted_by_kind(tmp_path):
    store = FolderStore(tmp_path)
    for number in range(3):
        kept(store, "clip", number, 0)
    kept(store, "script", 1, 0)
    assert [(h.kind, h.files, h.size) for h in store.count_holdings()] == [
        ("clip", 3, 303),
        ("script", 1, 101),
    ]


def test_pruning_gives_up_what_was_used_longest_ago_and_no_more_than_it_must(tmp_path):
    store = FolderStore(tmp_path)
    old, older, new = (kept(store, "clip", n, age) for n, age in enumerate((5, 9, 1)))
    given_up = store.prune(205)
    assert (given_up.files, given_up.size) == (1, 101)
    assert (old.exists(), older.exists(), new.exists()) == (True, False, True)


def test_what_was_received_over_the_network_is_given_up_last(tmp_path):
    store = FolderStore(tmp_path)
    received, clip = kept(store, "received", 1, 99), kept(store, "clip", 2, 1)
    store.prune(101)
    assert (received.exists(), clip.exists()) == (True, False)


def test_pruning_to_a_limit_that_holds_all_gives_up_nothing(tmp_path):
    store = FolderStore(tmp_path)
    kept(store, "clip", 1, 9)
    assert store.prune(101).files == 0


def test_a_store_in_use_is_not_pruned(tmp_path):
    store = FolderStore(tmp_path)
    path = kept(store, "clip", 1, 9)
    with store.prevent_pruning():
        assert store.prune(0) is None
    assert path.exists()
    assert store.prune(0).files == 1


def test_what_is_not_the_store_s_own_is_never_given_up(tmp_path):
    own = tmp_path / "photos" / "a.jpg"
    own.parent.mkdir()
    own.write_bytes(b"mine")
    other = tmp_path / "ab" / "notes.txt"
    other.parent.mkdir()
    other.write_bytes(b"mine")
    store = FolderStore(tmp_path)
    assert store.count_holdings() == []
    assert store.prune(0).files == 0
    assert own.exists()
    assert other.exists()


def test_a_value_under_another_key_or_kind_is_damaged(tmp_path, caplog):
    store = FolderStore(tmp_path)
    clips, scripts = store.get_shelf("clip"), store.get_shelf("script")
    clips.put(KEY, b"one")
    content = clips.locate(KEY).read_bytes()
    for shelf, key in ((clips, "cd" * 32), (scripts, KEY)):
        shelf.put(key, b"other")
        shelf.locate(key).write_bytes(content)
        assert shelf.get(key) is None
    assert "made again" in caplog.text


def test_what_cannot_be_read_counts_as_missing(tmp_path, caplog):
    path = FolderStore(tmp_path).get_shelf("clip").locate(KEY)
    path.parent.mkdir()
    for obstacle in (path.mkdir, lambda: os.mkfifo(path)):
        obstacle()
        shelf = FolderStore(tmp_path).get_shelf("clip")
        assert shelf.get(KEY) is None
        assert "made again" in caplog.text
        caplog.clear()
        path.rmdir() if path.is_dir() else path.unlink()


def test_a_damaged_file_is_told_of_once_however_often_it_is_read(tmp_path, caplog):
    store = FolderStore(tmp_path)
    store.get_shelf("clip").put(KEY, b"one")
    store.get_shelf("clip").locate(KEY).write_bytes(b"two")
    for _ in range(3):
        assert store.get_shelf("clip").get(KEY) is None
    assert caplog.text.count("is damaged") == 1


@pytest.mark.parametrize("content", [b"foreign", None])
def test_what_a_link_in_the_store_leads_to_is_never_written(tmp_path, content):
    foreign = tmp_path / "foreign"
    if content:
        foreign.write_bytes(content)
    shelf = FolderStore(tmp_path / "store").get_shelf("clip")
    path = shelf.locate(KEY)
    path.parent.mkdir(parents=True)
    path.symlink_to(foreign)
    shelf.put(KEY, b"one")
    assert shelf.get(KEY) == b"one"
    assert not path.is_symlink()
    assert (foreign.read_bytes() if foreign.exists() else None) == content


def test_a_link_in_the_place_of_a_folder_or_of_the_lock_is_refused(tmp_path):
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    (tmp_path / "store").mkdir()
    store = FolderStore(tmp_path / "store")
    shelf = store.get_shelf("clip")
    shelf.locate(KEY).parent.symlink_to(foreign)
    (store.folder / "in-use").symlink_to(foreign / "lock")
    with pytest.raises(OutputError, match=r"store/ab: is a link; remove it"):
        shelf.put(KEY, b"one")
    with pytest.raises(OutputError, match=r"in-use: is a link; remove it"), store.prevent_pruning():
        pass
    assert not list(foreign.iterdir())


def test_a_folder_in_the_place_of_a_file_is_named(tmp_path):
    shelf = FolderStore(tmp_path).get_shelf("clip")
    shelf.locate(KEY).mkdir(parents=True)
    with pytest.raises(OutputError, match=r"\.clip: a folder stands in its place; remove it"):
        shelf.put(KEY, b"one")


def test_a_file_is_no_store(tmp_path):
    file = tmp_path / "a.txt"
    file.touch()
    with pytest.raises(OutputError, match=r"a\.txt: is not a folder"):
        FolderStore(file)
