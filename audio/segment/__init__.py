"""Segmentation: blocks and sentences, in order. An ``Article`` in, ``Paragraph``s out."""
