"""Readers: pick one by what the source is. Bytes in, an ``Article`` out."""

from audio.readers.formats import READERS, SUFFIXES
from audio.readers.reading import Reading
from audio.readers.registry import read, read_bytes, read_text

__all__ = ["READERS", "SUFFIXES", "Reading", "read", "read_bytes", "read_text"]
