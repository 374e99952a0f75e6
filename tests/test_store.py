"""The store keeps bytes whole, or tells that it does not have them."""

import logging
import os
import time

from audio.store import Store

KEY = "ab" * 32


def test_what_is_kept_comes_back(tmp_path):
    Store(tmp_path).shelf("clip").put(KEY, b"one\ntwo")
    assert Store(tmp_path).shelf("clip").get(KEY) == b"one\ntwo"


def test_kinds_do_not_see_each_other(tmp_path):
    Store(tmp_path).shelf("clip").put(KEY, b"one")
    assert Store(tmp_path).shelf("script").get(KEY) is None


def test_what_was_cut_short_or_changed_is_missing_and_said_so(tmp_path, caplog):
    shelf = Store(tmp_path).shelf("clip")
    shelf.put(KEY, b"one two")
    whole = shelf.path(KEY).read_bytes()
    for damaged in (whole[:-1], whole[:-1] + b"x", b"", b"\n", whole[3:]):
        shelf.path(KEY).write_bytes(damaged)
        with caplog.at_level(logging.WARNING):
            assert shelf.get(KEY) is None
        assert "made again" in caplog.text
        caplog.clear()


def test_a_use_is_noted_once_a_day(tmp_path):
    shelf = Store(tmp_path).shelf("clip")
    shelf.put(KEY, b"one")
    long_ago = time.time() - 1_000_000
    os.utime(shelf.path(KEY), (long_ago, long_ago))
    shelf.get(KEY)
    noted = shelf.path(KEY).stat().st_mtime
    shelf.get(KEY)
    assert time.time() - noted < 60
    assert shelf.path(KEY).stat().st_mtime == noted
