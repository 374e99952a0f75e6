"""A show made by two workers of a cluster on this machine, against one process of two threads.

Generated articles of six paragraphs, espeak. Both take turns; of each turn the time and all
processor time, the workers' too. ``--kill SECONDS`` kills a worker as often and starts another in
its place. The sites must be the same to the byte.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent))
from build import COMMAND
from scale import SHOW, write

TICK = os.sysconf("SC_CLK_TCK")
MORE = "".join(
    f"\nक्रम {{n}} के {part}वें हिस्से में {part}{{n}} लोग थे। नदी में पानी बढ़ा और रास्ता बंद रहा।\n"
    for part in (11, 12, 13, 14)
)


class Cluster:
    """A scheduler and two workers of one thread each, as processes of their own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{port}"
        self._scheduler = self._start("dask_scheduler", "--host", "127.0.0.1", "--port", str(port))
        self._workers = [self._start_worker() for _ in range(2)]
        self._lost = 0.0

    def count_processor(self) -> float:
        """Seconds that all workers took until now."""
        return self._lost + sum(map(_read_processor, self._workers))

    def kill_one(self) -> None:
        """Kill a worker and start another."""
        number = random.randrange(2)
        self._lost += _read_processor(self._workers[number])
        self._workers[number].kill()
        self._workers[number].wait()
        self._workers[number] = self._start_worker()

    def close(self) -> None:
        """Leave nothing of it."""
        for process in (*self._workers, self._scheduler):
            process.kill()
            process.wait()

    def _start_worker(self) -> subprocess.Popen[bytes]:
        return self._start(
            *("dask_worker", self.address, "--nthreads", "1", "--no-nanny"),
            *("--local-directory", str(self._folder / "dask")),
        )

    def _start(self, program: str, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.{program}", "--no-dashboard", *options]
        quiet = subprocess.DEVNULL
        return subprocess.Popen(command, stdout=quiet, stderr=quiet)


def _read_processor(process: subprocess.Popen[bytes]) -> float:
    """Seconds, user and system, of a process that runs (proc(5))."""
    fields = Path(f"/proc/{process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2]
    user, system = fields.split()[11:13]
    return (int(user) + int(system)) / TICK


def build(folder: Path, out: str, cluster: Cluster | None, kill: float) -> tuple[float, float, int]:
    """Seconds, processor seconds and killed workers of a first build into ``out``."""
    shutil.rmtree(folder / out, ignore_errors=True)
    more = ("--cluster", cluster.address) if cluster else ("--jobs", "2")
    where = (str(folder / "content"), "--out", str(folder / out), "--quiet")
    used = cluster.count_processor() if cluster else 0.0
    began, kills = time.perf_counter(), 0
    pid = os.spawnv(os.P_NOWAIT, sys.executable, [*COMMAND, "build", *where, *more])
    while True:
        ended, status, usage = os.wait4(pid, os.WNOHANG)
        if ended:
            break
        time.sleep(0.1)
        if cluster and kill and time.perf_counter() - began > kill * (kills + 1):
            kills += 1
            cluster.kill_one()
    if code := os.waitstatus_to_exitcode(status):
        raise SystemExit(f"the build into {out} failed with {code}")
    took = time.perf_counter() - began
    used = cluster.count_processor() - used if cluster else 0.0
    return took, used + usage.ru_utime + usage.ru_stime, kills


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--kill", type=float, default=0.0, metavar="SECONDS")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, closing(Cluster(Path(name))) as cluster:
        folder = Path(name)
        (folder / "content").mkdir()
        show = SHOW.replace("silence", "espeak")
        (folder / "content" / "show.toml").write_text(show, encoding="utf-8")
        for number in range(wanted.articles):
            write(folder / "content", number, MORE.format(n=number))
        ratios, processor = [], []
        for turn in range(1, wanted.turns + 1):
            threads = build(folder, "threads", None, 0.0)
            workers = build(folder, "workers", cluster, wanted.kill)
            ratios.append(threads[0] / workers[0])
            processor.append(threads[1] / workers[1])
            print(
                f"turn {turn}: two threads {threads[0]:.1f} s ({threads[1]:.1f} s of processor), "
                f"two workers {workers[0]:.1f} s ({workers[1]:.1f} s), {workers[2]} killed",
                flush=True,
            )
        sites = [str(folder / out / "site") for out in ("threads", "workers")]
        is_same = subprocess.run(["diff", "-rq", *sites], check=False).returncode == 0
    print(f"efficiency {median(ratios):.2f}, in processor time {median(processor):.2f}")
    print("the sites are the same to the byte" if is_same else "THE SITES DIFFER")


if __name__ == "__main__":
    main()
