import importlib.util
import os
import sys
from types import SimpleNamespace

from audio.work import file_lock


def load_for_windows(monkeypatch, locked):
    def locking(file, kind, count):
        locked.append((os.lseek(file, 0, os.SEEK_CUR), kind, count))

    runtime = SimpleNamespace(LK_LOCK=1, LK_NBLCK=2, locking=locking)
    monkeypatch.setitem(sys.modules, "msvcrt", runtime)
    monkeypatch.setattr(sys, "platform", "win32")
    spec = importlib.util.spec_from_file_location("file_lock_of_windows", file_lock.__file__)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_is_written_after_a_lock_of_windows_stands_where_it_would_without(
    tmp_path, monkeypatch
):
    locked = []
    lock = load_for_windows(monkeypatch, locked)
    path = tmp_path / "half"
    file = os.open(path, os.O_RDWR | os.O_CREAT)
    try:
        assert lock.lock_file(file)
        os.write(file, "पूरा".encode())
    finally:
        os.close(file)
    assert [at > 2**30 for at, _, _ in locked] == [True]  # far behind all that is ever written
    assert path.read_text("utf-8") == "पूरा"
