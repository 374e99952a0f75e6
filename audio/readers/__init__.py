"""Readers: pick one by what the source is. Bytes in, an ``Article`` out."""
