"""Segmentation: blocks and sentences, in order. An ``Article`` in, ``Paragraph``s out."""

from audio.segment.blocks import segment, segment_lines
from audio.segment.sentences import is_speakable, sentence_spans

__all__ = ["is_speakable", "segment", "segment_lines", "sentence_spans"]
