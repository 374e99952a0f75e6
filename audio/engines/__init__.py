"""Engines: pick one. The lines of a paragraph in, ``Speech`` out."""
