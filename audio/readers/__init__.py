"""Readers: pick one by what the source is. Bytes in, an ``Article`` out."""

from audio.readers.reading import Reading
from audio.readers.registry import READERS, SUFFIXES, read, read_bytes

__all__ = ["READERS", "SUFFIXES", "Reading", "read", "read_bytes"]
