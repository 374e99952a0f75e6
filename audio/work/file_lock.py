"""Locks on open files, which end with the process that holds them, however it ends.

They hold between threads, processes and containers that see one disk.
"""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import msvcrt
    import os

    _FAR = 2**31 - 2
    """Which byte is locked: one that is locked there can be read and written by nobody else, by
    another descriptor of this process neither, and this is the last that ``locking`` reaches."""

    def lock_file(file: int, *, shared: bool = False, wait: bool = True) -> bool:
        """The same on Windows, whose runtime knows no shared locks: those lock nothing there."""
        if shared:
            return True
        at = os.lseek(file, 0, os.SEEK_CUR)
        try:
            os.lseek(file, _FAR, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(file, at, os.SEEK_SET)  # what is written next goes where it would have
        return True

else:
    import fcntl

    def lock_file(file: int, *, shared: bool = False, wait: bool = True) -> bool:
        """Lock the file of a descriptor until that is closed; whether it could be done.

        It cannot while another holds the lock, unless this may ``wait`` or both are ``shared``, nor
        where a disk knows no locks, as some network file systems.
        """
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(file, kind if wait else kind | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
