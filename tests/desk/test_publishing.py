"""Publishing in the background: what is cancelled stops whole."""

from __future__ import annotations

import asyncio
import os
import time

import pytest

from audio.desk import publishing
from audio.desk.publishing import Publisher


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(os.name == "nt", reason="needs a shell")
def test_what_is_cancelled_ends_with_all_that_it_has_begun(tmp_path, monkeypatch):
    script, told = tmp_path / "slow.sh", tmp_path / "pid"
    script.write_text(f"sleep 60 & echo $! > {told}.part; mv {told}.part {told}; wait\n", "utf-8")
    monkeypatch.setattr(publishing, "_AUDIO", ("sh", str(script)))

    async def cancel_what_runs() -> str:
        publisher = Publisher(tmp_path, tmp_path / "build", "en")
        publisher.begin()
        while not told.exists():
            await asyncio.sleep(0.01)
        await publisher.stop()
        return publisher.progress.stage

    assert asyncio.run(cancel_what_runs()) == "cancelled"
    pid = int(told.read_text("utf-8"))
    for _ in range(200):
        if not is_running(pid):
            break
        time.sleep(0.01)
    assert not is_running(pid)
