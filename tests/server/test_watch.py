"""Builds follow changes: real files, real watching, real processes in place of builds."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable

import pytest

from audio.server.watch import Builder

NOTE = "import sys; open(sys.argv[1], 'a').write('x')"


class Watched:
    """A content folder with a builder at work on it."""

    def __init__(self, folder, out, program: str, standby: tuple[str, ...]) -> None:
        self.content = folder
        self.log = folder.parent / "log"
        self.told: list[str] = []
        self._done = asyncio.Semaphore(0)
        command = (sys.executable, "-c", program, str(self.log), str(out))
        self.builder = Builder(folder, out, command, self._done.release, self.told.append, standby)

    async def built(self) -> None:
        """Wait until the next build is over."""
        await asyncio.wait_for(self._done.acquire(), 60)

    def builds(self) -> int:
        return len(self.log.read_text())


@pytest.fixture
def during(tmp_path):
    """Runs a scene while a builder is at work."""

    def play(
        scene: Callable[[Watched], Awaitable[None]],
        program: str = NOTE,
        out: str = "build",
        standby=(),
    ) -> Watched:
        async def main() -> Watched:
            (tmp_path / "content").mkdir()
            watched = Watched(tmp_path / "content", tmp_path / out, program, standby)
            task = asyncio.create_task(watched.builder.run())
            await scene(watched)
            task.cancel()
            await asyncio.wait([task])
            assert task.cancelled()
            return watched

        return asyncio.run(main())

    return play


def test_it_builds_at_once(during):
    async def scene(watched):
        await watched.built()

    assert during(scene).builds() == 1


def test_change_is_built(during):
    async def scene(watched):
        await watched.built()
        (watched.content / "a.md").write_text("नमस्ते")
        await watched.built()

    assert during(scene).builds() == 2


def test_change_in_a_folder_is_built(during):
    async def scene(watched):
        (watched.content / "lexicons").mkdir()
        await watched.built()
        (watched.content / "lexicons" / "a.tsv").write_text("क\tख")
        await watched.built()

    assert during(scene).builds() >= 2


def test_removal_is_built(during):
    async def scene(watched):
        (watched.content / "a.md").write_text("नमस्ते")
        await watched.built()
        (watched.content / "a.md").unlink()
        await watched.built()

    assert during(scene).builds() >= 2


def test_many_changes_at_once_are_few_builds(during):
    async def scene(watched):
        await watched.built()
        for number in range(100):
            (watched.content / f"{number}.md").write_text("नमस्ते")
        await watched.built()
        await asyncio.sleep(0.5)

    assert during(scene).builds() <= 3


def test_what_the_build_writes_is_no_change(during):
    async def scene(watched):
        await watched.built()
        await asyncio.sleep(0.7)

    program = NOTE + "; import os; os.mkdir(sys.argv[2]); open(sys.argv[2] + '/a.md', 'w')"
    assert during(scene, program, out="content/build").builds() == 1


def test_change_during_a_build_is_built_after_it(during):
    async def scene(watched):
        while not watched.log.exists():
            await asyncio.sleep(0.01)
        (watched.content / "a.md").write_text("नमस्ते")
        await watched.built()
        await watched.built()

    assert during(scene, NOTE + ".close(); import time; time.sleep(0.5)").builds() == 2


def test_failed_build_is_followed_by_the_next(during):
    async def scene(watched):
        await watched.built()
        (watched.content / "a.md").write_text("नमस्ते")
        await watched.built()

    assert during(scene, NOTE + "; sys.exit(2)").builds() == 2


def test_stopping_ends_the_build_under_way(during):
    async def scene(watched):
        while not (watched.log.exists() and watched.log.read_text()):
            await asyncio.sleep(0.01)

    program = "import os, sys, time; open(sys.argv[1], 'w').write(str(os.getpid())); time.sleep(60)"
    process = int(during(scene, program).log.read_text())
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_what_the_build_says_goes_to_standard_error(during, capfd):
    async def scene(watched):
        await watched.built()

    during(scene, NOTE + "; print('made')")
    assert capfd.readouterr() == ("", "made\n")


WAIT = (
    "import os, sys; waits = sys.argv[3:] and (open('ready', 'w').close(), sys.stdin.readline()); "
)


def test_the_process_of_the_next_build_waits_for_the_change(during, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    async def scene(watched):
        await watched.built()
        while not (tmp_path / "ready").exists():
            await asyncio.sleep(0.01)
        assert watched.builds() == 1
        (watched.content / "a.md").write_text("नमस्ते")
        await watched.built()

    assert during(scene, WAIT + NOTE, standby=("wait",)).builds() == 2


def test_a_waiting_process_that_died_is_replaced_by_another(during):
    async def scene(watched):
        await watched.built()
        while not (waiting := watched.builder._waiting) or waiting.returncode is None:
            await asyncio.sleep(0.01)
        (watched.content / "a.md").write_text("नमस्ते")
        await watched.built()

    program = "import sys; sys.argv[3:] and sys.exit(1); " + NOTE
    watched = during(scene, program, standby=("wait",))
    assert watched.builds() == 2
