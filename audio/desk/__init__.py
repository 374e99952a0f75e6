"""The desk: a show made and mended in a browser, by who knows no command line.

``app`` answers requests that ``guard`` lets through; ``shelf`` tells of all articles, ``script`` of
one; ``texts`` saves what is written, ``publishing`` builds in the background. What the desk does
are functions that Python users have, too: ``explain``, ``preview``, ``correct`` and ``import``'s.
Everything lies in plain files of the content folder, which the command line and git see.
"""
