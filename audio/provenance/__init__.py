"""Provenance: who published a sound file and that a machine spoke it, signed into the file (C2PA).

A signed file can be shown to be unchanged since whoever holds the key signed it, and names its
voice. It does not show that what is said is true. Signatures hold the moment of signing, so they
are put into the published files after the build, whose own files stay the same to the byte.
Specification: C2PA 2.1, by the library c2pa-python of the extra ``sign``.
"""
