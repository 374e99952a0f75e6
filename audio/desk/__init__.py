"""The desk: a show made and mended in a browser, by who knows no command line.

``app`` hands requests that ``guard`` lets through to ``answers``; ``shelf`` tells of all articles,
``script`` of one; ``texts`` saves what is written, ``drafts`` keeps what is not saved yet,
``comparison`` merges what several have changed, ``publishing`` builds in the background. What the
desk does are functions that Python users have, too: ``explain``, ``preview``, ``correct``,
``withdraw_article``, ``delete_article`` and ``import``'s.
Everything lies in plain files of the content folder, which the command line and git see.
"""
