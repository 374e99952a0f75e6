"""DAISY 2.02 (.daisy, a zip): text and sound for the players of blind readers, a sentence a phrase.

``writer`` makes the archive, ``section`` a chapter's text and what is heard when, ``navigation``
what is told of the whole: ``ncc.html``, the contents with their metadata, and ``master.smil``.
Specification: DAISY 2.02, Recommendation of 28 February 2001.
"""

from audio.writers.daisy.writer import DaisyWriter

__all__ = ["DaisyWriter"]
