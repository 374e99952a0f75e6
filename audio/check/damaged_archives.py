"""What Python's readers raise for a zip archive that is damaged, or is none."""

from __future__ import annotations

import struct
import zlib
from zipfile import BadZipFile

DAMAGED_ARCHIVE = (
    BadZipFile,
    EOFError,
    LookupError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""A wrong directory or CRC, an end too early, a missing file, an encrypted one or one of another
compression, a wrong size, a wrong header, and what is no deflated stream."""
