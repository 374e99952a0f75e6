"""Publishing: a built site to where listeners find it, so that none ever meets a broken link.

Editions go first, then what lists them, the feed last. Only what has changed is sent. ``bucket``
sends to object stores, ``rsync`` to a machine by the program of that name.
"""
