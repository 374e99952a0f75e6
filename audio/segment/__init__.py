"""Segmentation: blocks and sentences, in order. An ``Article`` in, ``Paragraph``s out."""

from audio.hindi.foreign_scripts import is_speakable
from audio.segment.blocks import segment, segment_lines
from audio.segment.sentences import find_sentences

__all__ = ["find_sentences", "is_speakable", "segment", "segment_lines"]
