"""How the desk is opened: its address is a secret, also from others who use the machine."""

from __future__ import annotations

import os
import shlex
import signal
import stat
import subprocess
import sys
import time


def test_a_browser_is_started_without_the_address_of_the_desk(tmp_path):
    told = tmp_path / "told"
    tell = "import sys; open(sys.argv[1], 'w').write(sys.argv[2])"
    browser = shlex.join([sys.executable, "-c", tell, str(told), "%s"])
    environment = {**os.environ, "BROWSER": browser}
    command = [sys.executable, "-m", "audio", "desk", str(tmp_path / "content"), "--out"]
    command += [str(tmp_path / "build"), "--open"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as desk:
        address = desk.stdout.readline().strip()
        while not told.exists() or not told.read_text("utf-8"):
            time.sleep(0.02)
        door = tmp_path / "build" / "desk" / "open.html"
        assert told.read_text("utf-8") == door.as_uri()
        assert stat.S_IMODE(door.stat().st_mode) == 0o600
        assert address in door.read_text("utf-8")
        desk.send_signal(signal.SIGINT)
    assert not door.exists()
